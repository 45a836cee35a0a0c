/**
 * What a rule decides about one site, before sessions are placed. Rules are pure functions of facts;
 * they say what session the call needs, never where it goes or what it is called.
 */
import type { ExpressionFact, ListFact, PortableValue, Range, SlugTable, StatementFact } from '../analyze/facts.js';
import type { KeptCode, ManualCode } from '../findings/codes.js';
import type { SiteNote } from '../report/report.js';

export type SiteIntent = LeaveIntent | MigrateIntent;

export interface LeaveIntent {
  outcome: 'manual' | 'kept';
  code: ManualCode | KeptCode;
  message: string;
  hint: string;
  /** The toolkit whose auth config would settle it, where nothing is known of that. */
  waitsFor?: string;
  /** It is so only beside these sites, if they migrate; what it is otherwise. */
  beside?: { sites: readonly string[]; otherwise: LeaveIntent };
}

export interface MigrateIntent {
  outcome: 'migrate';
  need: SessionNeed;
  action: SiteAction;
  notes: SiteNote[];
  evidence: string;
  /** Expressions that stay in the rewritten call and so are evaluated after the session is made, in source order. */
  movesBehind: ExpressionFact[];
  /** Sites that must migrate too, or none of them does. */
  together?: string[];
  /** `tools.get` sites whose lists are put together unconditionally: one session with the union serves them all. */
  unionWith?: string[];
}

/** What the session of a site must be. Absent: not limited, not given. */
export interface SessionNeed {
  /** `agent`: its tools go to a model; `execute` and `authorize`: only code acts through it. */
  purpose: 'agent' | 'execute' | 'authorize';
  toolkits?: ListNeed;
  /** Limit per toolkit: `tools: { github: ['GITHUB_A'] }`. */
  tools?: { toolkit: string; slugs: string[] }[];
  tags?: ListNeed;
  preset?: 'direct_tools';
  preload?: { kind: 'expression'; text: string; value: ExpressionFact } | { kind: 'slugs'; slugs: string[] };
  authConfigs?: { toolkit: ToolkitKey; value: ValueNeed }[];
  /** The auth config that the service lists first for the toolkit, as the call asks for it. */
  listed?: { toolkit: ToolkitKey; asked: ExpressionFact };
  connectedAccounts?: { toolkit: string; value: ExpressionFact; guarded: boolean }[];
}

/** A toolkit written as a key: a slug, or an expression in brackets. */
export type ToolkitKey =
  { kind: 'constant'; slug: string } | { kind: 'expression'; value: ExpressionFact; form: SlugForm };

/** How an expression is written so that it gives a toolkit slug: it is one, it is one but for its case, or it is looked up. */
export type SlugForm = 'as-is' | 'lower-case' | SlugTable;

export type ListNeed =
  | { kind: 'constant'; values: string[] }
  /** An expression of one toolkit, `[toolkit]`. */
  | { kind: 'single'; value: ExpressionFact; form: SlugForm }
  /** A list expression, put in as it is or mapped to lower case. */
  | { kind: 'list'; value: ListFact; toLowerCase: boolean };

export type ValueNeed =
  | { kind: 'expression'; value: ExpressionFact }
  /** Lifted from elsewhere: may need a guard or an import. */
  | { kind: 'portable'; value: PortableValue };

/** How the call itself is rewritten. Ranges are in the file as it was. */
export type SiteAction =
  | {
      kind: 'tools';
      modifiers: Range | null;
      modifierRewrites: (Range & { text: string })[];
      modifiersText: string | null;
      signal: string | null;
      /** Where the signal stands in the source; it may have been captured before the session. */
      signalRange: Range | null;
      /** Comments of the code that goes, and the statement above which they are kept; null where there is none. */
      comments: (Range & { text: string })[];
      statement: StatementFact | null;
    }
  | {
      kind: 'authorize';
      toolkit: { kind: 'constant'; slug: string } | { kind: 'expression'; text: string };
      options: Range | null;
      dropOptions: string[];
      /** Comments of the parts that go. */
      comments: (Range & { text: string })[];
      /** Where the comments go; null: into the call. */
      statement: StatementFact | null;
    }
  | {
      kind: 'execute';
      slug: Range;
      /** Null when the call has none. In a declaration that goes, or at the call. */
      arguments: Range | null;
      /** What stands for them when it is not the text at that range: `body.arguments`. */
      argumentsText: string | null;
      /** Third argument: `{ account: … }`. */
      account: (Range & { text: string }) | null;
      /** Fourth argument: `{ signal: … }`. */
      signal: (Range & { text: string }) | null;
      /** `wrap`: the shape of a direct result is put together where the result is made. */
      result: 'same' | 'rewrite-reads' | 'wrap';
      /** Edits that turn reads of `.successful` into reads of `.error` (`rewrite-reads`). */
      successfulReads: (Range & { text: string })[];
      /** `wrap` in a statement that can be split: a free name for the session's own result. */
      executed: string | null;
      /** The declaration of a body that nothing else reads, or properties of it that nothing reads any more. */
      removals: Range[];
      /** Comments of the removed code that are not about it alone: kept above the statement. */
      comments: (Range & { text: string })[];
      /** Statement around the call; null where there is none of its own. */
      statement: StatementFact | null;
    }
  | { kind: 'provider-call'; firstArgument: Range }
  /** A list that the tools of another session hold too: its declaration and its element in the merge go. */
  | { kind: 'merged-tools'; remove: Range[] }
  | { kind: 'router'; receiver: Range; clientText: string | null; rewrites: (Range & { text: string })[] }
  | { kind: 'remove-versions' };
