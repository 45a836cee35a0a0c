/**
 * `--accounts lookup`: the account that the direct call found by itself, the user's newest active one of the toolkit
 * under any auth config, is asked for before the session and given to it (rules §6, "Credentials of a session").
 *
 * The list has the newest account first: `order_by` is `created_at` and `order_direction` is `desc` unless said
 * otherwise (docs.composio.dev, API reference, `GET /api/v3/connected_accounts`). `@composio/core` 0.3.0 to 0.19.0
 * sends neither by itself (`dist/index.mjs`, `ConnectedAccounts.list`).
 */
import type { FileFacts, SiteFact } from '../analyze/facts.js';
import type { SiteNote } from '../report/report.js';
import { toolkitsToLookUp, type AskedCredentials } from './credentials.js';
import type { MigrateIntent } from './intent.js';
import { accountName, type NameRequest } from './names.js';
import { capturesFor, type Capture } from './order.js';
import type { PlacedSession } from './placeSessions.js';
import type { AccountLookup } from './plan.js';
import type { AuthConfigRegistry } from './registry.js';

export interface LookupContext {
  file: FileFacts;
  wanted: ReadonlyMap<string, MigrateIntent>;
  registry: AuthConfigRegistry;
  options: { accounts?: 'lookup' | undefined };
  request: NameRequest;
}

export interface AccountLookups {
  names: AccountLookup[];
  /** The session's own, and what the look-up reads as well. */
  captures: readonly Capture[];
}

/** @returns no names where the session needs none, or where a look-up cannot stand before it */
export function accountLookups(
  session: PlacedSession,
  asked: readonly AskedCredentials[],
  context: LookupContext,
): AccountLookups {
  const none: AccountLookups = { names: [], captures: session.captures };
  const { registry, request } = context;
  if (!canLookUp(session, context)) return none;
  const wanted = asked.flatMap((one) => toolkitsToLookUp(one, registry) ?? []);
  const isAskedFor = (toolkit: string): boolean =>
    context.options.accounts === 'lookup' || registry.lookup.has(toolkit);
  const toolkits = new Set(wanted.filter((toolkit) => isAskedFor(toolkit) && !isLinkedIn(context, toolkit)));
  if (toolkits.size === 0) return none;
  const captures = capturedOnce(session, context);
  if (!captures) return none;
  const taken = new Set<string>();
  const added = { has: (name: string): boolean => taken.has(name) || request.added.has(name) };
  const names = [...toolkits].map((toolkit) => {
    const name = accountName(toolkit, toolkits.size === 1, { ...request, added });
    taken.add(name);
    return { toolkit, name };
  });
  return { names, captures };
}

/** Only a statement, and only where no account can come up that the session was not given. */
function canLookUp({ form, first, need, place }: PlacedSession, { file, wanted }: LookupContext): boolean {
  if (form !== 'statement' || !first.client || first.client.optional || !first.user) return false;
  if (need.connectedAccounts && need.connectedAccounts.length > 0) return false;
  const links = file.sites.filter((site) => site.authorize);
  if (links.some((site) => site.placement.functionId === place.functionId && !wanted.has(site.id))) return false;
  // A session for a link of any toolkit, before and after this run has written it.
  const linksAny = links.some((site) => wanted.get(site.id)?.need.toolkits?.kind === 'single');
  return !linksAny && !file.sessionAuthConfigs.some((one) => one.toolkit === null);
}

/** The file may connect accounts of the toolkit itself, by a direct link or a session that has taken its place. */
function isLinkedIn({ file, registry }: LookupContext, toolkit: string): boolean {
  if (!registry.entries.has(toolkit)) return false;
  return file.sessionAuthConfigs.length > 0 || file.sites.some((site) => site.authorize);
}

/** Client and user are evaluated once, though the look-up reads them too. */
function capturedOnce(session: PlacedSession, { wanted }: LookupContext): readonly Capture[] | null {
  const { first, captures } = session;
  const read = [first.client?.expression, first.user].flatMap((one) => (one && !one.stable ? [one.start] : []));
  if (read.length === 0) return captures;
  return capturesFor(first, wanted.get(first.id)!, Math.max(...read));
}

/** What a look-up costs, and what it cannot see. */
export function lookupNotes(site: SiteFact, lookups: readonly AccountLookup[]): SiteNote[] {
  if (lookups.length === 0 || site.authorize) return [];
  const requests = lookups.length === 1 ? 'one more request' : `${lookups.length} more requests`;
  const accounts = lookups.length === 1 ? 'the account' : 'the accounts';
  return [
    { code: 'account-lookup', message: `${requests} each time, to look up ${accounts} that the call found itself` },
  ];
}
