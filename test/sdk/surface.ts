/** The surface on which the shipped description must agree with the installed SDK. `$` stands for either module. */

const SESSION = '$.Session<unknown, unknown, $.OpenAIProvider>';

/** Identical types: what rules reason about and what user code can notice. */
export const EQUAL_TYPES: readonly string[] = [
  '$.ToolExecuteResponse',
  '$.ToolRouterSessionExecuteResponse',
  "Awaited<ReturnType<$.Composio['tools']['execute']>>",
  `Awaited<ReturnType<${SESSION}['execute']>>`,
  `Parameters<${SESSION}['execute']>`,
  `Parameters<${SESSION}['authorize']>`,
  `Parameters<${SESSION}['toolkits']>`,
  `Awaited<ReturnType<${SESSION}['toolkits']>>`,
  `${SESSION}['mcp']`,
  `${SESSION}['sessionId']`,
  "Parameters<$.Composio['create']>[0]",
  '$.ToolkitVersionParam',
  "NonNullable<ConstructorParameters<typeof $.Composio>[0]>['toolkitVersions']",
  "NonNullable<ConstructorParameters<typeof $.Composio>[0]>['apiKey']",
  '$.CustomAuthParams',
  '$.ConnectedAccountStatus',
  '$.ConnectionRequestState',
  '$.ConnectedAccountListParams',
  '$.CreateConnectedAccountLinkOptions',
  '$.ConnectedAccountRetrieveResponse["authConfig"]',
  '$.ConnectedAccountRetrieveResponse["status"]',
  '$.ConnectedAccountRetrieveResponse["toolkit"]',
  '$.AuthConfigListParams',
  '$.AuthConfigRetrieveResponse',
  '$.AuthConfigListResponse',
  '$.CreateAuthConfigResponse',
  'typeof $.AuthConfigTypes',
  '$.AuthSchemeType',
  '$.ToolkitListParams',
  '$.ToolKitListResponse',
  '$.Toolkit',
  '$.IncomingTriggerPayload',
  '$.VerifyWebhookParams',
  '$.ToolRouterCreateSessionConfig["toolkits"]',
  '$.ToolRouterCreateSessionConfig["tools"]',
  '$.ToolRouterCreateSessionConfig["tags"]',
  '$.ToolRouterCreateSessionConfig["authConfigs"]',
  '$.ToolRouterCreateSessionConfig["connectedAccounts"]',
  '$.ToolRouterCreateSessionConfig["manageConnections"]',
  '$.ToolRouterCreateSessionConfig["sandbox"]',
  '$.ToolRouterCreateSessionConfig["workbench"]',
  '$.ToolRouterCreateSessionConfig["multiAccount"]',
  '$.ToolRouterCreateSessionConfig["sessionPreset"]',
  '$.ToolRouterCreateSessionConfig["preload"]',
  'keyof $.ToolRouterCreateSessionConfig',
  'keyof $.ToolExecuteParams',
  `keyof ${SESSION}`,
  'keyof $.SessionWithoutMcp<unknown, unknown, $.OpenAIProvider>',
  'keyof $.ConnectionRequest',
  'keyof $.ConnectedAccountRetrieveResponse',
  "keyof $.Composio['connectedAccounts']",
  "keyof $.Composio['authConfigs']",
  "keyof $.Composio['triggers']",
  'keyof $.Composio',
  'keyof $.OpenAIProvider',
  'keyof $Openai.OpenAIResponsesProvider',
  'keyof typeof $.AuthScheme',
  "Parameters<$.Composio['connectedAccounts']['link']>[2]",
  "Parameters<$.Composio['toolkits']['authorize']>[2]",
  "Parameters<$.Composio['connectedAccounts']['waitForConnection']>",
];

/** Assignable both ways: types with parts that the description leaves open on purpose. */
export const MUTUAL_TYPES: readonly string[] = [
  ...[
    'tools',
    'authorize',
    'ensureConnected',
    'toolkits',
    'execute',
    'search',
    'update',
    'delete',
    'proxyExecute',
    'customTools',
    'customToolkits',
    'experimental',
  ].map((m) => `${SESSION}['${m}']`),
  ...[
    'toolkits',
    'tools',
    'tags',
    'authConfigs',
    'connectedAccounts',
    'manageConnections',
    'sandbox',
    'workbench',
    'multiAccount',
    'preload',
  ].map((m) => `$.ToolRouterUpdateSessionConfig['${m}']`),
  'keyof $.ToolRouterUpdateSessionConfig',
  '$.Tool',
  '$.ToolListParams',
  '$.ToolExecuteParams',
  '$.ConnectionRequest',
  '$.ConnectedAccountRetrieveResponse',
  '$.ConnectedAccountListResponse',
  '$.CreateConnectedAccountOptions',
  '$.CreateAuthConfigParams',
  '$.ToolRouterCreateSessionConfig',
  '$.ToolRouterUpdateSessionConfig',
  '$.ToolkitRetrieveResponse',
  '$.SessionMetaToolOptions',
  '$.ExecuteToolModifiers',
  '$.ProviderOptions<$.OpenAIProvider>',
  '$.ToolCallSession',
  '$.TriggersTypeListResponse',
  '$.TriggerInstanceListActiveResponse',
  '$.VerifyWebhookResult',
  '$.McpServerGetResponse',
  SESSION,
  '$.SessionWithoutMcp<unknown, unknown, $.OpenAIProvider>',
  "$.Composio['create']",
  "$.Composio['use']",
  "Parameters<$.Composio['tools']['execute']>",
  "Parameters<$.OpenAIProvider['handleToolCalls']>",
  "$.OpenAIProvider['executeToolCall']",
  "$.OpenAIProvider['handleAssistantMessage']",
  "$Openai.OpenAIResponsesProvider['handleToolCalls']",
  "$Openai.OpenAIResponsesProvider['handleResponse']",
  "$.Composio['connectedAccounts']['link']",
  "$.Composio['connectedAccounts']['initiate']",
  "$.Composio['connectedAccounts']['list']",
  "$.Composio['connectedAccounts']['get']",
  "$.Composio['toolkits']['authorize']",
  "$.Composio['toolkits']['get']",
  "$.Composio['authConfigs']['create']",
  "$.Composio['authConfigs']['list']",
  "$.Composio['triggers']['create']",
  "$.Composio['triggers']['subscribe']",
  "$.Composio['triggers']['verifyWebhook']",
  "$.Composio['tools']['getRawComposioTools']",
  "$.Composio['tools']['getRawComposioToolBySlug']",
  "$.Composio['files']['upload']",
];

interface Program {
  name: string;
  text: string;
}

/** Programs as users write them, before and after a migration. */
export const USAGE_PROGRAMS: readonly Program[] = [
  {
    name: 'direct tools, chat completions',
    text: `import { Composio } from '@composio/core';
const composio = new Composio({ apiKey: process.env.COMPOSIO_API_KEY, toolkitVersions: { github: '20250909_00' } });
const tools = await composio.tools.get('user', { toolkits: ['GITHUB'], limit: 5 });
const one = await composio.tools.get('user', 'GITHUB_GET_REPO');
export const count: number = tools.length + one.length;
const result = await composio.tools.execute('GITHUB_GET_REPO', { userId: 'user', arguments: { owner: 'a' } });
if (!result.successful) throw new Error(result.error ?? 'failed');
export const { data, error, successful, logId } = result;
export const name: unknown = result.data.name;`,
  },
  {
    name: 'sessions',
    text: `import { Composio, type Session, type OpenAIProvider } from '@composio/core';
const composio = new Composio();
const session = await composio.create('user', {
  toolkits: ['github'], tools: { github: ['GITHUB_GET_REPO'], gmail: { tags: ['readOnlyHint'] } },
  authConfigs: { github: 'ac_1' }, connectedAccounts: { github: ['ca_1'] }, manageConnections: false,
  sessionPreset: 'direct_tools', preload: { tools: 'all' }, sandbox: { enable: false }, multiAccount: { enable: true },
  ...(process.env.X ? { authConfigs: { gmail: process.env.X } } : {}),
});
const tools = await session.tools({ beforeExecute: ({ params, sessionId }) => ({ ...params, sessionId }) });
export const first: unknown = tools[0];
const executed = await session.execute('GITHUB_GET_REPO', { owner: 'a' }, { account: 'ca_1' });
export const result = { ...executed, successful: !executed.error };
const request = await session.authorize('github', { callbackUrl: 'https://x', alias: 'work' });
export const url: string | null | undefined = request.redirectUrl;
export const account = await request.waitForConnection(60_000);
const withMcp: Session<unknown, unknown, OpenAIProvider> = await composio.create('user', { mcp: true });
export const endpoint: string = withMcp.mcp.url;
export const again = await composio.use(session.sessionId);
await session.update({ toolkits: ['gmail'] });
export const items = (await session.toolkits()).items.filter((item) => item.connection?.isActive);
export const chained = composio.create('user').then((made) => made.tools());`,
  },
  {
    name: 'connections and auth configs',
    text: `import { Composio, AuthScheme, type ConnectionRequest } from '@composio/core';
const composio = new Composio();
const configs = await composio.authConfigs.list({ toolkit: 'github' });
const id = configs.items[0]?.id ?? (await composio.authConfigs.create('github', { type: 'use_composio_managed_auth', name: 'x' })).id;
export const request: ConnectionRequest = await composio.connectedAccounts.link('user', id, { callbackUrl: 'https://x', allowMultiple: true });
await composio.connectedAccounts.initiate('user', id, { config: AuthScheme.APIKey({ api_key: 'k' }) });
await composio.connectedAccounts.initiate('user', id, { config: { authScheme: 'OAUTH2', val: { status: 'INITIALIZING' } } });
const accounts = await composio.connectedAccounts.list({ userIds: ['user'], statuses: ['ACTIVE'], toolkitSlugs: ['github'] });
export const ids = accounts.items.map((account) => account.authConfig.id);
export const old = (await composio.toolkits.authorize('user', 'github', id)).id;
export const kit = (await composio.toolkits.get('github')).meta.logo;
export const kits = (await composio.toolkits.get({ limit: 5 })).map((one) => one.slug);
composio.triggers.subscribe((event) => console.log(event.payload?.x, event.metadata.connectedAccount.id));
await composio.triggers.create('user', 'GITHUB_COMMIT', { connectedAccountId: 'ca', triggerConfig: { repo: 'x' } });`,
  },
  {
    name: 'provider methods with a user and with a session',
    text: `import { Composio } from '@composio/core';
import { OpenAIProvider, OpenAIResponsesProvider } from '@composio/openai';
const composio = new Composio({ provider: new OpenAIResponsesProvider({ strict: true }) });
const chat = new Composio({ provider: new OpenAIProvider() });
declare const completion: Parameters<typeof chat.provider.handleToolCalls>[1];
declare const output: Parameters<typeof composio.provider.handleToolCalls>[1];
declare const response: Parameters<typeof composio.provider.handleResponse>[1];
export const direct = await chat.provider.handleToolCalls('user', completion, { connectedAccountId: 'ca' });
const session = await chat.create('user');
export const bound = await chat.provider.handleToolCalls(session, completion);
export const items = await composio.provider.handleToolCalls(await composio.create('user'), output);
export const handled = await composio.provider.handleResponse('user', response);`,
  },
  {
    name: 'types, custom providers and errors',
    text: `import { BaseAgenticProvider, Composio, ComposioError, ComposioToolExecutionError, type Tool, type ExecuteToolFn } from '@composio/core';
interface Wrapped { run(): Promise<unknown> }
class MyProvider extends BaseAgenticProvider<Wrapped[], Wrapped, unknown> {
  readonly name = 'mine';
  wrapTool(tool: Tool, execute: ExecuteToolFn): Wrapped { return { run: () => execute(tool.slug, {}) }; }
  wrapTools(tools: Tool[], execute: ExecuteToolFn): Wrapped[] { return tools.map((tool) => this.wrapTool(tool, execute)); }
}
export class Service {
  constructor(private readonly composio: Composio<MyProvider>) {}
  async tools(user: string): Promise<Wrapped[]> { return this.composio.tools.get(user, { tools: ['X_Y'] }); }
  async after(user: string): Promise<Wrapped[]> { return (await this.composio.create(user)).tools(); }
}
export const service = new Service(new Composio({ provider: new MyProvider() }));
export type Tools = Awaited<ReturnType<Composio['tools']['get']>>;
try { await service.tools('x'); } catch (error) {
  if (error instanceof ComposioToolExecutionError || error instanceof ComposioError) console.log(error.code, error.message);
}`,
  },
];

/** Programs with mistakes, among them those that a wrong migration would make. */
export const BROKEN_PROGRAMS: readonly Program[] = [
  {
    name: 'wrong arguments and reads',
    text: `import { Composio } from '@composio/core';
const composio = new Composio();
const session = await composio.create('user');
console.log((await session.execute('X_Y', {})).successful);
console.log(session.mcp.url);
await composio.create(undefined);
await composio.create(process.env.USER_ID);
await composio.create('user', { toolkit: ['github'] });
await composio.create('user', { authConfigs: { github: process.env.X } });
await composio.create('user', { sessionPreset: 'everything' });
await composio.create('user', { tags: ['important'] });
await session.authorize('github', { allowMultiple: true });
await session.tools({ modify: 1 });
await composio.tools.get('user');
await composio.tools.get('user', { tools: ['A'], toolkits: ['B'] });
await composio.tools.execute('X_Y', { userId: 5 });
await composio.connectedAccounts.link('user');
await composio.connectedAccounts.link('user', 'ac', { url: 'x' });
await composio.provider.handleToolCalls(5, {} as never);
new Composio({ toolkitVersions: 5 });
composio.tool.get('user', {});
const response: { successful: boolean } = await session.execute('X_Y');
export const version: number = (await composio.tools.execute('X_Y', {})).data;
export { response };`,
  },
];
