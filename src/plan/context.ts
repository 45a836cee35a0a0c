/** What every rule may look at. Rules are pure: a site's facts and this in, an intent out. */
import type { ClientFact, ConstructionFact, FileFacts, SiteFact } from '../analyze/facts.js';
import type { AcceptableCode } from '../findings/codes.js';
import type { SiteIntent } from './intent.js';

/** A call by its file and the constructions of its client: the packages whose SDK counts for it (rules §4). */
export type OwnedCall = Pick<SiteFact, 'path'> & { client: Pick<ClientFact, 'constructions'> | null };

/** What the SDK of a package has, after its range is raised where that is allowed. */
export interface SdkFeatures {
  /** Version that the package will have at least, e.g. `0.19.0`; null when nothing says. */
  version: string | null;
  sessionExecute: boolean;
  accountOption: boolean;
  directTools: boolean;
  preload: boolean;
  accountLists: boolean;
  allowMultiple: boolean;
  /** Config key that switches the sandbox off. */
  sandboxKey: 'sandbox' | 'workbench';
  /** `session.mcp` is typed only for `{ mcp: true }`. */
  mcpOptIn: boolean;
  /** Provider package (`@composio/openai`) → its tool call methods take the session. */
  callsTakeSession: ReadonlySet<string>;
  /** `retries` applies (0.14.1 to 0.22). */
  retries: boolean;
  /** Clients upload and download files by themselves unless told otherwise, with the version of today (up to 0.6). */
  filesByDefault: boolean;
  /** `!error` means success; false from 0.23.0 on. */
  errorMeansFailure: boolean;
  /** Why the package cannot have sessions at all, if so. */
  refusal: VersionRefusal | null;
  /** Why it cannot have more than it has: said instead of a bare `sdk-too-old`. */
  limits: VersionRefusal[];
}

export interface VersionRefusal {
  code: 'sdk-too-old' | 'sdk-esm-only' | 'peer-conflict' | 'engine-too-old' | 'raise-breaks-calls';
  message: string;
  hint: string;
}

/** Before a toolkit in the place of a name: sessions made its accounts, and need no auth config for them. */
export const MANAGED = 'managed:';
/** Likewise: where its auth config is not known, the account is looked up in the code. */
export const LOOKUP = 'lookup:';

/** What somebody says of an auth config. */
export interface Mapping {
  toolkit: string;
  source: 'option' | 'answers' | 'api';
  /** Sessions of the toolkit take it, wherever the code has it: the service knows of no other. */
  forSessions?: true;
}

export interface RuleOptions {
  tools: 'auto' | 'meta' | 'direct';
  allowWider: boolean;
  /** Reasons that the user can live with: what is left only for them is migrated, with a note. */
  accept?: ReadonlySet<AcceptableCode>;
  /** Names of the transforms that run; others' sites are kept (`not-selected`). */
  transforms: ReadonlySet<string>;
  /** Auth config id, variable name, source text, `managed:<toolkit>` or `lookup:<toolkit>` → toolkit (`*`: all others), from `--auth-config`, the answers file and the API. */
  mappings: ReadonlyMap<string, Mapping>;
  /** Toolkit → the auth config (id, variable, `module#export`) that its sessions take, where the project has several. */
  preferred?: ReadonlyMap<string, string>;
}

export interface RuleContext {
  options: RuleOptions;
  /** Of the SDK that made the client of a call. */
  features(call: OwnedCall): SdkFeatures;
  files: ReadonlyMap<string, FileFacts>;
  sites: ReadonlyMap<string, SiteFact>;
  constructions: ReadonlyMap<string, ConstructionFact>;
  /** Calls that stand inside of another direct call, and those around one: the other call of the pair, by site id. */
  nested: ReadonlyMap<string, { inside: boolean; other: SiteFact }>;
  /** Sites that verification took back, with the compiler's message. */
  vetoes: ReadonlyMap<string, string>;
  /** Sites that the user does not want migrated now (interactive mode), each with the words for the report. */
  declined?: ReadonlyMap<string, string>;
}

export type Rule = (site: SiteFact, context: RuleContext) => SiteIntent;
