/** What planning hands to the transforms: every decision, nothing left to decide. Plain, serialisable data. */
import type { SiteReport } from '../report/report.js';
import type { Range, SlugTable } from '../analyze/facts.js';
import type { SiteAction } from './intent.js';

export interface Plan {
  /** By path. */
  files: Map<string, FilePlan>;
}

export interface FilePlan {
  path: string;
  sites: SitePlan[];
  sessions: SessionPlan[];
  imports: ImportPlan[];
  /** Constants that give the slugs for keys of maps, each for the group of a session that needs it. */
  slugTables?: { table: SlugTable; group: string }[];
  /** The file's own imports: specifier → path from the root, so that a new one is written as they are. */
  modules?: { specifier: string; module: string }[];
  /** How local imports are written in this package: with the file's extension or without. */
  importHabit?: 'extension' | 'bare';
}

export interface SitePlan extends Range {
  id: string;
  report: SiteReport;
  /** Null when the site is left alone. */
  action: SiteAction | null;
  /** The toolkit whose auth config the site waits for. */
  waitsFor?: string;
  /** Session that the rewritten call uses. */
  session: string | null;
  /** Edits of one group stand or fall together. */
  group: string;
}

export interface SessionPlan {
  id: string;
  group: string;
  /**
   * `statement` F1: a declaration before a statement; `inline` F2; `chain` F3;
   * `existing`: the code has it already (its config may get entries).
   */
  form: 'statement' | 'inline' | 'chain' | 'existing';
  /** Name of the binding, or of the callback's parameter. */
  name: string;
  clientText: string;
  clientOptional: boolean;
  userText: string;
  config: ConfigEntry[];
  /** F1 only: where the statement goes. */
  insertAt: number;
  indent: string;
  /** F1 only: the statement stands on a line of its own; false: it is inserted before another one on the same line. */
  ownLine: boolean;
  /** F1 only: constants that keep the original order, before the session. */
  captures: { name: string; text: string; range: Range }[];
  /** F1 only: the user's newest active account of a toolkit, asked for before the session. */
  lookups: AccountLookup[];
  /** F1 only: the first auth config of the toolkit, asked for before the session. */
  listed: ListedAuthConfig | null;
  /** Comments of removed code that go above the statement. */
  comments: string[];
}

/** `const { items: [name] } = await client.connectedAccounts.list({ … })` for one toolkit. */
export interface AccountLookup {
  toolkit: string;
  name: string;
}

/** `const { items: [name] } = await client.authConfigs.list({ toolkit })` */
export interface ListedAuthConfig {
  name: string;
  toolkit: ConfigValue;
}

/** One property of a session config; rendered in the style of the file. */
export type ConfigEntry =
  | { kind: 'property'; key: ConfigKey; value: ConfigValue }
  /** `...(condition ? { … } : {})` */
  | { kind: 'guarded'; condition: string; entries: ConfigEntry[]; lifted?: true };

export type ConfigKey = { kind: 'name'; name: string } | { kind: 'computed'; text: string };

export type ConfigValue =
  | { kind: 'string'; value: string }
  | { kind: 'boolean'; value: boolean }
  /** `lifted`: from another place of the project, so that its quotes may not be those of the file. */
  | { kind: 'text'; text: string; lifted?: true }
  | { kind: 'array'; items: ConfigValue[] }
  | { kind: 'object'; entries: ConfigEntry[] };

export interface ImportPlan {
  /** Names added to an import of this module; the module path is relative to the root. */
  from: string;
  name: string;
  group: string;
}
