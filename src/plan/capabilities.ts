/** Which abilities of the SDK a project wants, and which a finished plan uses. */
import type { ConstructionFact, FileFacts, SiteFact } from '../analyze/facts.js';
import type { Capability } from '../sdk/capabilities.js';
import type { ConfigEntry, FilePlan, SessionPlan } from './plan.js';
import { SESSION_PROVIDERS } from './features.js';

/** What a site could use at best: what its packages are asked for before anything is planned. */
export function capabilitiesWanted(
  site: SiteFact,
  constructions: ReadonlyMap<string, ConstructionFact>,
): Set<Capability> {
  const wanted = new Set<Capability>(['sessions']);
  if (site.api === 'tools.execute') {
    wanted.add('session-execute');
    if (site.execute?.body.keys.some((entry) => entry.key === 'connectedAccountId')) wanted.add('execute-account');
  }
  if (site.api === 'tools.get') {
    wanted.add('direct-tools').add('preload');
    if (site.toolsGet?.modifiers) wanted.add('session-modifiers');
  }
  if (site.authorize?.options?.keys.some((entry) => entry.key === 'alias')) wanted.add('authorize-alias');
  const provider = site.provider ? providerCapability(site, constructions) : null;
  if (provider) wanted.add(provider);
  return wanted;
}

/** What the migrated sites of a file use: what the packages of their clients must have. Site id → capabilities. */
export function capabilitiesUsed(
  plan: FilePlan,
  facts: FileFacts,
  constructions: ReadonlyMap<string, ConstructionFact>,
): Map<string, Set<Capability>> {
  const bySite = new Map<string, Set<Capability>>();
  const sessions = new Map(plan.sessions.map((session) => [session.id, session]));
  const sites = new Map(facts.sites.map((site) => [site.id, site]));
  for (const { id, action, session } of plan.sites) {
    if (!action || action.kind === 'remove-versions') continue;
    const used = new Set<Capability>(['sessions']);
    bySite.set(id, used);
    const site = sites.get(id);
    if (action.kind === 'execute') {
      used.add('session-execute');
      if (action.account) used.add('execute-account');
    }
    if (action.kind === 'tools' && (action.modifiers || action.modifiersText !== null)) used.add('session-modifiers');
    if (action.kind === 'authorize' && site?.authorize?.options?.keys.some((entry) => entry.key === 'alias')) {
      used.add('authorize-alias');
    }
    if (action.kind === 'provider-call' && site) {
      const provider = providerCapability(site, constructions);
      if (provider) used.add(provider);
    }
    const made = session === null ? undefined : sessions.get(session);
    if (made) for (const one of configCapabilities(made)) used.add(one);
  }
  return bySite;
}

function configCapabilities(session: SessionPlan): Capability[] {
  const names = new Set<string>();
  const collect = (entries: ConfigEntry[]): void => {
    for (const entry of entries) {
      if (entry.kind === 'guarded') collect(entry.entries);
      else if (entry.key.kind === 'name') names.add(entry.key.name);
    }
  };
  collect(session.config);
  return [
    ...(names.has('sessionPreset') ? (['direct-tools'] as const) : []),
    ...(names.has('preload') ? (['preload'] as const) : []),
    ...(names.has('workbench') ? (['workbench-enable'] as const) : []),
    ...(names.has('sandbox') ? (['sandbox'] as const) : []),
  ];
}

function providerCapability(site: SiteFact, constructions: ReadonlyMap<string, ConstructionFact>): Capability | null {
  const [first] = site.client?.constructions ?? [];
  const provider = first === undefined ? null : constructions.get(first)?.provider;
  return SESSION_PROVIDERS.find(([name]) => name === provider)?.[1] ?? null;
}
