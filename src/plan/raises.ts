/** What a raised version of the SDK does to the direct calls that stay (rules §7). */
import type { ConstructionFact, SiteFact } from '../analyze/facts.js';
import { minimumFor, type Capabilities, type Capability } from '../sdk/capabilities.js';
import { fileOf } from './rules/executeRefusals.js';

type Constructions = ReadonlyMap<string, ConstructionFact>;

/** A change of the SDK under which a call that works today fails, or does less. */
interface Break {
  from: Capability;
  /** What happens to the calls, for the message. */
  what: string;
  /** How they stop standing in the way. */
  wayOut: string;
  concerns(site: SiteFact, constructions: Constructions): boolean;
}

const BREAKS: readonly Break[] = [
  {
    from: 'version-required',
    what: 'tools.execute throws without a version',
    wayOut: 'migrate these calls first, or give them a version or dangerouslySkipVersionCheck: true',
    concerns: (site, constructions) => !hasVersion(site, constructions),
  },
  {
    from: 'files-by-hand',
    what: 'no client uploads or downloads the files of a call unasked',
    wayOut: 'handle the files of these calls with composio.files and give the client autoUploadDownloadFiles: false',
    concerns: (site, constructions) =>
      site.execute !== null && fileOf(site.execute) !== null && !handlesNoFiles(site, constructions),
  },
];

/** Calls that a raise would break, with what it is that breaks them. */
export interface BrokenCalls {
  /** The first version of the core that breaks them. */
  from: string;
  what: string;
  wayOut: string;
  sites: SiteFact[];
}

/**
 * The calls among those that stay that work with one version of the SDK and not with another. Provider methods are
 * none of them: they skip the check of versions (`createExecuteFnForProviders`, @composio/core 0.11.0 and 0.19.0).
 */
export function brokenBy(
  raise: { before: Capabilities; after: Capabilities },
  staying: readonly SiteFact[],
  constructions: Constructions,
): BrokenCalls | null {
  const calls = staying.filter((site) => site.api === 'tools.execute' && !site.legacy);
  for (const { from, what, wayOut, concerns } of BREAKS) {
    if (raise.before.has(from) || !raise.after.has(from)) continue;
    const sites = calls.filter((site) => concerns(site, constructions));
    if (sites.length > 0) return { from: minimumFor(from), what, wayOut, sites };
  }
  return null;
}

/** The call says a version, or that it needs none, or its client has versions, for certain. */
function hasVersion({ execute, client }: SiteFact, constructions: Constructions): boolean {
  const made = client?.constructions ?? [];
  if (made.length > 0 && made.every((id) => constructions.get(id)?.versions)) return true;
  return (execute?.body.keys ?? []).some(({ key, value, conditional, missing, optional }) => {
    if (conditional !== null || missing || optional) return false;
    if (key === 'dangerouslySkipVersionCheck') return value?.text === 'true';
    return key === 'version' && !value?.literals?.includes('latest');
  });
}

function handlesNoFiles({ client }: SiteFact, constructions: Constructions): boolean {
  const made = client?.constructions ?? [];
  return made.length > 0 && made.every((id) => constructions.get(id)?.automaticFiles === false);
}
