/** The built transforms under the real jscodeshift, as `npx jscodeshift -t dist/transforms/<name>.js` runs them. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TRANSFORM_NAMES } from '../../src/sdk/transforms.js';
import { ensureBuilt } from '../cli/command.js';

const ROOT = path.join(import.meta.dirname, '../..');
const JSCODESHIFT = path.join(ROOT, 'node_modules/jscodeshift/bin/jscodeshift.js');
const built = (name: string): string => path.join(ROOT, 'dist/transforms', `${name}.js`);

const BEFORE = `import { Composio } from '@composio/core';

const composio = new Composio({ toolkitVersions: 'latest' });
const GITHUB_AUTH_CONFIG_ID = 'ac_github';

async function main() {
\tconst tools = await composio.tools.get('user_1', { toolkits: ['GITHUB'] });
\tconst request = await composio.connectedAccounts.link('user_1', GITHUB_AUTH_CONFIG_ID);
\tawait run(tools, request);
}
`;

let folder: string;
beforeAll(async () => {
  await ensureBuilt();
  folder = await mkdtemp(path.join(os.tmpdir(), 'plain-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function jscodeshift(name: string, source: string, nodeOptions = ''): Promise<{ text: string; output: string }> {
  const file = path.join(folder, `${name}.ts`);
  await writeFile(file, source);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [JSCODESHIFT, '-t', built(name), '--extensions=ts', '--parser=tsx', '--tools=meta', file],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: nodeOptions } },
  );
  return { text: await readFile(file, 'utf8'), output: stdout + stderr };
}

describe('plain jscodeshift', () => {
  it('runs one transform after the other, each on its own calls', async () => {
    const got = await jscodeshift('tools-get', BEFORE);
    expect(got.output).toContain('1 ok');
    expect(got.text).toContain(
      "\tconst session = await composio.create('user_1', {\n\t\ttoolkits: ['github'],\n\t\tauthConfigs: { github: GITHUB_AUTH_CONFIG_ID },\n\t});\n\tconst tools = await session.tools();\n",
    );
    expect(got.text).toContain('composio.connectedAccounts.link');

    const linked = await jscodeshift('connected-accounts', got.text);
    expect(linked.text).toContain("const request = await session.authorize('github');");

    const unpinned = await jscodeshift('toolkit-versions', linked.text);
    expect(unpinned.text).toContain('const composio = new Composio();');

    const again = await jscodeshift('tools-get', unpinned.text);
    expect(again.output).toContain('1 skipped');
    expect(again.text).toBe(unpinned.text);
  });

  it.skipIf(Number(process.versions.node.split('.')[0]) > 22)(
    'works where Node cannot require ES modules',
    async () => {
      const flag = process.allowedNodeEnvironmentFlags.has('--no-experimental-require-module')
        ? '--no-experimental-require-module'
        : '';
      expect((await jscodeshift('tools-get', BEFORE, flag)).output).toContain('1 ok');
    },
  );

  it('reports a file that does not parse, and leaves it alone', async () => {
    const broken = "import { Composio } from '@composio/core';\nconst a = (;\n";
    const { text, output } = await jscodeshift('tools-get', broken);
    expect(output).toContain('1 errors');
    expect(output).toMatch(/Unexpected token/);
    expect(text).toBe(broken);
  });

  it('has every transform, with a parser', () => {
    const require = createRequire(import.meta.url);
    for (const name of TRANSFORM_NAMES) {
      const module = require(built(name)) as { parser: { parse(text: string): { type: string } } };
      expect(typeof module).toBe('function');
      expect(module.parser.parse('const a = <any>b;').type).toBe('File');
    }
  });
});
