/** What a call that was left waits for: a decision that an option or an answer can carry, a version, or a person. */
import type { ManualCode } from './codes.js';

export type WaitsFor = 'decision' | 'version' | 'person';

/** Codes that a decision of the user settles (rules §6), or another version. All others need a person at the code. */
const KINDS: ReadonlyMap<string, WaitsFor> = new Map<ManualCode, WaitsFor>([
  ['account-owner-unknown', 'decision'],
  ['auth-config-ambiguous', 'decision'],
  ['auth-config-implicit', 'decision'],
  ['auth-config-unknown', 'decision'],
  ['error-shape', 'decision'],
  ['limit-may-be-missing', 'decision'],
  ['needs-agent-loop', 'decision'],
  ['needs-named-tools', 'decision'],
  ['no-session-filter', 'decision'],
  ['single-account', 'decision'],
  ['strict', 'decision'],
  ['toolkit-unknown', 'decision'],
  ['toolkit-unproven', 'decision'],
  ['tools-use-unknown', 'decision'],
  ['engine-too-old', 'version'],
  ['peer-conflict', 'version'],
  ['raise-breaks-calls', 'version'],
  ['result-type', 'version'],
  ['sdk-esm-only', 'version'],
  ['sdk-too-old', 'version'],
]);

/** In the order of a list of what is left. */
export const WAITS: readonly WaitsFor[] = ['decision', 'version', 'person'];

/** @param code of a manual site */
export function waitOf(code: string): WaitsFor {
  return KINDS.get(code) ?? 'person';
}

/** Words for a heading: what this many sites wait for. */
export const WAIT_WORDS: Readonly<Record<WaitsFor, string>> = {
  decision: 'a decision of yours',
  version: 'another version',
  person: 'a person at the code',
};
