/**
 * What was published: every version of `@composio/core` and of its providers that the registry had, with what decides
 * whether a package can take it. Source: `npm view <package>@<version> exports engines peerDependencies`, 2026-11-22;
 * a test compares the table with the registry. Versions that it lacks are those of the vendor's tags
 * (`src/sdk/taggedReleases.ts`); newer ones are asked of the registry where a call waits for them (`src/registry`).
 */
import { compare } from 'semver';
import { taggedReleases } from '../sdk/taggedReleases.js';

/** `cjs`: `require` works on every Node; `esm`: only `import`, and `require` from Node 22.12 on. */
export type ModuleKind = 'cjs' | 'esm';

export interface Release {
  version: string;
  module: ModuleKind;
  /** `engines.node`; null when it has none. */
  node: string | null;
  /** `peerDependencies`: name and range. */
  peers: readonly (readonly [name: string, range: string])[];
}

/** Date on which the registry was read. */
export const RELEASES_READ_ON = '2026-11-22';

type Row = readonly [version: string, module: ModuleKind, node: string | null, peers: Readonly<Record<string, string>>];

const CORE: readonly Row[] = [
  ['0.1.13', 'cjs', null, {}],
  ['0.1.35', 'cjs', null, {}],
  ['0.1.37', 'cjs', null, {}],
  ['0.1.39', 'cjs', null, {}],
  ['0.1.40', 'cjs', null, {}],
  ['0.1.41', 'cjs', null, {}],
  ['0.1.43', 'cjs', null, {}],
  ['0.1.44', 'cjs', null, {}],
  ['0.1.45', 'cjs', null, {}],
  ['0.1.48', 'cjs', null, {}],
  ['0.1.49', 'cjs', null, {}],
  ['0.1.50', 'cjs', null, {}],
  ['0.1.53', 'cjs', null, { zod: '3.25.76' }],
  ['0.1.54', 'cjs', null, { zod: '3.25.76' }],
  ['0.1.55', 'cjs', null, { zod: '>=3.25.76 <5' }],
  ['0.2.0', 'cjs', null, { zod: '>=3.25.76 <5' }],
  ['0.2.1', 'cjs', null, { zod: '>=3.25.76 <5' }],
  ['0.2.2', 'cjs', null, { zod: '>=3.25.76 <5' }],
  ['0.2.3', 'cjs', null, { zod: '>=3.25.76 <5' }],
  ['0.2.4', 'cjs', null, { zod: '>=3.25.76 <5' }],
  ['0.2.5', 'cjs', null, { zod: '>=3.25.76 <5' }],
  ['0.2.6', 'cjs', null, { zod: '>=3.25.76 <5' }],
  ['0.3.0', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.3.1', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.3.2', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.3.3', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.3.4', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.5.0', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.5.1', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.5.2', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.5.3', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.5.4', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.5.5', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.1', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.2', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.3', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.4', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.5', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.6', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.7', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.8', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.10', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.6.11', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.7.0', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.8.0', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.8.1', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.9.0', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.9.1', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.10.0', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.11.0', 'cjs', null, { zod: '^3.25 || ^4' }],
  ['0.12.0', 'esm', null, { zod: '^3.25 || ^4' }],
  ['0.13.0', 'esm', null, { zod: '^3.25 || ^4' }],
  ['0.13.1', 'esm', null, { zod: '^3.25 || ^4' }],
  ['0.14.0', 'esm', null, { zod: '>=3.25.76 <5' }],
  ['0.14.1', 'esm', null, { zod: '>=3.25.76 <5' }],
  ['0.15.0', 'esm', null, { zod: '>=3.25.76 <5' }],
  ['0.16.0', 'esm', null, { zod: '>=3.25.76 <5' }],
  ['0.17.0', 'esm', null, { zod: '>=3.25.76 <5' }],
  ['0.18.0', 'esm', '>=22.22.3', { zod: '>=3.25.76 <5' }],
  ['0.18.1', 'esm', '>=22.22.3', { zod: '>=3.25.76 <5' }],
  ['0.19.0', 'esm', '>=22.22.3', { zod: '>=3.25.76 <5' }],
  ['0.21.0', 'esm', '>=22.22.3', { zod: '>=3.25.76 <5' }],
];
const OPENAI: readonly Row[] = [
  ['0.1.39', 'cjs', null, { '@composio/core': '0.1.39', openai: '^4.3.8' }],
  ['0.1.44', 'cjs', null, { '@composio/core': '0.1.44', openai: '^4.3.8' }],
  ['0.1.48', 'cjs', null, { '@composio/core': '0.1.48', openai: '^5.16.0' }],
  ['0.1.50', 'cjs', null, { '@composio/core': '0.1.50', openai: '^5.16.0' }],
  ['0.1.53', 'cjs', null, { '@composio/core': '0.1.53', openai: '^5.16.0' }],
  ['0.1.55', 'cjs', null, { '@composio/core': '0.1.55', openai: '^5.16.0' }],
  ['0.5.5', 'cjs', null, { '@composio/core': '0.5.5', openai: '^6.16.0' }],
  ['0.8.1', 'cjs', null, { '@composio/core': '0.8.1', openai: '^6.16.0' }],
  ['0.9.2', 'cjs', null, { '@composio/core': '>=0.10.0 <1.0.0', openai: '^6.16.0' }],
  ['0.10.1', 'esm', null, { '@composio/core': '>=0.10.0 <1.0.0', openai: '^6.45.0' }],
  ['0.12.0', 'esm', null, { '@composio/core': '>=0.10.0 <1.0.0', openai: '^6.49.0 || ^7.0.0' }],
];
const ANTHROPIC: readonly Row[] = [
  ['0.1.39', 'cjs', null, { '@anthropic-ai/sdk': '^0.52.0', '@composio/core': '0.1.39' }],
  ['0.5.5', 'cjs', null, { '@anthropic-ai/sdk': '^0.52.0', '@composio/core': '0.5.5', '@mastra/mcp': '^0.12.0' }],
  ['0.6.3', 'cjs', null, { '@anthropic-ai/sdk': '^0.52.0', '@composio/core': '0.6.3', '@mastra/mcp': '^0.12.0' }],
  [
    '0.9.2',
    'cjs',
    null,
    { '@anthropic-ai/sdk': '^0.52.0', '@composio/core': '>=0.10.0 <1.0.0', '@mastra/mcp': '^0.12.0' },
  ],
  [
    '0.9.3',
    'cjs',
    null,
    { '@anthropic-ai/sdk': '^0.52.0', '@composio/core': '>=0.10.0 <1.0.0', '@mastra/mcp': '^0.12.0' },
  ],
  [
    '0.10.1',
    'esm',
    null,
    { '@anthropic-ai/sdk': '^0.110.0', '@composio/core': '>=0.10.0 <1.0.0', '@mastra/mcp': '^1.13.1' },
  ],
];
const GOOGLE: readonly Row[] = [
  ['0.1.39', 'cjs', null, { '@composio/core': '0.1.39', '@google/genai': '^1.1.0' }],
  ['0.5.5', 'cjs', null, { '@composio/core': '0.5.5', '@google/genai': '^1.1.0' }],
  ['0.10.2', 'esm', null, { '@composio/core': '>=0.16.0 <1.0.0', '@google/genai': '^1.1.0' }],
  ['0.10.3', 'esm', '>=22.22.3', { '@composio/core': '>=0.16.0 <1.0.0', '@google/genai': '^1.1.0' }],
  ['0.11.0', 'esm', '>=22.22.3', { '@composio/core': '>=0.16.0 <1.0.0', '@google/genai': '^1.1.0' }],
  [
    '0.11.1',
    'esm',
    '>=22.22.3',
    { '@composio/core': '>=0.16.0 <1.0.0 || >=1.0.0-beta.0 <1.0.0', '@google/genai': '^1.1.0' },
  ],
];
const VERCEL: readonly Row[] = [
  ['0.1.13', 'cjs', null, { '@composio/core': '0.1.13', ai: '^4.3.8' }],
  ['0.1.35', 'cjs', null, { '@composio/core': '0.1.35', ai: '^4.3.8' }],
  ['0.1.39', 'cjs', null, { '@composio/core': '0.1.39', ai: '^4.3.8' }],
  ['0.1.43', 'cjs', null, { '@composio/core': '0.1.43', ai: '^4.3.8' }],
  ['0.2.1', 'cjs', null, { '@composio/core': '0.1.45', ai: '^5.0.16' }],
  ['0.2.6', 'cjs', null, { '@composio/core': '0.1.50', ai: '^5.0.16' }],
  ['0.2.14', 'cjs', null, { '@composio/core': '0.2.2', ai: '^5.0.44' }],
  ['0.2.16', 'cjs', null, { '@composio/core': '0.2.4', ai: '^5.0.44' }],
  ['0.2.18', 'cjs', null, { '@composio/core': '0.2.6', ai: '^5.0.44' }],
  ['0.3.1', 'cjs', null, { '@composio/core': '0.3.1', ai: '5.0.52' }],
  ['0.5.3', 'cjs', null, { '@composio/core': '0.5.3', ai: '^5.0.0 || ^6.0.0' }],
  ['0.5.4', 'cjs', null, { '@composio/core': '0.5.4', ai: '^5.0.0 || ^6.0.0' }],
  ['0.5.5', 'cjs', null, { '@composio/core': '0.5.5', ai: '^5.0.0 || ^6.0.0' }],
  ['0.6.1', 'cjs', null, { '@composio/core': '0.6.1', ai: '^5.0.0 || ^6.0.0' }],
  ['0.6.3', 'cjs', null, { '@composio/core': '0.6.3', ai: '^5.0.0 || ^6.0.0' }],
  ['0.6.4', 'cjs', null, { '@composio/core': '0.6.4', ai: '^5.0.0 || ^6.0.0' }],
  ['0.6.5', 'cjs', null, { '@composio/core': '0.6.5', ai: '^5.0.0 || ^6.0.0' }],
  ['0.6.7', 'cjs', null, { '@composio/core': '0.6.7', ai: '^5.0.0 || ^6.0.0' }],
  ['0.6.8', 'cjs', null, { '@composio/core': '0.6.8', ai: '^5.0.0 || ^6.0.0' }],
  ['0.6.10', 'cjs', null, { '@composio/core': '0.6.10', ai: '^5.0.0 || ^6.0.0' }],
  ['0.6.11', 'cjs', null, { '@composio/core': '0.6.11', ai: '^5.0.0 || ^6.0.0' }],
  ['0.8.1', 'cjs', null, { '@composio/core': '0.8.1', ai: '^5.0.0 || ^6.0.0' }],
  ['0.9.1', 'cjs', null, { '@composio/core': '0.9.1', ai: '^5.0.0 || ^6.0.0' }],
  ['0.9.2', 'cjs', null, { '@composio/core': '>=0.10.0 <1.0.0', ai: '^5.0.0 || ^6.0.0' }],
  ['0.9.3', 'cjs', null, { '@composio/core': '>=0.10.0 <1.0.0', ai: '^5.0.0 || ^6.0.0' }],
  ['0.11.0', 'esm', null, { '@composio/core': '>=0.10.0 <1.0.0', ai: '^6.0.0 || ^7.0.0' }],
  ['0.11.1', 'esm', null, { '@composio/core': '>=0.10.0 <1.0.0', ai: '^6.0.0 || ^7.0.0' }],
  ['0.11.2', 'esm', '>=22.22.3', { '@composio/core': '>=0.10.0 <1.0.0', ai: '^6.0.0 || ^7.0.0' }],
  ['0.12.0', 'esm', '>=22.22.3', { '@composio/core': '>=0.10.0 <1.0.0', ai: '^6.0.0 || ^7.0.0' }],
];
const LANGCHAIN: readonly Row[] = [
  ['0.1.39', 'cjs', null, { '@composio/core': '0.1.39', '@langchain/core': '^0.3.63' }],
  ['0.2.6', 'cjs', null, { '@composio/core': '0.2.6', '@langchain/core': '^0.3.63' }],
  ['0.5.5', 'cjs', null, { '@composio/core': '0.5.5', '@langchain/core': '^1.1.4' }],
  ['0.6.3', 'cjs', null, { '@composio/core': '0.6.3', '@langchain/core': '^1.1.4' }],
  ['0.6.4', 'cjs', null, { '@composio/core': '0.6.4', '@langchain/core': '^1.1.4' }],
  ['0.6.5', 'cjs', null, { '@composio/core': '0.6.5', '@langchain/core': '^1.1.4' }],
  ['0.6.11', 'cjs', null, { '@composio/core': '0.6.11', '@langchain/core': '^1.1.4' }],
  ['0.9.1', 'cjs', null, { '@composio/core': '0.9.1', '@langchain/core': '^1.1.4' }],
  ['0.9.2', 'cjs', null, { '@composio/core': '>=0.10.0 <1.0.0', '@langchain/core': '^1.1.4' }],
  ['0.10.1', 'esm', null, { '@composio/core': '>=0.10.0 <1.0.0', '@langchain/core': '^1.1.4' }],
  ['0.10.2', 'esm', '>=22.22.3', { '@composio/core': '>=0.10.0 <1.0.0', '@langchain/core': '^1.1.4' }],
];
const MASTRA: readonly Row[] = [
  ['0.2.6', 'cjs', null, { '@composio/core': '0.2.6', '@mastra/core': '^0.21.1', '@mastra/mcp': '^0.12.0' }],
  ['0.5.5', 'cjs', null, { '@composio/core': '0.5.5', '@mastra/core': '^0.21.1', '@mastra/mcp': '^0.12.0' }],
  ['0.6.3', 'cjs', null, { '@composio/core': '0.6.3', '@mastra/core': '^1.0.4', zod: '^3.25 || ^4' }],
  ['0.6.8', 'cjs', null, { '@composio/core': '0.6.8', '@mastra/core': '^1.0.4', zod: '^3.25 || ^4' }],
  ['0.6.10', 'cjs', null, { '@composio/core': '0.6.10', '@mastra/core': '^1.0.4', zod: '^3.25 || ^4' }],
  ['0.6.11', 'cjs', null, { '@composio/core': '0.6.11', '@mastra/core': '^1.0.4', zod: '^3.25 || ^4' }],
  ['0.10.0', 'esm', null, { '@composio/core': '>=0.10.0 <1.0.0', '@mastra/core': '^1.0.4', zod: '^3.25 || ^4' }],
  ['0.10.2', 'esm', null, { '@composio/core': '>=0.10.0 <1.0.0', '@mastra/core': '^1.46.0', zod: '^3.25 || ^4' }],
  ['0.10.3', 'esm', null, { '@composio/core': '>=0.10.0 <1.0.0', '@mastra/core': '^1.46.0', zod: '^3.25 || ^4' }],
  [
    '0.10.4',
    'esm',
    '>=22.22.3',
    { '@composio/core': '>=0.10.0 <1.0.0', '@mastra/core': '^1.46.0', zod: '^3.25 || ^4' },
  ],
  [
    '0.10.5',
    'esm',
    '>=22.22.3',
    { '@composio/core': '>=0.10.0 <1.0.0 || >=1.0.0-beta.0 <1.0.0', '@mastra/core': '^1.46.0', zod: '^3.25 || ^4' },
  ],
];
const OPENAI_AGENTS: readonly Row[] = [
  ['0.1.54', 'cjs', null, { '@composio/core': '0.1.53', '@openai/agents': '^0.1.3', zod: '3.25.76' }],
  ['0.2.2', 'cjs', null, { '@composio/core': '0.2.2', '@openai/agents': '^0.1.3', zod: '^4.1.0' }],
  ['0.5.5', 'cjs', null, { '@composio/core': '0.5.5', '@openai/agents': '^0.1.3', zod: '^4.1.0' }],
  ['0.6.11', 'cjs', null, { '@composio/core': '0.6.11', '@openai/agents': '^0.1.3', zod: '^4.1.0' }],
  ['0.8.1', 'cjs', null, { '@composio/core': '0.8.1', '@openai/agents': '^0.1.3', zod: '^4.1.0' }],
  ['0.9.2', 'cjs', null, { '@composio/core': '>=0.10.0 <1.0.0', '@openai/agents': '^0.1.3', zod: '^4.1.0' }],
  ['0.9.3', 'cjs', null, { '@composio/core': '>=0.10.0 <1.0.0', '@openai/agents': '^0.1.3', zod: '^4.1.0' }],
  ['0.10.2', 'esm', '>=22.22.3', { '@composio/core': '>=0.10.0 <1.0.0', '@openai/agents': '^0.1.3', zod: '^4.4.3' }],
];
const LLAMAINDEX: readonly Row[] = [
  ['0.5.5', 'cjs', null, { '@composio/core': '0.5.5', llamaindex: '^0.12.0' }],
  ['0.10.2', 'esm', '>=22.22.3', { '@composio/core': '>=0.10.0 <1.0.0', llamaindex: '^0.12.0' }],
  [
    '0.11.1',
    'esm',
    '>=22.22.3',
    { '@composio/core': '>=0.10.0 <1.0.0 || >=1.0.0-beta.0 <1.0.0', llamaindex: '^0.12.0' },
  ],
];
const CLAUDE_AGENT_SDK: readonly Row[] = [
  ['0.6.2', 'cjs', null, { '@anthropic-ai/claude-agent-sdk': '>=0.1.0', '@composio/core': '0.6.2' }],
  ['0.6.3', 'cjs', null, { '@anthropic-ai/claude-agent-sdk': '>=0.1.0', '@composio/core': '0.6.3' }],
  ['0.6.5', 'cjs', null, { '@anthropic-ai/claude-agent-sdk': '>=0.1.0', '@composio/core': '0.6.5' }],
  ['0.6.10', 'cjs', null, { '@anthropic-ai/claude-agent-sdk': '>=0.1.0', '@composio/core': '0.6.10' }],
  ['0.6.11', 'cjs', null, { '@anthropic-ai/claude-agent-sdk': '>=0.1.0', '@composio/core': '0.6.11' }],
  ['0.9.0', 'cjs', null, { '@anthropic-ai/claude-agent-sdk': '>=0.1.0', '@composio/core': '0.9.0' }],
  ['0.9.2', 'cjs', null, { '@anthropic-ai/claude-agent-sdk': '>=0.1.0', '@composio/core': '>=0.10.0 <1.0.0' }],
  ['0.9.3', 'cjs', null, { '@anthropic-ai/claude-agent-sdk': '>=0.1.0', '@composio/core': '>=0.10.0 <1.0.0' }],
  [
    '0.10.1',
    'esm',
    null,
    { '@anthropic-ai/claude-agent-sdk': '^0.3.199', '@composio/core': '>=0.10.0 <1.0.0', zod: '^4.0.0' },
  ],
];

const releases = (rows: readonly Row[]): readonly Release[] =>
  rows.map(([version, module, node, peers]) => ({ version, module, node, peers: Object.entries(peers) }));

/** Name of the SDK's package. */
export const CORE_PACKAGE = '@composio/core';

/** Package → its releases, oldest first. */
export type ReleaseTable = ReadonlyMap<string, readonly Release[]>;

/** All releases that were read of the registry. */
export const READ_RELEASES: ReleaseTable = new Map([
  ['@composio/core', releases(CORE)],
  ['@composio/openai', releases(OPENAI)],
  ['@composio/anthropic', releases(ANTHROPIC)],
  ['@composio/google', releases(GOOGLE)],
  ['@composio/vercel', releases(VERCEL)],
  ['@composio/langchain', releases(LANGCHAIN)],
  ['@composio/mastra', releases(MASTRA)],
  ['@composio/openai-agents', releases(OPENAI_AGENTS)],
  ['@composio/llamaindex', releases(LLAMAINDEX)],
  ['@composio/claude-agent-sdk', releases(CLAUDE_AGENT_SDK)],
]);

/** All releases that are known without asking: those that were read, and those that were tagged. */
export const RELEASES: ReleaseTable = withReleases(
  READ_RELEASES,
  // The vendor's packages of that time all have an export for `require`.
  taggedReleases().map(({ name, ...release }) => [name, { ...release, module: 'cjs' }]),
);

/** A table with further releases; what it has already is not changed by them. */
export function withReleases(table: ReleaseTable, more: readonly (readonly [name: string, Release])[]): ReleaseTable {
  const all = new Map([...table].map(([name, known]) => [name, new Map(known.map((one) => [one.version, one]))]));
  for (const [name, release] of more) {
    const known = all.get(name) ?? new Map<string, Release>();
    all.set(name, known);
    if (!known.has(release.version)) known.set(release.version, release);
  }
  const sorted = (known: ReadonlyMap<string, Release>): Release[] =>
    [...known.values()].sort((one, other) => compare(one.version, other.version));
  return new Map([...all].map(([name, known]) => [name, sorted(known)]));
}

/** From this version on the vendor asks for Node `NODE_OF_ESM_LINE`, although `engines` says so only from 0.18.0. */
export const FIRST_ESM_CORE = '0.12.0';
export const NODE_OF_ESM_LINE = '22.22.3';
/** A range of the core is raised to this version or a later one, as long as one of them goes with the package. */
export const SMALLEST_TARGET = '0.11.0';
