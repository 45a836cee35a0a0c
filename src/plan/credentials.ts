/**
 * Law 3: a session that executes, or gives tools, finds an account only where it is given it, is given its auth config,
 * or where sessions themselves connected it. Whatever is not known to be so stays direct (rules §6, "Credentials of a
 * session").
 */
import type { SiteFact } from '../analyze/facts.js';
import { toolkitsWithoutCredentials } from '../sdk/noCredentials.js';
import type { LeaveIntent, SessionNeed } from './intent.js';
import { constantToolkits } from './needs.js';
import type { PlacedSession } from './placeSessions.js';
import type { AuthConfigRegistry, Unlifted } from './registry.js';

/**
 * Why the direct calls of a session would lose their accounts in it.
 *
 * @param session with its need as it is written, auth configs of the project included
 * @param unlifted what the project has for a toolkit and the session cannot be given
 * @returns one reason per call; empty where the session finds what the calls found
 */
export function credentialRefusals(
  session: PlacedSession,
  unlifted: readonly Unlifted[],
  registry: AuthConfigRegistry,
): Map<string, LeaveIntent> {
  const refused = new Map<string, LeaveIntent>();
  for (const site of session.sites) {
    if (!site.toolsGet && !site.execute) continue;
    const reason = missingFor(site, session, unlifted, registry);
    if (reason) refused.set(site.id, reason);
  }
  return refused;
}

function missingFor(
  site: SiteFact,
  session: PlacedSession,
  unlifted: readonly Unlifted[],
  registry: AuthConfigRegistry,
): LeaveIntent | null {
  const { need } = session;
  const limits = constantToolkits(session.existing ? limitsOf(session) : need.toolkits);
  if (!limits) return goesWithTheCall(site) ? null : missingForAny(site, need, unlifted, registry);
  const given = givenToolkits(session);
  const missing = limits.filter((toolkit) => !given.has(toolkit) && !needsNone(toolkit, registry));
  const [first] = missing;
  if (first === undefined) return null;
  return unlifted.find((one) => one.toolkit === first)?.refusal ?? unknown(first, site);
}

/** The account is an argument of the call itself, `{ account: id }`, and always there: without it any would do. */
function goesWithTheCall({ execute }: SiteFact): boolean {
  const key = execute?.body.keys.find((one) => one.key === 'connectedAccountId');
  if (!key?.value || key.missing || key.conditional !== null) return false;
  return key.value.literals !== null || key.value.type === 'string';
}

function limitsOf({ existing, need }: PlacedSession): SessionNeed['toolkits'] {
  return existing?.toolkits ? { kind: 'constant', values: existing.toolkits } : need.toolkits;
}

function givenToolkits({ existing, need }: PlacedSession): Set<string> {
  const own = (need.authConfigs ?? []).flatMap(({ toolkit }) => (toolkit.kind === 'constant' ? [toolkit.slug] : []));
  // An account that may be undefined leaves it to the session to find one.
  const accounts = (need.connectedAccounts ?? []).filter((one) => !one.guarded).map((one) => one.toolkit);
  return new Set(existing ? existing.authConfigs.map((one) => one.toolkit) : [...own, ...accounts]);
}

function needsNone(toolkit: string, registry: AuthConfigRegistry): boolean {
  if (toolkitsWithoutCredentials.has(toolkit) || registry.managed.has(toolkit)) return true;
  return registry.managed.has('*') && !registry.entries.has(toolkit);
}

/** Toolkits that are only known when the code runs: every auth config of the project, or none is needed. */
function missingForAny(
  site: SiteFact,
  { authConfigs, toolkits }: SessionNeed,
  unlifted: readonly Unlifted[],
  registry: AuthConfigRegistry,
): LeaveIntent | null {
  if (authConfigs?.some((one) => one.toolkit.kind === 'expression')) return null;
  const [open] = registry.open;
  if (open !== undefined) {
    return {
      outcome: 'manual',
      code: 'auth-config-unknown',
      message: `accounts are linked under an auth config whose toolkit is not known before it runs (${open}): a session would not be given it`,
      hint: 'say which toolkit it belongs to: --auth-config <id or name>=<toolkit>, then run again',
    };
  }
  const known = [...registry.entries.keys()].sort();
  const owned = known.filter((toolkit) => !registry.managed.has(toolkit));
  if (owned.length === 0) return known.length > 0 || registry.managed.has('*') ? null : unknown(null, site);
  if (toolkits) {
    return {
      outcome: 'manual',
      code: 'auth-config-unknown',
      message: `the toolkits are only known when it runs, so the session cannot be given the auth configs of ${owned.join(', ')}`,
      hint: 'write the toolkits out, or make the session by hand with the auth configs of all that it may get',
    };
  }
  return unlifted.find((one) => owned.includes(one.toolkit))?.refusal ?? null;
}

function unknown(toolkit: string | null, { execute }: SiteFact): LeaveIntent {
  const does = execute ? 'runs' : 'gives';
  const of = toolkit ?? 'the toolkits';
  return {
    outcome: 'manual',
    code: 'auth-config-unknown',
    message: `nothing in the project says under which auth config the accounts of ${of} are that this call ${execute ? 'uses' : 'shows'}: a session that ${does} its tools would not find them`,
    hint: `say it: --auth-config <id or environment variable>=${toolkit ?? '<toolkit>'}, or --auth-config 'managed=${toolkit ?? '*'}' if sessions made the accounts`,
  };
}
