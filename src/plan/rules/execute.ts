/** `tools.execute(slug, { userId, arguments, … })` → `session.execute(slug, arguments)` (rules §6). */
import type { BodyKey, ExecuteFact, ExpressionFact, SiteFact } from '../../analyze/facts.js';
import type { SiteNote } from '../../report/report.js';
import type { RuleContext, SdkFeatures } from '../context.js';
import type { LeaveIntent, SessionNeed, SiteAction, SiteIntent } from '../intent.js';
import { executedName } from './executedName.js';
import { executeRefusal, manual, shorten } from './executeRefusals.js';
import { limitOfSlug, type SlugLimit } from './slugLimit.js';
import { versionNote } from './versionNote.js';

type ExecuteAction = Extract<SiteAction, { kind: 'execute' }>;

export function executeRule(site: SiteFact, context: RuleContext): SiteIntent {
  const execute = site.execute;
  if (!execute) return manual('unknown-shape', 'the call could not be read', 'migrate it by hand');
  const features = context.features(site);
  const refused = executeRefusal(site, execute, features, context);
  if (refused) return refused;

  const keys = new Map(execute.body.keys.map((key) => [key.key, key]));
  const limit = limitOfSlug(execute.slug);
  const account = accountOf(keys, limit, features);
  if (account && 'outcome' in account) return account;
  const args = keys.get('arguments')?.value ?? null;

  const action: ExecuteAction = {
    kind: 'execute',
    slug: { start: execute.slug.start, end: execute.slug.end },
    arguments: args && { start: args.start, end: args.end },
    argumentsText: argumentsText(keys.get('arguments')),
    account: account?.option ?? null,
    signal: signalOf(execute),
    ...resultOf(site, execute, context),
    removals: removalsOf(execute),
    comments: execute.looseComments,
    statement: site.placement.statement,
  };
  const need: SessionNeed = { purpose: 'execute' };
  if (limit.toolkits) need.toolkits = { kind: 'constant', values: limit.toolkits };
  if (limit.tools) need.tools = limit.tools;
  if (account?.connectedAccounts) need.connectedAccounts = account.connectedAccounts;
  const behind = [execute.slug, args, account?.option ? account.value : null, execute.options?.expression ?? null];
  return {
    outcome: 'migrate',
    need,
    action,
    notes: notesOf(site, execute, keys, features, context),
    evidence: limit.evidence,
    movesBehind: behind.filter((one) => one !== null).sort((a, b) => a.start - b.start),
  };
}

/** The fact of a member of a constant, `body.arguments`, has the range of the constant's name: its text is another. */
function argumentsText(key: BodyKey | undefined): string | null {
  const value = key?.value;
  return value && value.end - value.start !== value.text.length ? value.text : null;
}

interface Account {
  value: ExpressionFact;
  connectedAccounts: SessionNeed['connectedAccounts'] | null;
  option: ExecuteAction['account'];
}

/** How the connected account reaches the session: in its config where the toolkit is certain, else with the call. */
function accountOf(
  keys: ReadonlyMap<string, BodyKey>,
  limit: SlugLimit,
  features: SdkFeatures,
): Account | LeaveIntent | null {
  const key = keys.get('connectedAccountId');
  if (!key?.value || key.missing) return null;
  const { value } = key;
  const toolkit = limit.toolkits?.length === 1 ? limit.toolkits[0] : undefined;
  const guarded = key.conditional !== null || mayBeMissing(value);
  if (key.conditional !== null && !key.conditionIsValue) {
    return manual(
      'unsupported-body',
      `the connected account is only given when ${shorten(key.conditional)}`,
      'make the account a constant that is undefined when none is meant, give it as `connectedAccountId`, and run again',
    );
  }
  if (toolkit !== undefined) {
    if (guarded && !(value.stable && isReference(value))) {
      return manual(
        'evaluation-order',
        `the connected account ${shorten(value.text)} may be undefined and would be evaluated twice`,
        'put it into a constant before the call, then run again',
      );
    }
    return { value, connectedAccounts: [{ toolkit, value, guarded }], option: null };
  }
  if (!features.accountOption) {
    return manual(
      'sdk-too-old',
      'the toolkit is not known before the call runs, so the account goes with the call, which this SDK version cannot do',
      'raise @composio/core to 0.8.1 or later, then run again',
    );
  }
  const text = value.text === 'account' ? '{ account }' : `{ account: ${value.text} }`;
  return { value, connectedAccounts: null, option: { start: value.start, end: value.end, text } };
}

/** A name or a member: testing it tells the type check, too, that it is not undefined. */
function isReference({ text }: ExpressionFact): boolean {
  return /^[\w$]+(?:\??\.#?[\w$]+|!|(?:\?\.)?\[(?:'[^']*'|"[^"]*"|[\w$]+)\])*$/.test(text);
}

/** Only what is proven to be a string goes into `connectedAccounts` as it is: `undefined` throws there. */
function mayBeMissing(value: ExpressionFact): boolean {
  return value.literals === null && value.type !== 'string';
}

function signalOf(execute: ExecuteFact): ExecuteAction['signal'] {
  const { options } = execute;
  if (!options?.signal) return null;
  const { start, end } = options.expression;
  return { start, end, text: options.signal === 'signal' ? '{ signal }' : `{ signal: ${options.signal} }` };
}

function resultOf(
  site: SiteFact,
  { result }: ExecuteFact,
  context: RuleContext,
): Pick<ExecuteAction, 'result' | 'successfulReads' | 'executed'> {
  if (result.kind === 'escapes' || readsInsideCalls(site, result, context)) {
    const executed = result.taker && executedName(site, result.taker.name, context);
    return { result: 'wrap', successfulReads: [], executed };
  }
  const { successfulReads } = result;
  const rewrites = result.kind === 'plain' && successfulReads.length > 0;
  return { result: rewrites ? 'rewrite-reads' : 'same', successfulReads, executed: null };
}

/** Some of its reads stand in another direct call, or in the body of one, whose text is rewritten too. */
function readsInsideCalls(site: SiteFact, result: ExecuteFact['result'], context: RuleContext): boolean {
  if (result.successfulReads.length === 0) return false;
  const others = context.files.get(site.path)?.sites.filter((other) => other.id !== site.id) ?? [];
  const rewritten = others.flatMap((other) => [other, ...(other.execute ? removalsOf(other.execute) : [])]);
  return result.successfulReads.some((read) =>
    rewritten.some((range) => read.start >= range.start && read.end <= range.end),
  );
}

function removalsOf({ body }: ExecuteFact): ExecuteAction['removals'] {
  if (!body.declaration) return [];
  return body.declaration.remove ? [body.declaration.remove] : body.declaration.drop;
}

/** What tests for the error, where that was accepted. */
function errorTest({ testsForErrors }: ExecuteFact): string {
  return testsForErrors ? `, and the catch around it ${testsForErrors.what} (line ${testsForErrors.line})` : '';
}

function notesOf(
  site: SiteFact,
  execute: ExecuteFact,
  keys: ReadonlyMap<string, BodyKey>,
  features: SdkFeatures,
  context: RuleContext,
): SiteNote[] {
  const notes: SiteNote[] = [];
  const account = keys.get('connectedAccountId');
  if (account && !account.missing) {
    notes.push({
      code: 'account-owner',
      message: `the connected account ${shorten(account.value?.text ?? '')} must belong to the user`,
    });
  }
  const version = versionNote(site, context, keys.get('version'));
  if (version) notes.push(version);
  if (features.retries) {
    notes.push({
      code: 'retries',
      message: 'after a server error the request is sent again, also when the tool writes',
    });
  }
  if (!execute.errorIgnored) {
    notes.push({
      code: 'error-shape',
      message: `a request that fails throws the error of the API client, not ComposioToolExecutionError${errorTest(execute)}`,
    });
  }
  return notes;
}
