import { EFFECT_NOTES, ERROR_CODES, KEPT_CODES, MANUAL_CODES, NOTE_CODES, REFUSAL_CODES } from './codes.js';
import type { FindingCode } from './codes.js';
import type { Explanation } from './explanation.js';
import { ACCOUNT_EXPLANATIONS } from './explanations/accounts.js';
import { EFFECT_EXPLANATIONS } from './explanations/effects.js';
import { ERROR_EXPLANATIONS, REFUSAL_EXPLANATIONS } from './explanations/errors.js';
import { EXECUTION_EXPLANATIONS } from './explanations/execution.js';
import { KEPT_EXPLANATIONS } from './explanations/kept.js';
import { NOTE_EXPLANATIONS } from './explanations/notes.js';
import { SESSION_EXPLANATIONS } from './explanations/session.js';
import { VERSION_EXPLANATIONS } from './explanations/versions.js';

export type { Explanation, FindingKind } from './explanation.js';

/** All explanations, in the order in which lists show them. */
export const EXPLANATIONS: readonly Explanation[] = [
  ...SESSION_EXPLANATIONS,
  ...ACCOUNT_EXPLANATIONS,
  ...EXECUTION_EXPLANATIONS,
  ...VERSION_EXPLANATIONS,
  ...KEPT_EXPLANATIONS,
  ...EFFECT_EXPLANATIONS,
  ...NOTE_EXPLANATIONS,
  ...ERROR_EXPLANATIONS,
  ...REFUSAL_EXPLANATIONS,
];

const byCode: ReadonlyMap<string, Explanation> = new Map(EXPLANATIONS.map((each) => [each.code, each]));

/** Every code there is, each once, in alphabetical order. */
export const ALL_CODES: readonly FindingCode[] = [
  ...new Set<FindingCode>([
    ...MANUAL_CODES,
    ...KEPT_CODES,
    ...EFFECT_NOTES,
    ...NOTE_CODES,
    ...ERROR_CODES,
    ...REFUSAL_CODES,
  ]),
].sort();

const allCodes: ReadonlySet<string> = new Set(ALL_CODES);

/** Whether the text is a code that a report can contain. */
export function isFindingCode(text: string): text is FindingCode {
  return allCodes.has(text);
}

/**
 * The explanation of a code; undefined for a text that is no code (reports may come from another version of the tool,
 * so callers have to reckon with codes they do not know).
 */
export function explanationOf(code: string): Explanation | undefined {
  return byCode.get(code);
}

/** One sentence that says what to do about a code; empty for a code that is not known. */
export function ruleOf(code: string): string {
  const todo = byCode.get(code)?.todo ?? '';
  const end = todo.search(/[.!?](?=\s+[A-Z`-])/);
  return end < 0 ? todo : todo.slice(0, end + 1);
}
