/** The toolkit behind an auth config: the user's word first, then the evidence of the code (rules §6, rungs 1 to 5). */
import { verdictOf } from '../../analyze/evidence/claims.js';
import { mappingNameOf } from '../../analyze/evidence/likely.js';
import type { AuthConfigFact, ExpressionFact, ToolkitEvidence, ToolkitExpression } from '../../analyze/facts.js';
import { isKnownToolkit, matchToolkitInName, slugInAnyCase, slugOfKey, toolkitsOfWord } from '../../sdk/toolkits.js';
import type { RuleOptions } from '../context.js';
import type { LeaveIntent, SlugForm, ToolkitKey } from '../intent.js';

export interface FoundToolkit {
  toolkit: ToolkitKey;
  /** One sentence for the report. */
  evidence: string;
}

const SOURCES = {
  option: 'given by --auth-config',
  answers: 'from the answers file',
  api: 'by the Composio API',
} as const;

/**
 * @returns the toolkit with what it rests on, or why it is not known: `toolkit-unknown` without evidence or where two
 * signs disagree, `toolkit-unproven` where the evidence is no toolkit slug for certain.
 */
export function toolkitOfAuthConfig(
  fact: AuthConfigFact,
  mappings: RuleOptions['mappings'],
): FoundToolkit | LeaveIntent {
  const mapped = mappedToolkit(fact, mappings);
  if (mapped) return mapped;
  const text = shorten(fact.expression.text);
  if (fact.mistaken !== null) return mistaken(fact.mistaken, text);
  const slug = fact.expression.literals?.find((one) => slugInAnyCase(one) !== null);
  if (slug !== undefined) return toolkitInstead(slug);
  const verdict = verdictOf(fact.evidence);
  if (verdict.kind === 'none') {
    return unknown(`nothing in the code shows to which toolkit ${text} belongs`, fact);
  }
  if (verdict.kind === 'conflict') {
    const [one, other] = verdict.claims.map((claim) => `${claim.how} (${wordOf(claim)})`);
    return unknown(`two signs disagree about the toolkit of ${text}: ${one}, but ${other}`, fact);
  }
  return proven(verdict.claim, fact);
}

/** Rung 1: by the id, the environment variable, a name that the value has, or its source text. */
function mappedToolkit(fact: AuthConfigFact, mappings: RuleOptions['mappings']): FoundToolkit | LeaveIntent | null {
  const ids = fact.expression.literals ?? [];
  if (ids.length > 1) {
    const known = ids.flatMap((id) => mappings.get(id)?.toolkit ?? []);
    if (known.length === ids.length && new Set(known).size > 1) {
      return unknown(`${shorten(fact.expression.text)} is one of several auth configs of different toolkits`, fact);
    }
  }
  for (const name of [fact.expression.text, fact.expression.env, ...fact.names]) {
    const mapping = name === null ? undefined : mappings.get(name);
    if (!mapping) continue;
    if (
      ids.length > 1 &&
      ids.includes(name ?? '') &&
      !ids.every((id) => mappings.get(id)?.toolkit === mapping.toolkit)
    ) {
      continue;
    }
    const evidence = `${name} belongs to ${mapping.toolkit}, ${SOURCES[mapping.source]}`;
    return { toolkit: { kind: 'constant', slug: mapping.toolkit }, evidence };
  }
  return null;
}

function proven(claim: ToolkitEvidence, fact: AuthConfigFact): FoundToolkit | LeaveIntent {
  const { toolkit } = claim;
  if (toolkit.kind === 'constant') {
    if (isKnownToolkit(toolkit.slug)) {
      return { toolkit, evidence: `the toolkit is ${toolkit.slug}: ${claim.how}` };
    }
    return unproven(`${claim.how}, but '${toolkit.slug}' is not the slug of a known toolkit`, fact);
  }
  const { value } = toolkit;
  const text = shorten(value.text);
  const evidence = `the toolkit is ${text}: ${claim.how}`;
  if (!value.stable) {
    return unproven(`${evidence}, but it would be evaluated more than once and may change in between`, fact);
  }
  if (isWrittenAgain(value)) return unproven(`${evidence}, but another may be written to it before the call`, fact);
  const form = formOf(toolkit);
  if (typeof form !== 'string' && 'problem' in form) return unproven(`${evidence}, ${form.problem}`, fact);
  return { toolkit: { kind: 'expression', value, form }, evidence };
}

/** How an expression is written so that it gives the slug, or why it may give none. */
function formOf({ value, possible, slug, lowerCase, table }: ToolkitExpression): SlugForm | { problem: string } {
  if (slug === 'answered') return 'as-is';
  const isSlug = (one: string): boolean => slugInAnyCase(one) !== null || (slug === 'asked' && mayBeSlug(one));
  const wrong = possible?.find((one) => !isSlug(one));
  if (wrong !== undefined && table && possible?.every((one) => table.slugs.some(([key]) => key === one))) return table;
  if (wrong !== undefined) return { problem: `but it can be '${wrong}', which is no toolkit slug` };
  const isKnown = possible !== null && possible.length > 0;
  if (!isKnown && slug === null) return { problem: 'but its values are not known' };
  if (lowerCase || (isKnown && possible.every((one) => one === one.toLowerCase()))) return 'as-is';
  return value.type === 'maybe-undefined' ? { problem: 'but it may be undefined' } : 'lower-case';
}

/** A slug that the catalogue may have got since: nothing that means a known toolkit under another name. */
function mayBeSlug(text: string): boolean {
  return /^\w+$/.test(text) && slugOfKey(text) === null && matchToolkitInName(text) === null && !toolkitsOfWord(text);
}

/** The toolkit is read again where the session is made: nothing may be written to it once it has chosen the auth config. */
function isWrittenAgain({ start, writes }: ExpressionFact): boolean {
  return writes.some((write) => write > start);
}

/** Two words for a toolkit in a message. */
function wordOf(claim: ToolkitEvidence): string {
  return claim.toolkit.kind === 'constant' ? claim.toolkit.slug : shorten(claim.toolkit.value.text);
}

function mistaken(id: string, text: string): LeaveIntent {
  const what = id.startsWith('ca_')
    ? `'${id}' is the id of a connected account, not of an auth config (ac_…)`
    : `'${id}' is an id of an older SDK, not of an auth config (ac_…)`;
  return {
    outcome: 'manual',
    code: 'toolkit-unknown',
    message: text.includes(id) ? what : `${text}: ${what}`,
    hint: 'put the id of the auth config there, as the dashboard shows it, then run again',
  };
}

function toolkitInstead(slug: string): LeaveIntent {
  return {
    outcome: 'manual',
    code: 'toolkit-unknown',
    message: `'${slug}' is the slug of a toolkit, not the id of an auth config (ac_…)`,
    hint: `put the id of the auth config there, or write composio.toolkits.authorize(user, '${slug.toLowerCase()}'), then run again`,
  };
}

function unknown(message: string, fact: AuthConfigFact): LeaveIntent {
  return {
    outcome: 'manual',
    code: 'toolkit-unknown',
    message,
    hint: `say which it is${guessOf(fact)}: ${flagFor(fact)}`,
  };
}

function unproven(message: string, fact: AuthConfigFact): LeaveIntent {
  const hint = `use toolkit slugs (googlecalendar, github) there, or a type of them; if it is always the same${guessOf(fact)}: ${flagFor(fact)}`;
  return { outcome: 'manual', code: 'toolkit-unproven', message, hint };
}

/** What is offered, and why: it is for the user to say whether it is right. */
function guessOf({ likely }: AuthConfigFact): string {
  return likely ? ` (likely ${likely.toolkit}: ${shorten(likely.how)})` : '';
}

/** The flag that names this auth config. */
function flagFor(fact: AuthConfigFact): string {
  const name = mappingNameOf(fact);
  const plain = /^[\w.$-]+$/.test(name) ? name : `'${shorten(name)}'`;
  return `--auth-config ${plain}=${fact.likely?.toolkit ?? '<toolkit>'}`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
