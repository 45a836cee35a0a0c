import { describe, expect, it } from 'vitest';
import { snippets } from './toolsSnippets.js';

const GET = "await composio.tools.get(userId, { toolkits: ['github'] })";
const run = (body: string, before = ''): string => `${before}
export async function run(userId: string, ask: any) {
${body}
}
`;

const files = snippets({
  plain: run(`const tools = ${GET};
const answer = await ask({ tools });
return composio.provider.handleToolCalls(userId, answer);`),
  loop: run(`const tools = ${GET};
let answer = await ask({ tools });
while (answer) { const results = await composio.provider.handleToolCalls(userId, answer.output); answer = await ask({ tools, results }); }`),
  calls: run(`const tools = ${GET};
const { tool_calls: calls } = (await ask({ tools })).choices[0].message;
return Promise.all(calls.map((call: any) => composio.provider.executeToolCall(userId, call)));`),
  then: run(`const tools = ${GET};
return ask({ tools }).then((answer: any) => composio.provider.handleToolCalls(userId, answer));`),
  helper: run(
    `const tools = ${GET};
const answer = await model(tools);
return composio.provider.handleToolCalls(userId, answer);`,
    'declare const client: any;\nconst model = async (tools: any) => client.responses.create({ tools });',
  ),
  twoHelpers: `declare const client: any;
async function model(tools: any) { return client.responses.create({ tools }); }
export async function a(userId: string) { const tools = ${GET}; return composio.provider.handleToolCalls(userId, (await model(tools)) as any); }
export async function b(userId: string) { const tools = ${GET}; return composio.provider.handleToolCalls(userId, (await model(tools)) as any); }`,
  parameter: `async function answerCalls(userId: string, answer: any) { return composio.provider.handleToolCalls(userId, answer); }
export async function run(userId: string, ask: any) { const tools = ${GET}; return answerCalls(userId, await ask({ tools })); }`,
  branch: run(`let answer: any;
if (ask) { const tools = ${GET}; answer = await ask({ tools }); }
return composio.provider.handleToolCalls(userId, answer);`),
  unrelated: run(`const tools = ${GET};
ask({ tools });
return composio.provider.handleToolCalls(userId, ask('other'));`),
  given: 'export const run = (userId: string, answer: any) => composio.provider.handleToolCalls(userId, answer);',
  options: run(`const tools = ${GET}; return composio.provider.handleToolCalls(userId, await ask({ tools }), {});`),
  spread: 'export const run = (...args: [string, any]) => composio.provider.handleToolCalls(...args);',
  executes: run(`const tools = ${GET};
for (const call of await ask({ tools })) await composio.tools.execute(call.function.name, { userId, arguments: {} });
await composio.tools.execute('GITHUB_X', { userId, arguments: {} });`),
});

describe('provider methods and the tools behind them', () => {
  it.each(['plain', 'loop', 'calls', 'then', 'helper'])('are brought together in one function: %s', (name) => {
    const [call] = files.providerCalls(name);
    const [get] = files.gets(name);
    expect(call).toMatchObject({ sameFunction: true, extraArguments: false, problem: null });
    expect(call?.toolsFrom).toHaveLength(1);
    expect(get?.use.providerCalls).toHaveLength(1);
  });

  it('keep to the caller that gave the tools to a helper', () => {
    expect(files.providerCalls('twoHelpers').map((call) => call.toolsFrom)).toEqual([['get:5'], ['get:6']]);
  });

  it.each(['parameter', 'branch'])('are seen, but out of reach of the session: %s', (name) => {
    const [call] = files.providerCalls(name);
    expect(call?.toolsFrom).toHaveLength(1);
    expect(call?.sameFunction).toBe(false);
  });

  it('are only possible where no way can be followed', () => {
    expect(files.providerCalls('unrelated')[0]?.toolsFrom).toEqual([]);
    expect(files.gets('unrelated')[0]?.use).toMatchObject({
      providerCalls: [],
      possibleProviderCalls: ['handleToolCalls:7'],
    });
    expect(files.providerCalls('given')[0]).toMatchObject({ toolsFrom: [], sameFunction: false });
  });

  it('say what else is given', () => {
    expect(files.providerCalls('options')[0]?.extraArguments).toBe(true);
    expect(files.providerCalls('spread')[0]?.problem).not.toBeNull();
  });

  it('include tools.execute by the name of a tool call, not by a slug', () => {
    expect(files.gets('executes')[0]?.use.executesByName).toEqual([{ api: 'tools.execute', line: 6 }]);
  });
});
