/** What the rules need to know of an SDK version, out of the table of capabilities. */
import { compare } from 'semver';
import { ASSUMED_VERSION, capabilitiesOf, type Capabilities, type Capability } from '../sdk/capabilities.js';
import type { SdkFeatures, VersionRefusal } from './context.js';

/** Provider packages whose tool call methods take the session, with the capability that says since when. */
export const SESSION_PROVIDERS: readonly (readonly [name: string, capability: Capability])[] = [
  ['@composio/core', 'tool-calls-core'],
  ['@composio/openai', 'tool-calls-openai'],
  ['@composio/anthropic', 'tool-calls-anthropic'],
];

/**
 * @param capabilities of the version that the package has, or will have once its range is raised
 * @param unmet why it cannot have what it lacks
 * @param current of the version that the package has now, before anything is raised
 */
export function featuresOf(
  capabilities: Capabilities = capabilitiesOf(null, new Map([['@composio/openai', '0.12.0']])),
  unmet: ReadonlyMap<Capability, VersionRefusal> = new Map(),
  current: Capabilities = capabilities,
): SdkFeatures {
  const { has } = capabilities;
  return {
    version: capabilities.assumed ? null : capabilities.version,
    sessionExecute: has('session-execute'),
    accountOption: has('execute-account'),
    directTools: has('direct-tools'),
    preload: has('preload'),
    accountLists: has('connected-account-lists'),
    allowMultiple: has('link-allow-multiple'),
    sandboxKey: has('sandbox') ? 'sandbox' : 'workbench',
    mcpOptIn: has('mcp-opt-in'),
    callsTakeSession: new Set(SESSION_PROVIDERS.filter(([, one]) => has(one)).map(([name]) => name)),
    retries: has('tools-execute-single-attempt') && !has('session-execute-single-attempt'),
    filesByDefault: !current.has('files-by-hand'),
    errorMeansFailure: !has('result-type'),
    refusal: unmet.get('sessions') ?? null,
    limits: [...unmet.values()],
  };
}

/**
 * What a call may use whose client comes from several constructions, each with an SDK of its own: what the oldest of
 * them has, and no more than any other.
 *
 * @param each features of the packages of the constructions; at least one
 */
export function featuresOfOldest(each: readonly SdkFeatures[]): SdkFeatures {
  const versionOf = (one: SdkFeatures): string => one.version ?? ASSUMED_VERSION;
  const [oldest, ...others] = [...each].sort((a, b) => compare(versionOf(a), versionOf(b)));
  if (!oldest) return featuresOf();
  if (others.length === 0) return oldest;
  return {
    ...oldest,
    callsTakeSession: new Set(
      [...oldest.callsTakeSession].filter((name) => others.every((one) => one.callsTakeSession.has(name))),
    ),
    retries: each.some((one) => one.retries),
    filesByDefault: each.some((one) => one.filesByDefault),
    errorMeansFailure: each.every((one) => one.errorMeansFailure),
    refusal: each.find((one) => one.refusal)?.refusal ?? null,
    limits: each.flatMap((one) => one.limits),
  };
}
