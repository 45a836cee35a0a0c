/**
 * What analysis hands to planning: plain, serialisable data, no nodes.
 * Offsets are UTF-16 code units from 0 in the text without its BOM; lines and columns count from 1.
 */
import type { NoteCode } from '../findings/codes.js';
import type { DirectApi } from '../sdk/apis.js';
import type {
  ToolsGetFact,
  AuthorizeFact,
  AuthConfigFact,
  PortableValue,
  ImportFact,
  ExecuteFact,
  ProviderCallFact,
  VersionsFact,
  RouterFact,
} from './facts/calls.js';
import type { Range, ExpressionFact } from './facts/expressions.js';

export type * from './facts/calls.js';
export type * from './facts/expressions.js';

export interface ClientFact extends Range {
  /** Source of the client expression, without casts to `any`: `composio`, `getComposio()`, `(await getClient())`, `this.composio`. */
  text: string;
  /** How it was recognised: by its type, by following the value, or by its name alone. */
  proof: 'type' | 'value' | 'name';
  /** One sentence for the report: `getComposio() returns a Composio from lib/composio.ts`. */
  evidence: string;
  /** Reached through `?.`. */
  optional: boolean;
  expression: ExpressionFact;
  /** Ids (`path:offset` of the `new`) of the constructions it may come from; null when not all are known. */
  constructions: string[] | null;
}

/** One `new Composio(…)`. */
export interface ConstructionFact extends Range {
  id: string;
  path: string;
  /** Package of the provider given, `@composio/core` (its own OpenAI provider) when none is given, null when it cannot be told. */
  provider: string | null;
  /** Name of the provider class, e.g. `OpenAIResponsesProvider`; null when none is given or it cannot be told. */
  providerClass: string | null;
  /** `tools.createCustomTool` is called on it, or may be. */
  hasCustomTools: boolean;
  /** Automatic file upload and download is switched on, or off (`autoUploadDownloadFiles`); null: the SDK decides. */
  automaticFiles: boolean | null;
  /** Some `toolkitVersions` may be given. */
  versions: boolean;
}

/** Where a site stands: everything that decides the form of its session (rules §5). */
export interface PlacementFact {
  /** The call is the operand of an `await` (through parentheses and casts). */
  awaited: boolean;
  /** Not awaited, but the whole value of a `return`, or the body, of an `async` function, outside of any `try`. */
  returned: boolean;
  /** Range of that `await` expression. */
  awaitRange: Range | null;
  /** The innermost function is `async`, or the module already awaits at its top level. */
  canAwait: boolean;
  /** Statement directly in a block, source file or module block; null when there is none (arrow body, class field, …). */
  statement: StatementFact | null;
  /** The call is evaluated exactly once whenever that statement is. */
  once: boolean;
  /** Why not once: conditional, loop header, second declarator, labelled, …; null when `once`. */
  onceReason: string | null;
  /** Something with side effects stands before the call in its statement. */
  effectsBefore: boolean;
  /** Chain from the module (first) to the innermost block (last): `m`, `f120` (function body), `b300` (block). */
  blocks: string[];
  /** Id of the innermost function, `m` for the module. */
  functionId: string;
  /** Loops of this function around the statement, innermost last. */
  loops: LoopFact[];
  /** The branch that the call stands in directly, of an `if` with an `else` or of a `?:`; null when there is none. */
  branch: BranchFact | null;
  /** The call's function runs once per element or per call of an unknown callee (`map`, `forEach`, …). */
  inCallback: boolean;
}

export interface StatementFact extends Range {
  /** Where a statement inserted before it goes: start of its first leading comment's line, or of the statement. */
  insertAt: number;
  indent: string;
  /** It starts its line; false: something stands before it on the same line, and an insertion stays on that line too. */
  ownLine: boolean;
}

/** One of two branches, one of which always runs. */
export interface BranchFact {
  /** Offset of the `if` or `?:`. */
  of: number;
  side: 'then' | 'else';
  /** Statement that is the `if`, or holds the `?:`. */
  statement: StatementFact;
  /** Blocks around that statement. */
  blocks: string[];
}

export interface LoopFact {
  statement: StatementFact | null;
  body: Range;
  blocks: string[];
  /** Bindings declared or written inside the loop (header included). */
  changes: string[];
}

/** Names that matter for a new binding in a function: declared, captured or shadowed there. */
export interface ScopeFact {
  id: string;
  names: string[];
  /** Names declared around the function: one list per block, the same list for every function in that block. */
  around?: readonly (readonly string[])[];
}

export interface SiteFact extends Range {
  /** `path:offset` of the call (or value, or property). */
  id: string;
  path: string;
  api: DirectApi;
  /** Of the method's name (`toolkitVersions`: of the property's name). */
  nameStart: number;
  line: number;
  column: number;
  use: 'call' | 'value' | 'probe';
  client: ClientFact | null;
  /** Set when the receiver is not a proven client: why; the site is then only reported. */
  untyped: string | null;
  /** The receiver is of the legacy SDK (`composio-core`). */
  legacy?: boolean;
  placement: PlacementFact;
  user: ExpressionFact | null;
  /** Comments inside the call, in order, with their text as written; `of`: the property that they are about. */
  comments: (Range & { text: string; of?: string })[];
  ignored: string | null;
  toolsGet: ToolsGetFact | null;
  authorize: AuthorizeFact | null;
  execute: ExecuteFact | null;
  provider: ProviderCallFact | null;
  versions: VersionsFact | null;
  router: RouterFact | null;
}

/** A session that the code already makes: `const session = await composio.create(user, config)`. */
export interface ExistingSessionFact extends Range {
  path: string;
  name: string;
  client: ClientFact;
  user: ExpressionFact;
  placement: PlacementFact;
  /** The config without style, to be compared with one that would be written; `{}` when there is none. */
  config: string;
  /** Config as far as it is literal; null when it is not an object literal whose keys are all known. */
  toolkits: string[] | null;
  limitless: boolean;
  authConfigs: { toolkit: string; value: ExpressionFact }[];
  /** Tools limited in the config (`tools`), or a preset or preload is given. */
  hasToolLimits: boolean;
  hasAccounts: boolean;
}

export interface FileFacts {
  path: string;
  sites: SiteFact[];
  constructions: ConstructionFact[];
  sessions: ExistingSessionFact[];
  scopes: ScopeFact[];
  /** Calls that read `toolkitVersions` and have no session form. */
  versionReaders: { api: string; line: number; constructions: string[] | null }[];
  /** Calls of `execute` of a session with a slug that is known at run time only. */
  sessionRuns: { line: number; slug: string; constructions: string[] | null }[];
  notes: { line: number; code: NoteCode; message: string }[];
  /** The file is a client component, server file, edge route …: `use client` and the like. */
  directives: string[];
  /** Loads the SDK with `require`. */
  requiresSdk: boolean;
  legacy: { line: number; message: string }[];
  /** Auth configs known in this file beside the ones of its sites (maps, constants): for the registry. */
  authConfigs: { toolkit: string; portable: PortableValue; line: number }[];
  /** Auth configs that sessions of the file have already; the toolkit is null where its key is an expression. */
  sessionAuthConfigs: { toolkit: string | null; fact: AuthConfigFact; line: number }[];
  /** What the file imports, in order. */
  imports: ImportFact[];
  /** The compiler finds no syntax error in the file. */
  isReadByCompiler: boolean;
}
