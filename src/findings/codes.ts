/**
 * The vocabulary of the report: every code that a site, a file or a note can carry.
 * What each means, why, and what to do is in `explanations.ts`; `explain <code>` prints it.
 */

/** Why a site was left for a person. */
export const MANUAL_CODES = [
  'account-owner-unknown',
  'auth-config-ambiguous',
  'auth-config-implicit',
  'auth-config-unknown',
  'client-untyped',
  'custom-tools',
  'engine-too-old',
  'error-shape',
  'evaluation-order',
  'file-tool',
  'filter-unknown',
  'limit-may-be-missing',
  'method-as-value',
  'meta-tool-slug',
  'modifiers',
  'needs-agent-loop',
  'needs-named-tools',
  'no-safe-place',
  'no-session-filter',
  'no-user',
  'not-yet',
  'peer-conflict',
  'python-not-yet',
  'raise-breaks-calls',
  'result-info',
  'result-type',
  'sdk-esm-only',
  'sdk-too-old',
  'single-account',
  'strict',
  'tool-calls',
  'toolkit-unknown',
  'toolkit-unproven',
  'tools-use-unknown',
  'transform-failed',
  'type-check-failed',
  'unknown-shape',
  'unsupported-body',
  'versions-needed',
  'wider-access',
] as const;
export type ManualCode = (typeof MANUAL_CODES)[number];

/** Those of them that the user can decide to live with: `--accept` (migration rules §6, decisions). Never a law. */
export const ACCEPTABLE_CODES = [
  'account-owner-unknown',
  'auth-config-implicit',
  'error-shape',
  'single-account',
] as const satisfies readonly ManualCode[];
export type AcceptableCode = (typeof ACCEPTABLE_CODES)[number];

/** Why a site was left on purpose. */
export const KEPT_CODES = [
  'credentials-in-code',
  'ignored',
  'not-selected',
  'probe',
  'provider-takes-user',
  'session-fallback',
] as const;
export type KeptCode = (typeof KEPT_CODES)[number];

/** How a migrated site can behave differently (migration rules §3), and what else is said about one. */
export const EFFECT_NOTES = [
  'meta-tools',
  'ranking-dropped',
  'duplicate-accounts',
  'retries',
  'error-shape',
  'session-per-call',
  'account-lookup',
  'auth-config-implicit',
  'account-owner',
  'narrowed-account',
  'version-unpinned',
  'wider-access',
] as const;
export type EffectNote = (typeof EFFECT_NOTES)[number];

/** Notes that do not change the effect of a site, and notes about files and projects. */
export const NOTE_CODES = [
  'client-mock',
  'client-interface',
  'comment-removed',
  'direct-code-in-template',
  'direct-code-in-document',
  'direct-code-in-component',
  'direct-code-in-notebook',
  'direct-type',
  'ignore-unused',
  'install-needed',
  'legacy-sdk',
  'peer-violated-before',
  'range-not-raised',
  'stale-baseline',
  'user-constant',
  'user-may-be-undefined',
  'user-untyped',
  'verify-limited',
  'version-assumed',
  'version-pin',
  'versions-of-registry',
  'versions-of-table',
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

/** Why a whole file failed. */
export const ERROR_CODES = [
  'read-error',
  'parse-error',
  'transform-error',
  'write-error',
  'changed-meanwhile',
  'too-large',
  'not-text',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why a run was refused (exit code 2). */
export const REFUSAL_CODES = [
  'bad-option',
  'path-not-found',
  'nothing-matched',
  'uncommitted-changes',
  'no-terminal',
  'unknown-transform',
  'unknown-code',
  'nothing-to-undo',
  'bad-answers-file',
  'bad-baseline',
  'bad-auth-config',
  'api-key-missing',
  'api-failed',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export type FindingCode = ManualCode | KeptCode | EffectNote | NoteCode | ErrorCode | RefusalCode;
