/**
 * Law 3: a session that executes, or gives tools, finds an account only where it is given it, is given its auth config,
 * or where sessions themselves connected it. Whatever is not known to be so stays direct (rules §6, "Credentials of a
 * session").
 */
import type { SiteFact } from '../analyze/facts.js';
import { toolkitsWithoutCredentials } from '../sdk/noCredentials.js';
import type { LeaveIntent, SessionNeed } from './intent.js';
import { constantToolkits } from './needs.js';
import type { AuthConfigRegistry, Unlifted } from './registry.js';

/** A call, and what its session has for it. */
export interface AskedCredentials {
  site: SiteFact;
  /** What the call itself needs of a session. */
  need: SessionNeed;
  /** Toolkits for which the session has an auth config or an account. */
  given: ReadonlySet<string>;
  /** What the project has for a toolkit and the session cannot be given. */
  unlifted: readonly Unlifted[];
}

/** @returns why the call would lose its accounts in the session; null where that finds what the call found */
export function credentialRefusal(asked: AskedCredentials, registry: AuthConfigRegistry): LeaveIntent | null {
  const { site, need } = asked;
  if (!site.toolsGet && !site.execute) return null;
  const limits = constantToolkits(need.toolkits);
  if (!limits) return goesWithTheCall(site) ? null : refusalForAny(asked, registry);
  const [missing] = missingFrom(limits, asked, registry);
  return missing === undefined ? null : refusalFor(missing, asked);
}

/**
 * Toolkits of a call whose account its session can only be given by looking it up, as the direct call did. Null where
 * that is not known before the code runs, or where the user has to choose between auth configs.
 */
export function toolkitsToLookUp(asked: AskedCredentials, registry: AuthConfigRegistry): string[] | null {
  const { site, need, unlifted } = asked;
  if (!site.toolsGet && !site.execute) return [];
  const limits = constantToolkits(need.toolkits);
  if (!limits) return goesWithTheCall(site) ? [] : null;
  const missing = missingFrom(limits, asked, registry);
  const isOpen = (toolkit: string): boolean =>
    unlifted.some((one) => one.toolkit === toolkit && one.refusal.code !== 'auth-config-unknown');
  return missing.some(isOpen) ? null : missing;
}

function missingFrom(limits: readonly string[], { given }: AskedCredentials, registry: AuthConfigRegistry): string[] {
  return limits.filter((toolkit) => !given.has(toolkit) && !needsNone(toolkit, registry));
}

/** Toolkits for which a config has what finds the accounts. */
export function credentialsIn(need: SessionNeed): Set<string> {
  const configs = (need.authConfigs ?? []).flatMap(({ toolkit }) =>
    toolkit.kind === 'constant' ? [toolkit.slug] : [],
  );
  return new Set([...configs, ...accountsIn(need)]);
}

/** Toolkits whose account a config names. One that may be undefined leaves it to the session to find one. */
export function accountsIn({ connectedAccounts }: SessionNeed): string[] {
  return (connectedAccounts ?? []).filter((one) => !one.guarded).map((one) => one.toolkit);
}

/** The account is an argument of the call itself, `{ account: id }`, and always there: without it any would do. */
function goesWithTheCall({ execute }: SiteFact): boolean {
  const key = execute?.body.keys.find((one) => one.key === 'connectedAccountId');
  if (!key?.value || key.missing || key.conditional !== null) return false;
  return key.value.literals !== null || key.value.type === 'string';
}

function needsNone(toolkit: string, registry: AuthConfigRegistry): boolean {
  if (toolkitsWithoutCredentials.has(toolkit) || registry.managed.has(toolkit)) return true;
  return registry.managed.has('*') && !registry.entries.has(toolkit);
}

/** Toolkits that are only known when the code runs: every auth config of the project, or none is needed. */
function refusalForAny(asked: AskedCredentials, registry: AuthConfigRegistry): LeaveIntent | null {
  const { authConfigs, toolkits } = asked.need;
  if (authConfigs?.some((one) => one.toolkit.kind === 'expression')) return null;
  const [open] = registry.open;
  if (open !== undefined) {
    return manual(
      `accounts are linked under an auth config whose toolkit is not known before it runs (${open}): a session would not be given it`,
      'say which toolkit it belongs to: --auth-config <id or name>=<toolkit>, then run again',
    );
  }
  const known = [...registry.entries.keys()].sort();
  const owned = known.filter((toolkit) => !registry.managed.has(toolkit));
  if (owned.length === 0) return known.length > 0 || registry.managed.has('*') ? null : refusalFor(null, asked);
  if (toolkits) {
    return manual(
      `the toolkits are only known when it runs, so the session cannot be given the auth configs of ${owned.join(', ')}`,
      'write the toolkits out, or make the session by hand with the auth configs of all that it may get',
    );
  }
  const missing = owned.find((toolkit) => !asked.given.has(toolkit));
  return missing === undefined ? null : refusalFor(missing, asked);
}

/** @param toolkit null where none is known */
function refusalFor(toolkit: string | null, { site, unlifted }: AskedCredentials): LeaveIntent {
  const known = unlifted.find((one) => one.toolkit === toolkit);
  if (known) return known.refusal;
  const where = toolkit === null ? 'auth configs its accounts' : `auth config the accounts of ${toolkit}`;
  const does = site.execute ? 'runs' : 'gives';
  const refusal = manual(
    `nothing says under which ${where} are: a session that ${does} these tools would not find them`,
    `say it: --auth-config <id or environment variable>=${toolkit ?? '<toolkit>'}, or --auth-config 'managed=${toolkit ?? '*'}' if sessions made the accounts`,
  );
  return toolkit === null ? refusal : { ...refusal, waitsFor: toolkit };
}

function manual(message: string, hint: string): LeaveIntent {
  return { outcome: 'manual', code: 'auth-config-unknown', message, hint };
}
