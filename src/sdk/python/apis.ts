/**
 * The direct surface of the Python SDK as data: its names, the report's name of each, and its parameters.
 * Source: ComposioHQ/composio at 3e989ec (16 January 2026), `python/composio/core/models/{tools,connected_accounts,
 * toolkits,tool_router}.py`, `python/composio/core/provider/_openai.py`, `_openai_responses.py` and
 * `python/providers/{anthropic,google,gemini}`; `experimental.tool_router` as of 9a1b0e9 (26 September 2025).
 */
import type { DirectApi } from '../apis.js';

/** One direct method. */
export interface PythonMethod {
  api: DirectApi;
  /** As Python code has it: `connected_accounts.link`. */
  name: string;
  /** Parameters that can be given by position, in order. */
  positional: readonly string[];
  /** Parameters that are given by name only. */
  named: readonly string[];
  /** Package of a provider whose method has other parameters → those that can be given by position. */
  byProvider?: ReadonlyMap<string, readonly string[]>;
}

const FILTER = ['slug', 'tools', 'search', 'toolkits', 'scopes', 'modifiers', 'limit'] as const;

const EXECUTE = [
  'connected_account_id',
  'custom_auth_params',
  'custom_connection_data',
  'user_id',
  'text',
  'version',
  'dangerously_skip_version_check',
  'modifiers',
] as const;

const method = (
  api: DirectApi,
  name: string,
  positional: readonly string[],
  named: readonly string[] = [],
): PythonMethod => ({ api, name, positional, named });

/** Every direct method. `alias` of `link` and `initiate` is of later versions, by the vendor's changelog. */
export const PYTHON_METHODS: readonly PythonMethod[] = [
  method('tools.get', 'tools.get', ['user_id'], FILTER),
  method('tools.execute', 'tools.execute', ['slug', 'arguments'], EXECUTE),
  method(
    'connectedAccounts.link',
    'connected_accounts.link',
    ['user_id', 'auth_config_id'],
    ['callback_url', 'allow_multiple', 'alias'],
  ),
  method(
    'connectedAccounts.initiate',
    'connected_accounts.initiate',
    ['user_id', 'auth_config_id'],
    ['callback_url', 'allow_multiple', 'config', 'alias'],
  ),
  method('toolkits.authorize', 'toolkits.authorize', [], ['user_id', 'toolkit']),
  method('provider.handleToolCalls', 'provider.handle_tool_calls', ['user_id', 'response', 'modifiers']),
  method('provider.executeToolCall', 'provider.execute_tool_call', ['user_id', 'tool_call', 'modifiers']),
  method('provider.executeTool', 'provider.execute_tool', ['slug', 'arguments', 'modifiers', 'user_id']),
  {
    ...method('provider.handleResponse', 'provider.handle_response', ['user_id', 'response', 'modifiers']),
    // Its tools run their calls by themselves, for the user that they were got for.
    byProvider: new Map([['composio_gemini', ['response', 'tools']]]),
  },
  method('provider.handleAssistantMessage', 'provider.handle_assistant_tool_calls', ['user_id', 'run']),
  method('provider.waitAndHandleAssistantToolCalls', 'provider.wait_and_handle_assistant_tool_calls', [
    'user_id',
    'client',
    'run',
    'thread',
  ]),
  method(
    'toolRouter.createSession',
    'tool_router.create_session',
    ['user_id'],
    ['toolkits', 'manually_manage_connections'],
  ),
];

/** Namespace of the client → its direct methods by their names. */
export const PYTHON_NAMESPACES: ReadonlyMap<string, ReadonlyMap<string, PythonMethod>> = new Map(
  [...new Set(PYTHON_METHODS.map((one) => one.name.split('.')[0]!))].map((space) => [
    space,
    new Map(
      PYTHON_METHODS.filter((one) => one.name.startsWith(`${space}.`)).map((one) => [one.name.split('.')[1]!, one]),
    ),
  ]),
);

/** Provider methods whose name is nobody else's: they count wherever the file imports the SDK. */
export const PYTHON_OWN_NAMES: ReadonlyMap<string, PythonMethod> = new Map(
  ['handle_tool_calls', 'execute_tool_call', 'handle_assistant_tool_calls', 'wait_and_handle_assistant_tool_calls'].map(
    (name) => [name, PYTHON_NAMESPACES.get('provider')!.get(name)!],
  ),
);

/**
 * Calls that read `toolkit_versions` of their client and have no session form.
 * Source: `python/composio/core/models/triggers.py`, `tools.py` at 3e989ec.
 */
export const PYTHON_VERSION_READERS: ReadonlySet<string> = new Set([
  'triggers.create',
  'triggers.list',
  'triggers.get_type',
  'tools.get_raw_composio_tools',
  'tools.get_raw_composio_tool_by_slug',
]);

/** The report's names of calls that read `toolkit_versions` when they are made directly. */
export const READS_VERSIONS = /^(?:tools|provider)\./;

/** Modules that export the client's class. `composio_client` is the raw client, which has a class of the same name. */
export const PYTHON_CLIENT_CLASSES: ReadonlySet<string> = new Set(['composio.Composio', 'composio.sdk.Composio']);

/** Whether a module is of the SDK or of one of its providers: `composio`, `composio.types`, `composio_openai`. */
export function isPythonSdkModule(module: string): boolean {
  const [top = ''] = module.split('.');
  return top === 'composio' || (/^composio_\w+$/.test(top) && top !== 'composio_client' && top !== 'composio_core');
}

/** The raw client, generated from the service's description. */
export function isPythonRawClient(module: string): boolean {
  return module.split('.')[0] === 'composio_client';
}

/**
 * Functions that are handed a function to call: dotted name, or the name of a method, → which argument it is; the
 * arguments after it are its own. Source: Python's documentation (`asyncio`, `functools`, `concurrent.futures`), anyio 4,
 * Starlette 0.40, asgiref 3.
 */
export const RUNNERS: ReadonlyMap<string, { position: number; passesNames: boolean }> = new Map([
  ['asyncio.to_thread', { position: 0, passesNames: true }],
  ['functools.partial', { position: 0, passesNames: true }],
  ['contextvars.copy_context().run', { position: 0, passesNames: true }],
  ['anyio.to_thread.run_sync', { position: 0, passesNames: false }],
  ['starlette.concurrency.run_in_threadpool', { position: 0, passesNames: true }],
  ['fastapi.concurrency.run_in_threadpool', { position: 0, passesNames: true }],
  ['run_in_executor', { position: 1, passesNames: false }],
  ['submit', { position: 0, passesNames: true }],
]);
