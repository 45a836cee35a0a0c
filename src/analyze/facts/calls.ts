/** What is known of a call beside its place: filters, auth configs, bodies, results, older sessions. */
import type { ManualCode } from '../../findings/codes.js';
import type { Range, ExpressionFact, ListFact } from './expressions.js';

export interface FilterFact {
  /** `slug`: a string or a list of strings in the place of the filter. */
  shape: 'object' | 'slug' | 'missing' | 'unknown';
  /** Why it is unknown. */
  reason: string | null;
  /** Why the SDK itself refuses such a call; null for a call that works today. */
  invalid: string | null;
  entries: FilterEntry[];
}

export interface FilterEntry {
  key: string;
  value: ListFact;
  /** Why the value may be undefined at run time, in words; null when it is there for certain. */
  missing: string | null;
  /** The value stands in the call itself; false: in a constant that the call names. */
  inPlace: boolean;
  /** Of a list that is written out at the call: each item is proven to be lower case. Null for any other value. */
  lowerItems: boolean[] | null;
}

/** `tools.get`: filter, modifiers and what becomes of the tools. */
export interface ToolsGetFact {
  filter: FilterFact;
  modifiers: ModifiersFact | null;
  use: ToolsUseFact;
  /** Auth configs of `authConfigIds: [a, b]`, in order; empty when the list is not written out. */
  authConfigs: AuthConfigFact[];
}

export interface ModifiersFact {
  expression: ExpressionFact;
  /** Plain rewrites inside the modifiers that make them right for a session, or why there are none. */
  rewrites: (Range & { text: string })[];
  problem: string | null;
  /** A `signal` beside the modifiers: its expression, and the text of the modifiers without it (null: nothing left). */
  signal: string | null;
  signalExpression: ExpressionFact | null;
  withoutSignal: string | null;
  /** What stands beside the signal gives the same when it is evaluated later. */
  restStable: boolean;
  /** A hook is meant for certain tools: it tests their slugs, or looks into their arguments or results. */
  dependsOnTools: { line: number; what: string } | null;
  /** It is `{}` or `undefined`: nothing to carry over. */
  nothing?: boolean;
}

/** A place that does something with a list of tools, in a few words. */
export interface UsePlace {
  /** Path from the root of another file; null: in the file of the call. */
  path: string | null;
  line: number;
  what: string;
}

/** Where the tools go that `tools.get` gives (rules §6). */
export interface ToolsUseFact {
  /** Calls that give the tools to a model. */
  models: UsePlace[];
  /** Code that reads the list or one of its tools. */
  reads: UsePlace[];
  /** Code that depends on concrete tools without writing their slugs. */
  namedUse: UsePlace[];
  /** Slugs of tools that the code names to the model, or takes from the list, each once. */
  namedSlugs: string[];
  /** A single model turn, or a step limit below 5. */
  singleTurn: UsePlace | null;
  /** Sites of provider methods that execute calls made with these tools, when the flow is plain. */
  providerCalls: string[];
  /** Provider methods that no list of this file feeds and that may belong to these tools, out of our sight. */
  possibleProviderCalls: string[];
  /** Calls of `tools.execute`, or of `execute` of a session, that run tool calls by their name at run time. */
  executesByName: { api: 'tools.execute' | 'session.execute'; line: number }[];
  /** Other `tools.get` sites whose results are put into one list or object with this one's. */
  mergedWith: string[];
  /** All merged sites are unconditional, so that one session can hold the union. */
  mergedUnconditionally: boolean;
  /** What goes when another session's tools hold these ones too; null when that is not plain. */
  mergeRemoval: MergeRemoval | null;
  /** Ways of the list that cannot be followed to their end, in words; empty when all can. */
  escapes: string[];
}

/** A list of tools that one session makes superfluous: its declaration, with its line, and its element in the merge. */
export interface MergeRemoval {
  kind: 'list' | 'object';
  /** Position of the element in the merge, from 0. */
  index: number;
  ranges: Range[];
}

/** `connectedAccounts.link`, `initiate` and `toolkits.authorize`. */
export interface AuthorizeFact {
  /** Null for `toolkits.authorize` without a third argument. */
  authConfig: AuthConfigFact | null;
  /** The toolkit argument of `toolkits.authorize`. */
  toolkit: ExpressionFact | null;
  options: OptionsFact | null;
  /** An object in the place of the user: the shape of an older SDK. */
  legacyShape: boolean;
  /** A `catch` or rejection handler that tests for the "already connected" error. */
  testsForExisting: { line: number; what: string } | null;
  /** The call stands in the failure path of a `session.authorize`. */
  sessionFallback: boolean;
}

export interface OptionsFact {
  expression: ExpressionFact;
  /** All properties are known (literal, or a type with only known optional keys). */
  known: boolean;
  /** The options are an object literal at the call. */
  literal: boolean;
  /** `given`: `here`: always, with this value; `maybe`: by a spread, a later write or a type, where the value is not known. */
  keys: { key: string; range: Range; text: string; value: ExpressionFact; given: 'here' | 'maybe' }[];
}

export interface AuthConfigFact {
  expression: ExpressionFact;
  kind: 'literal' | 'env' | 'map' | 'api' | 'parameter' | 'member' | 'computed';
  /** `ca_…` or a UUID where an auth config belongs. */
  mistaken: string | null;
  /** Known not to be OAuth (`authScheme: 'API_KEY'` …), in words. */
  notOAuth: string | null;
  /** Strongest rung first. */
  evidence: ToolkitEvidence[];
  /** How the value can be written elsewhere; null when it cannot. */
  portable: PortableValue | null;
  /** Names under which the value is known, outermost first (variables, properties, environment variables): what a mapping can name. */
  names: string[];
  /** Names around the call that may say what it is about, nearest first; `what` they are, in words. */
  around: { what: string; name: string }[];
  /** A toolkit to offer where none is proven; null when nothing around speaks of exactly one. */
  likely: LikelyToolkit | null;
}

/** A guess for the user to confirm. */
export interface LikelyToolkit {
  toolkit: string;
  /** What speaks for it, in a few words: `the function around it is connectGmail`. */
  how: string;
}

export interface ToolkitEvidence {
  /** 1 mapping or API, 2 data flow, 3 lookup, 4 branch, 5 names. */
  rung: 1 | 2 | 3 | 4 | 5;
  toolkit: { kind: 'constant'; slug: string } | ToolkitExpression;
  /** One sentence for the report. */
  how: string;
}

export interface ToolkitExpression {
  kind: 'expression';
  /** Without conversions of its case: `toolkit` for `toolkit.toUpperCase()`. */
  value: ExpressionFact;
  /** Every value that it can have, null when they are not known. */
  possible: string[] | null;
  /**
   * Why it is a slug whatever its values: the service itself gives it (`authConfig.toolkit.slug`), or the code gives it
   * to the API as a toolkit (`authConfigs.list({ toolkit })`), in whatever case. Null: only by its values.
   */
  slug: 'answered' | 'asked' | null;
  /** The code converts it to lower case before. */
  lowerCase: boolean;
  /** It is looked up in a map whose keys are slugs but for separators. */
  table: SlugTable | null;
}

/** A constant that gives the slug for each key of a map of auth configs. */
export interface SlugTable {
  /** Free in the file. */
  name: string;
  /** Key → slug, in the order of the map. */
  slugs: [string, string][];
  /** The file of the map. */
  path: string;
  /** Behind the statement of the map. */
  insertAt: number;
  /** The file has types. */
  typed: boolean;
  /** A look-up takes a `!`. */
  asserted: boolean;
}

export type PortableValue =
  | { kind: 'literal'; value: string }
  /** An environment read, written as in the source: `process.env.GITHUB_AUTH_CONFIG_ID`. */
  | { kind: 'env'; text: string; mayBeUnset: boolean }
  /** An exported constant, or a member of one: module path from the root, name of the export, text as used with the export's name. */
  | {
      kind: 'export';
      path: string;
      exportName: string;
      text: string;
      mayBeUnset: boolean;
      plainModule: boolean;
      clientBoundary: boolean;
      /** False: a constant of its module that only this file can use. */
      exported: boolean;
      /** What the constant holds, where that can be written by itself: another spelling of the same auth config. */
      holds: PortableValue | null;
    };

/** One import of a file: `import { a as b } from 'x'`, `const { a } = require('x')`. */
export interface ImportFact {
  /** Path from the root where it is a loaded file, else the specifier as written. */
  module: string;
  specifier: string;
  names: { exported: string; local: string }[];
  /** Types only: the module is not loaded at run time. */
  typeOnly: boolean;
  /** By `require` or `import()`, not by an import declaration. */
  required: boolean;
}

/** `tools.execute(slug, body, options?)`. */
export interface ExecuteFact {
  slug: ExpressionFact;
  body: BodyFact;
  /** Third argument: modifiers and signal. */
  options: ModifiersFact | null;
  result: ResultUseFact;
  /** A `catch` around it that reads `.code` or tests `instanceof Composio…Error`. */
  testsForErrors: { line: number; what: string } | null;
  /** The innermost `catch` around it never looks at the error. */
  errorIgnored: boolean;
  /** Comments inside the call that stand on no line of a property that goes, and in no expression that stays. */
  looseComments: (Range & { text: string })[];
}

export interface BodyFact {
  /** `literal`: at the call; `constant`: an object literal built before, in reach. */
  shape: 'literal' | 'constant' | 'unknown';
  reason: string | null;
  /** The last one of each name, in source order. */
  keys: BodyKey[];
  /** Range of the whole body argument. */
  range: Range;
  declaration: BodyDeclaration | null;
}

export interface BodyKey {
  key: string;
  /** The property (of a spread: the spread element). */
  range: Range;
  /** What the call reads; for a spread or constant that cannot be taken apart a member, `base.userId`, at its name's place. */
  value: ExpressionFact | null;
  shorthand: boolean;
  /** `...(condition && { key })`: text of the condition; null when the key is always there. */
  conditional: string | null;
  /** That condition asks whether the value itself is there. */
  conditionIsValue: boolean;
  /** From a spread whose type says that the key may be absent. */
  optional: boolean;
  /** Literally `undefined` or `null`. */
  missing: boolean;
  /** The same value every time the call runs: literals, the environment, constants of the module. */
  constant: boolean;
}

/** For a body of shape `constant`. */
export interface BodyDeclaration {
  name: string;
  /** The declaration goes: the call is its only reader, and all values can stand at the call. */
  remove: Range | null;
  /** Properties that go out of a declaration that stays (`version`, `dangerouslySkipVersionCheck`), commas included. */
  drop: Range[];
}

/** How the result of a call is read. */
export interface ResultUseFact {
  /**
   * `unused`; `plain`: only `.data`, `.error`, `.successful`, `.logId` reads (or destructured into these);
   * `escapes`: anything else.
   */
  kind: 'unused' | 'plain' | 'escapes';
  /** Edits (insertions: start = end) that turn every read of `.successful` into one of `.error`; plain only. */
  successfulReads: (Range & { text: string })[];
  /** `.sessionInfo` is read. */
  readsSessionInfo: boolean;
  /** The awaited result is the whole value of a declaration, an assignment or a `return`: what it is called there. */
  taker: { name: string } | null;
  /** Where it escapes, in a few words. */
  escape: string | null;
}

/** A provider method that executes tool calls. */
export interface ProviderCallFact {
  method: string;
  /** `tools.get` sites that feed it, when the flow is plain; empty: none found. */
  toolsFrom: string[];
  /** The variable or expression by which the session must reach it is in the same function. */
  sameFunction: boolean;
  /** Options or modifiers beside the calls. */
  extraArguments: boolean;
  problem: string | null;
  /** Where the user id stands, and the session would. */
  firstArgument: Range | null;
}

export interface VersionsFact {
  construction: string;
  /** The property with its comma and own line, as it is removed. */
  shorthand: boolean;
}

/** Older session calls (`experimental.toolRouter.createSession`, `toolRouter.create/use`, `experimental.create`). */
export interface RouterFact {
  method: 'create' | 'use';
  /** The client in the call: what stands between it and the arguments is replaced. */
  receiver: Range;
  /** Source of the client where the call does not name it (`const router = composio.toolRouter`); null: at `receiver`. */
  clientText: string | null;
  /** Why the call cannot be carried over. */
  problem: RouterProblem | null;
  /** Changes of the config, and of what reads the session. */
  rewrites: TextChange[];
  /** The same with `mcp: true` in the config; null when nothing reads `mcp` of the session, or the config cannot take it. */
  rewritesWithMcp: TextChange[] | null;
  /** Of the first form of sessions (`createSession`): its tools are not those of today's sessions. */
  beta: boolean;
  /** Of the first form, with toolkits that it may use under any auth config. */
  openToolkits: boolean;
}

export interface RouterProblem {
  code: ManualCode;
  message: string;
  hint: string;
}

/** A replacement in the file of the site; an insertion where `start` is `end`. */
export type TextChange = Range & { text: string };
