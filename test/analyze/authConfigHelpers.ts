/** Analyses small programs and says what is known about the auth configs of their calls. */
import { analyze } from '../../src/analyze/index.js';
import { verdictOf } from '../../src/analyze/evidence/claims.js';
import type { AuthConfigFact, FileFacts, SiteFact } from '../../src/analyze/facts.js';

export const CLIENT = "import { Composio } from '@composio/core';\nconst composio = new Composio();\n";

/** @param files path → text; `main.ts` gets the client in front. */
export function factsOf(files: Record<string, string>): Map<string, FileFacts> {
  const list = Object.entries(files).map(([path, text]) => ({ path, text: path === 'main.ts' ? CLIENT + text : text }));
  const analysis = analyze({ root: '/p', files: list });
  if (analysis.failed.size > 0) throw new Error([...analysis.failed].map((one) => one.join(': ')).join('\n'));
  return analysis.files;
}

export function sitesOf(main: string, others: Record<string, string> = {}): SiteFact[] {
  return factsOf({ 'main.ts': main, ...others }).get('main.ts')!.sites;
}

/** The auth config of the first call in `main.ts`. */
export function authConfigOf(main: string, others: Record<string, string> = {}): AuthConfigFact {
  const fact = sitesOf(main, others).find((site) => site.authorize?.authConfig)?.authorize?.authConfig;
  if (!fact) throw new Error('there is no auth config');
  return fact;
}

/**
 * What the evidence says in short: `2 =github` (rung, constant), `3 toolkit [github|slack]` (rung, expression, values),
 * `2 toolkit ?` (values not known), `2 toolkit asked` (the code gives it to the API as a toolkit), `conflict`, `none`.
 */
export function evidenceOf(main: string, others: Record<string, string> = {}): string {
  return shortly(authConfigOf(main, others));
}

export function shortly(fact: AuthConfigFact): string {
  const verdict = verdictOf(fact.evidence);
  if (verdict.kind !== 'agree') return verdict.kind;
  const { rung, toolkit } = verdict.claim;
  if (toolkit.kind === 'constant') return `${rung} =${toolkit.slug}`;
  if (toolkit.slug === 'answered') return `${rung} ${toolkit.value.text} of the service`;
  const values = toolkit.possible ? `[${toolkit.possible.join('|')}]` : (toolkit.slug ?? '?');
  return `${rung} ${toolkit.value.text} ${values}`;
}
