/** What the rules need to know of an SDK version, out of the table of capabilities. */
import { capabilitiesOf, type Capabilities, type Capability } from '../sdk/capabilities.js';
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
 */
export function featuresOf(
  capabilities: Capabilities = capabilitiesOf(null, new Map([['@composio/openai', '0.12.0']])),
  unmet: ReadonlyMap<Capability, VersionRefusal> = new Map(),
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
    errorMeansFailure: !has('result-type'),
    refusal: unmet.get('sessions') ?? null,
    limits: [...unmet.values()],
  };
}
