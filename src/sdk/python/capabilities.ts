import { compare, coerce } from 'semver';

/**
 * What each version of the Python package `composio` can do, as one table. Where the version that brought a capability
 * could not be read, the number is that of the vendor's release notes.
 */

/** How a fact is known: read in the public source as of that version, or told by the vendor's release notes. */
export type PythonFactSource = 'read' | 'release notes';

interface PythonCapabilityFact {
  /** First version of `composio` that has it. */
  since: string;
  source: PythonFactSource;
  /** Where in ComposioHQ/composio: file and commit, or the entry of the changelog (`docs/content/changelog`). */
  where: string;
  /** What it is, for messages. */
  what: string;
}

const FACTS = {
  link: {
    since: '0.8.11',
    source: 'read',
    where: 'python/CHANGELOG.md, 0.8.11 (10 September 2025)',
    what: 'connected_accounts.link',
  },
  'version-required': {
    since: '0.9.0',
    source: 'read',
    where: 'python/pyproject.toml and core/models/tools.py at 157bf7b (22 October 2025)',
    what: 'tools.execute that raises without a version',
  },
  sessions: {
    since: '0.10.0',
    source: 'read',
    where: 'python/composio/sdk.py at 62e26c1 (15 December 2025): self.create, self.use',
    what: 'sessions: composio.create, session.tools, session.authorize',
  },
  'session-execute': {
    since: '0.11.4',
    source: 'release notes',
    where: '03-23-26-custom-tools-and-toolkits.mdx: the first version whose notes name execution in a session',
    what: 'session.execute',
  },
  'link-allow-multiple': {
    since: '0.12.1',
    source: 'release notes',
    where: '04-28-26-sdk-link-allow-multiple.mdx',
    what: 'allow_multiple of connected_accounts.link',
  },
  'direct-tools': {
    since: '0.13.0',
    source: 'release notes',
    where: '05-07-26-toolrouter-preload-direct-tools.mdx',
    what: 'session_preset=SESSION_PRESET_DIRECT_TOOLS',
  },
  preload: {
    since: '0.13.0',
    source: 'release notes',
    where: '05-07-26-toolrouter-preload-direct-tools.mdx',
    what: 'preload',
  },
  'connected-account-lists': {
    since: '0.13.0',
    source: 'release notes',
    where: '05-08-26-session-use-update-connected-accounts.mdx',
    what: 'lists in connected_accounts',
  },
  'session-update': {
    since: '0.13.0',
    source: 'release notes',
    where: '05-08-26-session-use-update-connected-accounts.mdx',
    what: 'session.update',
  },
  'sessions-namespace': {
    since: '0.17.0',
    source: 'release notes',
    where: '06-27-26-python-sdk-017.mdx',
    what: 'composio.sessions',
  },
  'tool-calls-session': {
    since: '0.20.0',
    source: 'release notes',
    where: '08-19-26-sdk-releases.mdx: OpenAI and Anthropic',
    what: 'handle_tool_calls and execute_tool_call with a session',
  },
  'tool-calls-session-google': {
    since: '0.25.0',
    source: 'release notes',
    where: '09-29-26-sdk-releases.mdx: the Google Gemini helper',
    what: 'the Google provider’s methods with a session',
  },
  'result-type': {
    since: '0.26.0',
    source: 'release notes',
    where: 'docs/changelog/2026/10/12: a tool that needs input raises ToolInputRequiredError, results carry a type',
    what: 'results of sessions that say what became of the call',
  },
} as const satisfies Record<string, PythonCapabilityFact>;

export type PythonCapability = keyof typeof FACTS;

export const PYTHON_CAPABILITIES: ReadonlyMap<PythonCapability, PythonCapabilityFact> = new Map(
  Object.entries(FACTS) as [PythonCapability, PythonCapabilityFact][],
);

/** The first version of `composio` that has a capability. */
export function firstPythonVersion(capability: PythonCapability): string {
  return FACTS[capability].since;
}

/**
 * Whether a version of `composio` has a capability.
 *
 * @param version as Python writes it: `0.10`, `0.13.0rc1`; a release candidate counts as its release
 * @returns null for what is no version
 */
export function pythonVersionHas(version: string, capability: PythonCapability): boolean | null {
  const parsed = coerce(version);
  return parsed ? compare(parsed, FACTS[capability].since) >= 0 : null;
}
