import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { satisfies } from 'semver';
import { READ_RELEASES, type Release } from '../../src/manifest/releases.js';
import { decide, manifest, NEW_NODE } from './packages.js';

const run = promisify(execFile);
// These tests alone ask the real registry: vitest.config.ts keeps npm and the command from it.
const npm = (args: string[], cwd?: string) =>
  run('npm', [...args, '--offline=false'], { cwd, timeout: 120_000, maxBuffer: 64 * 1024 * 1024 });

/** Why the registry cannot be asked; null when it can. */
async function unreachable(): Promise<string | null> {
  try {
    await npm(['view', '@composio/core', 'version', '--fetch-retries=0', '--fetch-timeout=15000']);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0]! : String(error);
  }
}

const reason = await unreachable();
if (reason !== null) console.warn(`Registry tests are skipped, the registry cannot be asked: ${reason}`);

interface Published {
  version: string;
  'engines.node'?: string;
  peerDependencies?: Record<string, string>;
  exports?: Record<string, Record<string, unknown>>;
}

describe.skipIf(reason !== null)('the table of releases against the registry', () => {
  it.each([...READ_RELEASES])(
    '%s',
    async (name, releases) => {
      const fields = ['version', 'engines.node', 'peerDependencies', 'exports'];
      const { stdout } = await npm(['view', `${name}@>=0.0.0`, ...fields, '--json']);
      const published = [JSON.parse(stdout)].flat() as Published[];
      const found = new Map(published.map((one) => [one.version, asRelease(one)]));
      for (const release of releases) expect(found.get(release.version), release.version).toEqual(sorted(release));
      const known = new Set(releases.map((one) => one.version));
      const fresh = [...found.keys()].filter((version) => !known.has(version));
      if (fresh.length > 0) console.warn(`${name}: the table does not have ${fresh.join(', ')} yet`);
    },
    130_000,
  );
});

function asRelease(one: Published): Release {
  const isCjs = Object.hasOwn(one.exports?.['.'] ?? {}, 'require');
  const peers = Object.entries(one.peerDependencies ?? {});
  return sorted({ version: one.version, module: isCjs ? 'cjs' : 'esm', node: one['engines.node'] ?? null, peers });
}

function sorted(release: Release): Release {
  return { ...release, peers: [...release.peers].sort(([one], [other]) => one.localeCompare(other)) };
}

describe.skipIf(reason !== null)('raised manifests install', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'manifest-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function resolve(text: string): Promise<Map<string, string>> {
    rmSync(path.join(folder, 'package-lock.json'), { force: true });
    writeFileSync(path.join(folder, 'package.json'), text);
    await npm(['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
    const lock = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
    const packages = Object.entries(lock.packages as Record<string, { version: string }>);
    return new Map(packages.map(([place, one]) => [place.replace('node_modules/', ''), one.version]));
  }

  it.each([
    ['chat completions', { '@composio/core': '^0.6.3', '@composio/openai': '^0.5.5', openai: '^6.16.0' }, false],
    ['Vercel', { '@composio/core': '0.3.1', '@composio/vercel': '0.3.1', ai: '^5.0.52' }, false],
    ['LangChain', { '@composio/core': '^0.6.5', '@composio/langchain': '^0.6.5', '@langchain/core': '^1.1.4' }, false],
    ['a new Node with Google', { '@composio/core': '^0.5.5', '@composio/google': '^0.5.5' }, true],
  ])(
    '%s',
    async (_name, dependencies, isNewNode) => {
      const decision = decide(manifest(dependencies as Record<string, string>, isNewNode ? NEW_NODE : {}));
      expect(decision.unmet.size).toBe(0);
      const installed = await resolve(decision.after);
      for (const raised of decision.raised) expect(satisfies(installed.get(raised.name)!, raised.to)).toBe(true);
      expect(decision.raised).toHaveLength(2);
    },
    130_000,
  );

  it('tool calls with a session', async () => {
    const text = manifest({ '@composio/core': '^0.9.1', '@composio/openai': '^0.8.1', openai: '^6.49.0' }, NEW_NODE);
    const decision = decide(text, { needs: ['tool-calls-openai'] });
    const installed = await resolve(decision.after);
    expect(installed.get('@composio/core')).toMatch(/^0\.17\./);
    expect(installed.get('@composio/openai')).toMatch(/^0\.12\./);
  }, 130_000);

  it('and what is refused as a peer conflict would not install', async () => {
    const dependencies = { '@composio/core': '^0.11.0', '@composio/openai': '^0.9.2', openai: '^5.0.0' };
    const refused = decide(manifest({ ...dependencies, '@composio/core': '^0.1.53', '@composio/openai': '^0.1.53' }));
    expect([...refused.unmet.values()].map((one) => one.code)).toEqual(['peer-conflict']);
    await expect(resolve(manifest(dependencies))).rejects.toThrow(/ERESOLVE/);
  }, 130_000);
});
