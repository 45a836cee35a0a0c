/**
 * `toolkits.authorize` without an auth config: what the SDK does by itself, asking for the project's auth configs of the
 * toolkit and taking the first, is written before the session, and the session is given that one (rules §6).
 */
import type { SiteNote } from '../report/report.js';
import type { RuleOptions } from './context.js';
import { readOnce } from './accountLookups.js';
import type { LeaveIntent, MigrateIntent } from './intent.js';
import { authConfigName, type NameRequest } from './names.js';
import type { Capture } from './order.js';
import type { PlacedSession } from './placeSessions.js';
import type { ListedAuthConfig } from './plan.js';
import { implicit } from './rules/authorizeToolkit.js';

export interface ListingContext {
  wanted: ReadonlyMap<string, MigrateIntent>;
  options: Pick<RuleOptions, 'accept'>;
  request: NameRequest;
}

/** A list that is asked for; or why the session is not given what the direct call takes. */
export type Listing =
  { listed: ListedAuthConfig; captures: readonly Capture[] } | { note: SiteNote } | { refusal: LeaveIntent };

/**
 * @returns null where the session needs none. Only a statement can ask for it; where none can stand, the service chooses
 * if the user accepts that, else the call stays.
 */
export function listingFor(session: PlacedSession, context: ListingContext): Listing | null {
  const { form, first, need } = session;
  if (!need.listed || form === 'existing') return null;
  const { toolkit, asked } = need.listed;
  const slug = toolkit.kind === 'constant' ? toolkit.slug : null;
  // The client is read once more, and the user after the list has come.
  const captures = form === 'statement' && first.client?.optional === false ? readOnce(session, context) : null;
  if (captures) {
    const name = authConfigName(slug, context.request);
    const [only, another] = asked.literals ?? [];
    const value =
      only !== undefined && another === undefined
        ? ({ kind: 'string', value: only } as const)
        : ({ kind: 'text', text: asked.text } as const);
    return { listed: { name, toolkit: value }, captures };
  }
  if (context.options.accept?.has('auth-config-implicit')) {
    const message = 'the service chooses the auth config: one that sessions made before, or a new managed one';
    return { note: { code: 'auth-config-implicit', message } };
  }
  const what = slug ?? asked.text;
  return {
    refusal: implicit(
      `no auth config for ${what} is given, and no statement can stand before it that asks for the one that the call takes`,
      slug ?? '<toolkit>',
    ),
  };
}
