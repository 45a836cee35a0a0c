/** When one session can serve two calls, and what it must then be. Never wider than each call was by itself. */
import type { ExistingSessionFact, ExpressionFact, SiteFact } from '../analyze/facts.js';
import type { ListNeed, SessionNeed, SlugForm, ToolkitKey, ValueNeed } from './intent.js';

/** Where a session is made: what is evaluated there must be known by then. */
export interface SessionPlace {
  offset: number;
  blocks: readonly string[];
  functionId: string;
}

/**
 * The need of a session that serves both, or null when it would reach more for one of them, use other credentials,
 * or need a value that is not there yet where the session is made.
 */
export function mergeNeeds(
  have: SessionNeed,
  want: SessionNeed,
  site: SiteFact,
  place: SessionPlace,
): SessionNeed | null {
  // Which accounts it finds is not known before it runs.
  if (have.listed || want.listed) return null;
  if (!sameAccounts(have, want)) return null;
  if (have.preload || want.preload || have.tags || want.tags) return null;
  if (!limitsFit(have, want, site)) return null;
  const authConfigs = [...(have.authConfigs ?? [])];
  for (const entry of want.authConfigs ?? []) {
    const same = authConfigs.find((one) => sameKey(one.toolkit, entry.toolkit));
    if (same) {
      if (!sameValue(same.value, entry.value)) return null;
    } else if (isKnownAt(entry.value, place) && entry.toolkit.kind === 'constant') {
      authConfigs.push(entry);
    } else return null;
  }
  return {
    ...have,
    purpose: have.purpose === 'agent' || want.purpose === 'agent' ? 'agent' : have.purpose,
    ...(authConfigs.length > 0 ? { authConfigs } : {}),
  };
}

/** The session that the code makes itself is fit for the call as it is. */
export function existingFits(session: ExistingSessionFact, want: SessionNeed): boolean {
  if (session.hasAccounts || want.connectedAccounts || want.preload || want.preset || want.tags || want.tools)
    return false;
  if (session.hasToolLimits) return false;
  // Without its auth config the service would pick one by itself.
  if (want.purpose === 'authorize' && !want.authConfigs) return false;
  const wanted = constantToolkits(want.toolkits);
  if (want.purpose === 'agent') {
    if (!wanted || !session.toolkits || !sameSet(wanted, session.toolkits)) return false;
  } else if (session.limitless) {
    // Its meta tools run under their names too, and a call whose tool is known at run time only could run none.
    if (want.purpose === 'execute') return false;
  } else {
    if (!wanted || !session.toolkits || !wanted.every((slug) => session.toolkits?.includes(slug))) return false;
  }
  return (want.authConfigs ?? []).every((entry) => {
    if (entry.toolkit.kind !== 'constant' || entry.value.kind !== 'expression') return false;
    const { slug } = entry.toolkit;
    const { value } = entry.value;
    return session.authConfigs.some((one) => one.toolkit === slug && sameExpression(one.value, value));
  });
}

function limitsFit(have: SessionNeed, want: SessionNeed, site: SiteFact): boolean {
  const limits = constantToolkits(have.toolkits);
  const wanted = constantToolkits(want.toolkits);
  if (want.purpose === 'agent' || have.purpose === 'agent') {
    if (want.purpose === 'agent' && have.purpose === 'agent') {
      return have.preset === want.preset && sameList(have.toolkits, want.toolkits) && sameTools(have.tools, want.tools);
    }
    if (want.purpose === 'agent')
      return sameList(have.toolkits, want.toolkits) && !have.tools && !want.tools && !want.preset;
  }
  if (!limits) return sameList(have.toolkits, want.toolkits) && !have.tools && !want.tools;
  if (!wanted || !wanted.every((slug) => limits.includes(slug))) return false;
  if (want.purpose === 'authorize') return true;
  if (!have.tools) return !want.tools;
  const slugs = site.execute?.slug.literals;
  const allowed = have.tools.flatMap((entry) => entry.slugs);
  return slugs?.every((slug) => allowed.includes(slug)) ?? false;
}

export function constantToolkits(list: ListNeed | undefined): string[] | null {
  return list?.kind === 'constant' ? list.values : null;
}

function sameList(a: ListNeed | undefined, b: ListNeed | undefined): boolean {
  if (!a || !b) return a === b;
  if (a.kind === 'constant' && b.kind === 'constant') return sameSet(a.values, b.values);
  if (a.kind === 'constant' || b.kind === 'constant' || a.kind !== b.kind) return false;
  if (a.kind === 'single' && b.kind === 'single' && !sameForm(a.form, b.form)) return false;
  return sameExpression(a.value, b.value);
}

function sameTools(a: SessionNeed['tools'], b: SessionNeed['tools']): boolean {
  const flat = (tools: SessionNeed['tools']): string[] => (tools ?? []).flatMap((entry) => entry.slugs);
  return sameSet(flat(a), flat(b));
}

function sameAccounts(a: SessionNeed, b: SessionNeed): boolean {
  const [left, right] = [a.connectedAccounts ?? [], b.connectedAccounts ?? []];
  return (
    left.length === right.length &&
    left.every((one) => right.some((other) => other.toolkit === one.toolkit && sameExpression(one.value, other.value)))
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return new Set(a).size === new Set(b).size && a.every((value) => b.includes(value));
}

function sameKey(a: ToolkitKey, b: ToolkitKey): boolean {
  if (a.kind === 'constant' && b.kind === 'constant') return a.slug === b.slug;
  return (
    a.kind === 'expression' && b.kind === 'expression' && sameForm(a.form, b.form) && sameExpression(a.value, b.value)
  );
}

function sameForm(a: SlugForm, b: SlugForm): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : a.name === b.name;
}

function sameValue(a: ValueNeed, b: ValueNeed): boolean {
  if (a.kind === 'expression' && b.kind === 'expression') return sameExpression(a.value, b.value);
  const text = (value: ValueNeed): string =>
    value.kind === 'expression'
      ? (value.value.literals?.[0] ?? value.value.text)
      : value.value.kind === 'literal'
        ? value.value.value
        : value.value.text;
  return text(a) === text(b);
}

/** The same value at both places: comparable, and nothing writes what it reads in between. */
export function sameExpression(a: ExpressionFact, b: ExpressionFact): boolean {
  if (a.identity === null || a.identity !== b.identity) return false;
  const [from, to] = a.start < b.start ? [a.start, b.start] : [b.start, a.start];
  return !b.writes.some((write) => write > from && write < to);
}

function isKnownAt(value: ValueNeed, place: SessionPlace): boolean {
  if (value.kind === 'portable') return true;
  const { value: expression } = value;
  return (
    expression.stable &&
    expression.writes.length === 0 &&
    expression.availableFrom <= place.offset &&
    place.blocks.includes(expression.scope)
  );
}
