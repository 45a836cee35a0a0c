/**
 * What stands around an auth config whose toolkit is not proven: one toolkit that is likely is offered to the user, and
 * never taken without being asked (rules §6).
 */
import { isKnownToolkit, matchToolkitInName, plainWordToolkits } from '../../sdk/toolkits.js';
import type { AuthConfigFact, FileFacts, LikelyToolkit } from '../facts.js';
import { verdictOf } from './claims.js';
import { toolkitsOfSite } from './words.js';

/** Products that folders and files are named after because the project itself is built with them. */
const OF_THE_PROJECT: ReadonlySet<string> = new Set([
  ...['algolia', 'datadog', 'ngrok', 'openai', 'posthog', 'sentry', 'supabase', 'vercel'],
]);

/**
 * Says which toolkit is likely where none is proven. To be called when all files are known: what a name is said to be,
 * it is everywhere.
 */
export function findLikely(files: ReadonlyMap<string, FileFacts>): void {
  const all: Known[] = [];
  for (const file of files.values()) {
    for (const { authorize, toolsGet } of file.sites) {
      for (const fact of [authorize?.authConfig ?? [], toolsGet?.authConfigs ?? []].flat()) {
        all.push({ fact, likely: isOpen(fact) ? likelyFor(fact, file) : null });
      }
    }
    for (const { fact } of file.sessionAuthConfigs) all.push({ fact, likely: null });
  }
  for (const { fact, likely } of all) {
    const others = likely ? all.filter((one) => one.fact !== fact && isNamed(one.fact, mappingNameOf(fact))) : [];
    fact.likely = others.every((one) => toolkitFor(one) === likely?.toolkit) ? likely : null;
  }
}

interface Known {
  fact: AuthConfigFact;
  likely: LikelyToolkit | null;
}

/** What a mapping calls this auth config: its id, its environment variable, its name in the code, or its source text. */
export function mappingNameOf(fact: AuthConfigFact): string {
  const ids = fact.expression.literals;
  return (ids?.length === 1 ? ids[0] : null) ?? fact.expression.env ?? fact.names[0] ?? fact.expression.text;
}

function isNamed({ expression, names }: AuthConfigFact, name: string): boolean {
  return expression.text === name || expression.env === name || names.includes(name);
}

function toolkitFor({ fact, likely }: Known): string | null {
  const verdict = verdictOf(fact.evidence);
  if (verdict.kind !== 'agree' || isOpen(fact)) return likely?.toolkit ?? null;
  return verdict.claim.toolkit.kind === 'constant' ? verdict.claim.toolkit.slug : null;
}

/** Nothing is known, or only an expression that may be anything; where signs disagree, a further one settles nothing. */
function isOpen(fact: AuthConfigFact): boolean {
  const verdict = verdictOf(fact.evidence);
  if (fact.mistaken !== null || verdict.kind === 'conflict') return false;
  if (verdict.kind === 'none') return true;
  const { toolkit } = verdict.claim;
  return toolkit.kind === 'constant' ? !isKnownToolkit(toolkit.slug) : !toolkit.possible;
}

function likelyFor(fact: AuthConfigFact, file: FileFacts): LikelyToolkit | null {
  const called = fact.evidence.flatMap(({ toolkit }) =>
    toolkit.kind === 'constant' ? [{ what: 'what the code calls it', name: toolkit.slug }] : [],
  );
  const named = [...called, ...fact.around, { what: 'the file', name: file.path }].flatMap(({ what, name }) => {
    const toolkit = toolkitNamedBy(name, what === 'the file');
    return toolkit === null ? [] : [{ toolkit, how: `${what} is ${name}` }];
  });
  const [first] = named;
  if (first) return named.every((one) => one.toolkit === first.toolkit) ? first : null;
  const [only, ...others] = new Set(file.sites.flatMap((site) => toolkitsOfSite(site)));
  if (only === undefined || others.length > 0) return null;
  return { toolkit: only, how: 'the file uses no other toolkit' };
}

function toolkitNamedBy(name: string, isPath: boolean): string | null {
  const parts = isPath ? name.replace(/\.[cm]?[jt]sx?$/, '').split('/') : [name];
  const spoken = parts.flatMap((part) => {
    const match = matchToolkitInName(part);
    if (!match) return [];
    return 'toolkit' in match ? [match.toolkit] : match.ambiguous;
  });
  const slugs = new Set(spoken.filter((one) => !isPath || (!plainWordToolkits.has(one) && !OF_THE_PROJECT.has(one))));
  return slugs.size === 1 ? [...slugs][0]! : null;
}
