import { isDeepStrictEqual } from 'node:util';
import type { EffectNote } from '../../src/findings/codes.js';
import { accessOf } from './access.js';
import { sessionId, sessionsById } from './backend.js';
import { TOOL_ROWS } from './catalogue.js';
import { siteLines } from './siteLines.js';
import type { Comparison } from './run.js';
import { isRecord, type LoggedRequest, type SessionRequest } from './world.js';

/** What a request does, in words that direct calls and sessions share. */
export interface Effect {
  does: 'execute' | 'link';
  user: string;
  /** Slug of the tool, or the auth config. */
  what: string;
  details: Record<string, unknown>;
  /** The request was refused. */
  failed: boolean;
}

const toolkitOf = (slug: string): string => TOOL_ROWS.find((tool) => tool.slug === slug)?.toolkit ?? '';
const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const isRepeat = (log: readonly LoggedRequest[], index: number): boolean => {
  const [before, now] = [log[index - 1], log[index]];
  return (
    before !== undefined &&
    before.status >= 500 &&
    before.path === now?.path &&
    isDeepStrictEqual(before.body, now.body)
  );
};

/** Executions and links of a run in their order; requests that the client repeats by itself count once. */
export function effectsOf(log: readonly LoggedRequest[]): Effect[] {
  const sessions = sessionsById(log);
  return log.flatMap((entry, index) => (isRepeat(log, index) ? [] : effectOf(entry, sessions.get(sessionId(entry)))));
}

function effectOf(entry: LoggedRequest, session: SessionRequest | undefined): Effect[] {
  const failed = entry.status >= 400;
  return requested(entry, session).map((effect) => ({ ...effect, failed }));
}

type Requested = Omit<Effect, 'failed'>;

function requested({ operation, body }: LoggedRequest, session: SessionRequest | undefined): Requested[] {
  const [kind, slug = ''] = operation.split(' ');
  if (kind === 'tools.execute') {
    const account = body.connected_account_id ?? null;
    return [execution(String(body.user_id), slug, body.arguments, account)];
  }
  if (kind === 'link') {
    return [link(String(body.user_id), String(body.auth_config_id), body)];
  }
  if (kind === 'initiate') {
    const connection = record(body.connection);
    return [link(String(connection.user_id), String(record(body.auth_config).id), connection)];
  }
  if (kind === 'session.link' && session) {
    return [link(session.user, session.authConfigs?.[String(body.toolkit)] ?? '', body)];
  }
  if (kind !== 'session.execute' || !session) return [];
  const name = String(body.tool_slug);
  const run = (tool: string, args: unknown): Requested =>
    execution(session.user, tool, args, body.account ?? session.connectedAccounts?.[toolkitOf(tool)]?.[0] ?? null);
  if (!name.startsWith('COMPOSIO_')) return [run(name, body.arguments)];
  const inner = record(body.arguments).tools;
  return Array.isArray(inner) ? inner.map((one) => run(String(record(one).tool_slug), record(one).arguments)) : [];
}

const execution = (user: string, what: string, args: unknown, account: unknown): Requested => ({
  does: 'execute',
  user,
  what,
  details: { arguments: args ?? {}, account },
});

const link = (user: string, what: string, body: Record<string, unknown>): Requested => ({
  does: 'link',
  user,
  what,
  details: { callback: body.callback_url ?? null, alias: body.alias ?? null },
});

const named = (log: readonly LoggedRequest[], operation: string): LoggedRequest[] =>
  log.filter((entry) => entry.operation.split(' ')[0] === operation);

/** Requests of the first run that the second does not send any more. */
function gone({ before, after }: Comparison, operation: string): LoggedRequest[] {
  const left = named(after.log, operation);
  return named(before.log, operation).filter((entry) => {
    const at = left.findIndex((one) => one.path === entry.path && isDeepStrictEqual(one.body, entry.body));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** What a note can say, as the requests show it. */
interface Difference {
  /** The requests that it is about were sent at all: a call that never ran shows nothing. */
  ran: boolean;
  shows: boolean;
  /** Wherever it shows, a note must say it. */
  always: boolean;
}

/** The differences that a comparison shows, by the note that names each. */
export function differencesOf(comparison: Comparison): Map<EffectNote, Difference> {
  const { before, after } = comparison;
  const sessions = sessionsById(after.log);
  const sessionsOf = (operation: string): (SessionRequest | undefined)[] =>
    named(after.log, operation).map((entry) => sessions.get(sessionId(entry)));
  const more = (operation: string): number => named(after.log, operation).length - named(before.log, operation).length;
  const lists = named(before.log, 'tools.list');
  const runs = gone(comparison, 'tools.execute');
  const executes = more('session.execute') > 0;
  const ran = runs.length > 0;
  const direct = sessionsOf('session.tools').some((session) => session?.preset === 'direct');
  const ranked = (name: string): boolean => lists.some((entry) => entry.query[name] !== undefined);
  const lifted = [...sessionsOf('session.execute'), ...sessionsOf('session.tools')].some(
    (session) => session?.authConfigs !== undefined,
  );
  // An auth config of the environment is given where it is set.
  const conditional = Object.values(comparison.files).some((text) => /\.\.\.\(process\.env\.\w+\s+\?/.test(text));
  return new Map<EffectNote, Difference>([
    [
      'meta-tools',
      {
        ran: lists.length > 0,
        shows: sessionsOf('session.tools').some((session) => session?.preset === 'meta') && more('session.tools') > 0,
        always: true,
      },
    ],
    // `important` is also what the SDK asks for by itself: a whole toolkit under its own names is not ranked any more.
    [
      'ranking-dropped',
      { ran: lists.length > 0, shows: ranked('limit') || (direct && ranked('important')), always: false },
    ],
    [
      'duplicate-accounts',
      {
        ran: gone(comparison, 'link').length > 0,
        // The direct call asks for an active account first, and fails where there is one.
        shows: named(before.log, 'accounts.list').some((entry) => entry.query.statuses === 'ACTIVE'),
        always: false,
      },
    ],
    ['retries', { ran, shows: executes, always: true }],
    ['error-shape', { ran, shows: executes, always: false }],
    ['session-per-call', { ran, shows: more('session.create') > 0, always: false }],
    ['account-lookup', { ran, shows: more('accounts.list') > 0, always: true }],
    [
      'account-owner',
      { ran, shows: runs.some((entry) => entry.body.connected_account_id !== undefined), always: true },
    ],
    [
      'narrowed-account',
      {
        ran: (ran || lists.length > 0) && !conditional,
        shows: lifted && !ranked('auth_config_ids') && (executes || more('session.tools') > 0),
        always: true,
      },
    ],
    [
      'version-unpinned',
      {
        ran,
        shows: runs.some((entry) => typeof entry.body.version === 'string' && entry.body.version !== 'latest'),
        always: true,
      },
    ],
  ]);
}

/**
 * What the report says about effects, held against the requests: the same executions and links for the same users with
 * the same arguments and accounts, each difference beyond that named by a note, each note shown by a request. Sites
 * that say `same` reach the very same tools.
 */
export function problemsOfRequests(comparison: Comparison): string[] {
  const { before, after } = comparison;
  const sites = siteLines(comparison)
    .map(({ site }) => site)
    .filter((site) => site.outcome === 'migrated');
  if (sites.length === 0) return [];
  const noted = new Set<string>(sites.flatMap((site) => site.notes.map((note) => note.code)));
  const differences = [...differencesOf(comparison)];
  // What runs at the same time has no order, and an account of another user is refused earlier.
  const effects = (log: readonly LoggedRequest[]): string[] =>
    effectsOf(log)
      .filter(({ failed, details }) => !(noted.has('account-owner') && failed && details.account !== null))
      // An account that is looked up is the one that the direct call finds by itself: what is printed shows which.
      .map(({ does, user, what, details }) =>
        JSON.stringify([does, user, what, noted.has('account-lookup') ? { ...details, account: null } : details]),
      )
      .sort();
  const [was, is] = [effects(before.log), effects(after.log)];
  const isSame =
    isDeepStrictEqual(was, is) || (noted.has('duplicate-accounts') && was.every((one) => is.includes(one)));
  const reach = (log: readonly LoggedRequest[]): string[] => [...accessOf(log)].sort();
  const saysSame = sites.every((site) => site.effect === 'same');
  return [
    ...(isSame ? [] : [`other requests in effect\n    before ${was.join()}\n    after  ${is.join()}`]),
    ...(saysSame && !isDeepStrictEqual(reach(before.log), reach(after.log))
      ? ['every migrated site says "same", but other tools are reached']
      : []),
    ...differences
      .filter(([code, { shows, always }]) => shows && always && !noted.has(code))
      .map(([code]) => `the requests show ${code}, and no note says it`),
    ...differences
      .filter(([code, { ran, shows }]) => noted.has(code) && ran && !shows)
      .map(([code]) => `a note says ${code}, and no request shows it`),
  ];
}
