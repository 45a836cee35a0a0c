/** What a person reads about one code: the source of `explain`, of the pages in docs/codes and of the reports' hints. */
export interface Explanation {
  /** One of `codes.ts`. */
  code: string;
  kind: FindingKind;
  /** A second use of the same code: a reason for a manual site can also be the note of a migrated one. */
  alsoKind?: FindingKind;
  /** One line, without a full stop, fit for a table or a heading. */
  title: string;
  /** What the tool saw. */
  means: string;
  /** Why the tool did not simply go on: the fact about the SDK or about the code that decides. */
  why: string;
  /** Code as it is found; only where it helps. */
  before?: string;
  /** Code as it could be; only where it helps. */
  after?: string;
  /** What that code is written in; TypeScript when left out. */
  language?: 'python';
  /** What to do; its first sentence stands alone as a hint. */
  todo: string;
}

/**
 * manual: why a site was left for a person; kept: why it was left on purpose; effect: how a migrated site can behave
 * differently; note: something said about a site, file or project; error: why a file failed; refusal: why a run
 * was refused.
 */
export type FindingKind = 'manual' | 'kept' | 'effect' | 'note' | 'error' | 'refusal';
