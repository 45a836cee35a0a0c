/**
 * What the analysis of Python hands on: plain, serialisable data, no nodes. The words are those of the facts of
 * TypeScript, so that planning can take both; argument names are those of the Python SDK.
 * Offsets are UTF-16 code units from 0 in the text without its BOM; lines and columns count from 1.
 */
import type { NoteCode } from '../findings/codes.js';
import type { DirectApi } from '../sdk/apis.js';

export interface Range {
  start: number;
  end: number;
}

/** An expression of the user's code. */
export interface ExpressionFact extends Range {
  text: string;
  /** Every string that it can be, when all are proven; null otherwise. For lists see ListFact. */
  literals: string[] | null;
  /** `maybe-undefined`: it may be None. */
  type: 'string' | 'maybe-undefined' | 'any' | 'other';
  /** Evaluating it later or twice gives the same value without side effects. */
  stable: boolean;
  /** Calls nothing and writes nothing. */
  pure: boolean;
  /** What it is, in a few words for the report: `parameter user_id`, `constant 'default'`. */
  origin: string;
  /** Name of the environment variable that it reads. */
  env: string | null;
}

export interface ListItem {
  text: string;
  literals: string[] | null;
  spread: boolean;
}

/** An expression that should hold a list of strings (toolkits, tool slugs). */
export interface ListFact extends ExpressionFact {
  /** The items when the list is written out, there or in a constant that it names; null for any other expression. */
  items: ListItem[] | null;
  /** All possible items, when proven. */
  values: string[] | null;
  /** It is a list or a tuple for certain. */
  isList: boolean;
  /** Every possible value is proven to be lower case. */
  lowerCase: boolean;
  /** It is written out in the call; false: in a constant that the call names. */
  inPlace: boolean;
}

export interface ClientFact extends Range {
  text: string;
  /** How it was recognised: by its annotation, by following the value, or by its name alone. */
  proof: 'type' | 'value' | 'name';
  /** One sentence for the report. */
  evidence: string;
  /** Ids (`path:offset` of the call) of the constructions that it may come from; null when not all are known. */
  constructions: string[] | null;
}

/** One `Composio(…)`. */
export interface ConstructionFact extends Range {
  id: string;
  path: string;
  /** Package of the provider given, `composio` (its own OpenAI provider) when none is given, null when it cannot be told. */
  provider: string | null;
  /** Name of the provider class; null when none is given or it cannot be told. */
  providerClass: string | null;
  /** Some `toolkit_versions` may be given. */
  versions: boolean;
}

/** An argument of a call, under the name of the parameter that takes it. */
export interface BodyKey {
  key: string;
  /** The whole argument, with its name. */
  range: Range;
  value: ExpressionFact;
  /** It stands without its name. */
  positional: boolean;
  /** It is only there sometimes (`**({"limit": x} if x else {})`): text of the condition. */
  conditional: string | null;
  /** Literally None. */
  missing: boolean;
}

/** The arguments of a call, as far as they can be told. */
export interface BodyFact {
  /** `unknown`: `*args` or `**kwargs` bring arguments that cannot be told, or the SDK has no such parameter. */
  shape: 'literal' | 'unknown';
  reason: string | null;
  keys: BodyKey[];
  /** Range of the argument list, brackets included. */
  range: Range;
}

export interface FilterEntry {
  key: string;
  value: ListFact;
  /** Why the value may be None at run time, in words; null when it is there for certain. */
  missing: string | null;
}

/** `tools.get` */
export interface ToolsGetFact {
  filter: { shape: 'object' | 'missing' | 'unknown'; reason: string | null; entries: FilterEntry[] };
  modifiers: ExpressionFact | null;
}

/** `connected_accounts.link`, `initiate` and `toolkits.authorize`. */
export interface AuthorizeFact {
  /** Null for `toolkits.authorize`. */
  authConfig: AuthConfigFact | null;
  /** The toolkit argument of `toolkits.authorize`. */
  toolkit: ExpressionFact | null;
  options: BodyKey[];
}

export interface AuthConfigFact {
  expression: ExpressionFact;
  kind: 'literal' | 'env' | 'map' | 'api' | 'parameter' | 'member' | 'computed';
  /** Names under which the value is known, outermost first: what a mapping can name. */
  names: string[];
}

/** `tools.execute` */
export interface ExecuteFact {
  slug: ExpressionFact | null;
  arguments: ExpressionFact | null;
  result: ResultUseFact;
}

/** A read of one field of a result: `result["data"]`, `result.get("data", {})`. */
export interface ResultRead extends Range {
  field: string;
  kind: 'subscript' | 'get';
  /** Text of the default that `get` is given. */
  fallback: string | null;
}

export interface ResultUseFact {
  /** `plain`: only fields of it are read; `escapes`: anything else. */
  kind: 'unused' | 'plain' | 'escapes';
  reads: ResultRead[];
  /** The result is the whole value of an assignment: what it is called there. */
  taker: { name: string } | null;
  /** Where it escapes, in a few words. */
  escape: string | null;
}

/** A provider method that executes tool calls. */
export interface ProviderCallFact {
  method: string;
  /** Where the user stands, and the session would. */
  firstArgument: Range | null;
  extraArguments: boolean;
}

export interface VersionsFact {
  construction: string;
  value: ExpressionFact | null;
}

/** Who is handed a method to call it: `asyncio.to_thread(client.tools.get, …)`. */
export interface RunnerFact extends Range {
  /** As written. */
  callee: string;
  /** The arguments that it hands on are known; false: who calls the method, and with what, is not in sight. */
  known: boolean;
}

export interface PythonSiteFact extends Range {
  /** `path:offset` of the call (or value, or argument). */
  id: string;
  path: string;
  api: DirectApi;
  /** Of the method's name; of a construction's argument: of its name. */
  nameStart: number;
  line: number;
  column: number;
  /** As Python code has it: `connected_accounts.link`. */
  written: string;
  use: 'call' | 'value';
  client: ClientFact | null;
  /** Set when the receiver is not a proven client: why. */
  untyped: string | null;
  /** The receiver is of the legacy SDK. */
  legacy?: boolean;
  /** It stands in an `async def`. */
  inAsync: boolean;
  ignored: string | null;
  runner: RunnerFact | null;
  user: ExpressionFact | null;
  /** Null where no call is in sight. */
  body: BodyFact | null;
  toolsGet: ToolsGetFact | null;
  authorize: AuthorizeFact | null;
  execute: ExecuteFact | null;
  provider: ProviderCallFact | null;
  versions: VersionsFact | null;
}

export interface PythonFileFacts {
  path: string;
  sites: PythonSiteFact[];
  constructions: ConstructionFact[];
  /** Calls that read `toolkit_versions` and have no session form. */
  versionReaders: { api: string; line: number; constructions: string[] | null }[];
  notes: { line: number; code: NoteCode; message: string }[];
}
