import { compare, gte, valid } from 'semver';

/**
 * What each version of the SDK can do, as one table. Where a version was not published where it could be read, the
 * number is that of the first version that could, so that a capability is never promised too early.
 */

/** How a fact is known: read in that version's published files, or told by the vendor's release notes. */
export type FactSource = 'read' | 'release notes';

interface CapabilityFact {
  /** First version of `@composio/core` that has it. */
  core: string;
  /** Provider package and first version that has it, where the core alone does not decide. */
  provider?: { name: string; from: string };
  source: FactSource;
  /** File of that version where it was read. */
  file: string;
  /** What it is, for messages. */
  what: string;
}

const TYPES = 'dist/index.d.mts, ToolRouterCreateSessionConfigSchema';

const FACTS = {
  'version-required': {
    core: '0.2.0',
    source: 'read',
    file: 'dist/index.js, Tools.executeComposioTool: throws ComposioToolVersionRequiredError (0.1.55 has no such check)',
    what: 'tools.execute that throws without a version',
  },
  sessions: {
    core: '0.3.0',
    source: 'read',
    file: 'dist/index.d.mts, class Composio: create, use; ToolRouterToolsFn, ToolRouterAuthorizeFn',
    what: 'sessions: composio.create, session.tools, session.authorize',
  },
  'open-world-hint': { core: '0.3.2', source: 'read', file: TYPES, what: 'the tag openWorldHint' },
  'session-modifiers': {
    core: '0.5.0',
    source: 'read',
    file: 'dist/index.d.mts, SessionMetaToolOptions',
    what: 'modifiers of session.tools with the session’s own context',
  },
  'session-execute': {
    core: '0.6.5',
    source: 'read',
    file: 'dist/*.d.mts, ToolRouterSessionExecuteFn',
    what: 'session.execute',
  },
  'workbench-enable': { core: '0.6.7', source: 'read', file: TYPES, what: 'workbench: { enable }' },
  'authorize-alias': {
    core: '0.6.10',
    source: 'read',
    file: 'dist/*.d.mts, ToolRouterAuthorizeFn',
    what: 'alias in session.authorize',
  },
  'multi-account': { core: '0.6.10', source: 'read', file: TYPES, what: 'multiAccount' },
  'files-by-hand': {
    core: '0.7.0',
    source: 'read',
    file: 'dist/index.mjs, class Composio: autoUploadDownloadFiles is on up to 0.6.11, its successor off',
    what: 'files that no client uploads or downloads unasked',
  },
  'execute-account': {
    core: '0.8.1',
    source: 'read',
    file: 'dist/*.d.mts, ToolRouterSessionExecuteOptions',
    what: 'account in session.execute',
  },
  preload: { core: '0.8.1', source: 'read', file: TYPES, what: 'preload' },
  'link-allow-multiple': {
    core: '0.8.1',
    source: 'read',
    file: 'dist/*.d.mts, CreateConnectedAccountLinkOptionsSchema',
    what: 'allowMultiple of connectedAccounts.link',
  },
  'direct-tools': { core: '0.9.0', source: 'read', file: TYPES, what: "sessionPreset: 'direct_tools'" },
  'connected-account-lists': { core: '0.9.0', source: 'read', file: TYPES, what: 'lists in connectedAccounts' },
  'session-update': { core: '0.9.0', source: 'read', file: 'dist/*.d.mts, interface Session', what: 'session.update' },
  'sessions-namespace': {
    core: '0.13.0',
    source: 'read',
    file: 'dist/*.d.mts, class Composio',
    what: 'composio.sessions',
  },
  'mcp-opt-in': {
    core: '0.13.0',
    source: 'read',
    file: 'dist/*.d.mts, SessionWithoutMcp',
    what: 'session.mcp only with { mcp: true }',
  },
  sandbox: { core: '0.13.0', source: 'read', file: TYPES, what: 'sandbox' },
  'tools-execute-single-attempt': {
    core: '0.14.0',
    source: 'read',
    file: 'src/models/Tools.ts, clientWithoutRetries',
    what: 'tools.execute that never repeats a request',
  },
  'tool-calls-core': {
    core: '0.17.0',
    source: 'read',
    file: 'src/provider/OpenAIProvider.ts, ToolCallSession',
    what: 'the OpenAI chat provider’s methods with a session',
  },
  'tool-calls-openai': {
    core: '0.17.0',
    provider: { name: '@composio/openai', from: '0.12.0' },
    source: 'read',
    file: '@composio/openai 0.12.0 dist/index.d.mts, OpenAIResponsesProvider (0.10.1 takes a user id)',
    what: 'methods of @composio/openai with a session',
  },
  'tool-calls-anthropic': {
    core: '0.17.0',
    provider: { name: '@composio/anthropic', from: '0.11.0' },
    source: 'release notes',
    file: '@composio/anthropic 0.11.0 (0.10.1, the newest that could be read, takes a user id)',
    what: 'methods of @composio/anthropic with a session',
  },
  'ensure-connected': {
    core: '0.19.0',
    source: 'read',
    file: 'src/models/ToolRouterSession.ts',
    what: 'session.ensureConnected',
  },
  'session-execute-single-attempt': {
    core: '0.23.0',
    source: 'release notes',
    file: '0.23.0',
    what: 'session.execute that repeats a request at most once',
  },
  'result-type': {
    core: '0.23.0',
    source: 'release notes',
    file: '0.23.0',
    what: 'resultType in the result of session.execute, where a failure can have an empty error',
  },
} as const satisfies Record<string, CapabilityFact>;

/** Something that a version of the SDK can or does, by name. */
export type Capability = keyof typeof FACTS;

const TABLE: ReadonlyMap<Capability, CapabilityFact> = new Map(Object.entries(FACTS) as [Capability, CapabilityFact][]);

/** The newest version of `@composio/core` whose published files were read for this table. */
export const NEWEST_READ_VERSION = '0.21.0';
/** The newest version that the vendor's release notes speak of; what `latest` stands for. */
export const NEWEST_KNOWN_VERSION = '0.30.0';
/** The version that the shipped description and the tests are written for; taken where nothing says a version. */
export const ASSUMED_VERSION = '0.19.0';

export interface Capabilities {
  /** The version of `@composio/core` that was asked about, or the assumed one. */
  readonly version: string;
  /** No version was known, `ASSUMED_VERSION` was taken. */
  readonly assumed: boolean;
  has(capability: Capability): boolean;
}

/**
 * What a version of the SDK can do.
 *
 * @param version exact version of `@composio/core`; null or what is not a version: `ASSUMED_VERSION`. A pre-release
 * counts as it sorts, before its release.
 * @param providers installed or required versions of provider packages, by name; a capability that depends on a
 * provider is there only if that provider is given and new enough.
 */
export function capabilitiesOf(
  version: string | null,
  providers: ReadonlyMap<string, string> = new Map(),
): Capabilities {
  const known = version === null ? null : valid(version);
  const core = known ?? ASSUMED_VERSION;
  return {
    version: core,
    assumed: known === null,
    has(capability) {
      const fact = factOf(capability);
      if (!gte(core, fact.core)) return false;
      if (!fact.provider) return true;
      const provider = valid(providers.get(fact.provider.name) ?? null);
      return provider !== null && gte(provider, fact.provider.from);
    },
  };
}

/** The first version of `@composio/core` that has a capability. */
export function minimumFor(capability: Capability): string {
  return factOf(capability).core;
}

/** The provider package that a capability depends on beside the core, with its first version; null when none. */
export function providerFor(capability: Capability): { name: string; from: string } | null {
  return factOf(capability).provider ?? null;
}

/** A capability in words, for messages. */
export function describeCapability(capability: Capability): string {
  return factOf(capability).what;
}

/** How and where a capability is known, for documentation and tests. */
export function sourceOf(capability: Capability): { source: FactSource; file: string } {
  const { source, file } = factOf(capability);
  return { source, file };
}

/** Every capability, the oldest first. */
export function allCapabilities(): Capability[] {
  return [...TABLE.keys()].sort((one, other) => compare(minimumFor(one), minimumFor(other)));
}

function factOf(capability: Capability): CapabilityFact {
  const fact = TABLE.get(capability);
  if (!fact) throw new Error(`There is no capability called ${capability}`);
  return fact;
}
