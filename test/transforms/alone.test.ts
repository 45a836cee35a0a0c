import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransformName } from '../../src/sdk/transforms.js';
import { runAlone } from '../../transforms/alone.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'alone-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (name: TransformName, source: string, options: object = {}): string | undefined =>
  runAlone(name, { path: path.join(folder, 'a.ts'), source }, { authConfig: 'managed=*', tools: 'meta', ...options });

const HEAD = "import { Composio } from '@composio/core';\n";
const CLIENT = "const composio = new Composio({ toolkitVersions: 'latest' });\n";
const GET = "const tools = await composio.tools.get('user_1', { toolkits: ['GITHUB'] });\nawait run(tools);\n";
const GET_AFTER =
  "const session = await composio.create('user_1', { toolkits: ['github'] });\nconst tools = await session.tools();\nawait run(tools);\n";

describe('a transform by itself', () => {
  it('migrates its own calls, and makes their sessions', () => {
    expect(run('tools-get', HEAD + CLIENT + GET)).toBe(HEAD + CLIENT + GET_AFTER);
    expect(run('connected-accounts', HEAD + CLIENT + GET)).toBeUndefined();
  });

  it('makes no session for the calls of other transforms', () => {
    const link = "await composio.connectedAccounts.link('user_1', 'ac_slack', { callbackUrl: 'x' });\n";
    const source = `${HEAD}${CLIENT}const SLACK_AUTH_CONFIG_ID = 'ac_slack';\n${link.replace("'ac_slack'", 'SLACK_AUTH_CONFIG_ID')}${GET}`;
    expect(run('tools-get', source)).toBe(source.replace(GET, GET_AFTER));
  });

  it('keeps BOM, tabs and CRLF', () => {
    const source = `\uFEFF${HEAD}${CLIENT}if (composio) {\n\t${GET.replaceAll('\n', '\n\t')}}\n`.replaceAll(
      '\n',
      '\r\n',
    );
    const after = `\uFEFF${HEAD}${CLIENT}if (composio) {\n\t${GET_AFTER.replaceAll('\n', '\n\t')}}\n`;
    expect(run('tools-get', source)).toBe(after.replaceAll('\n', '\r\n'));
  });

  it('changes nothing in a file without Composio, and nothing a second time', () => {
    expect(run('tools-get', 'const a = (;')).toBeUndefined();
    expect(run('tools-get', HEAD + CLIENT + GET_AFTER)).toBeUndefined();
  });

  it('says what is wrong with a file that does not parse', () => {
    expect(() => run('tools-get', `${HEAD}const a = (;`)).toThrow(/Unexpected token/);
  });

  it('takes options of the command line', () => {
    expect(run('tools-get', HEAD + CLIENT + GET, { noSandbox: true })).toContain('enable: false');
    expect(run('tools-get', HEAD + CLIENT + GET, { strict: true })).toBeUndefined();
  });
});

describe('what only the rest of the project could decide stays', () => {
  it('versions of a client that other files can use', () => {
    const own = `${HEAD}${CLIENT}await composio.create('user_1');\n`;
    expect(run('toolkit-versions', own)).toBe(own.replace("{ toolkitVersions: 'latest' }", ''));
    expect(run('toolkit-versions', own.replace('const composio', 'export const composio'))).toBeUndefined();
    expect(run('toolkit-versions', `${own}export { composio };\n`)).toBeUndefined();
    expect(run('toolkit-versions', `${own}register(composio);\n`)).toBeUndefined();
    expect(run('toolkit-versions', `${own}const { triggers } = composio;\n`)).toBeUndefined();
  });

  it('toolkits.authorize without an auth config, of which there may be several', () => {
    const call = `${HEAD}${CLIENT}const GITHUB_AUTH_CONFIG_ID = 'ac_1';\nawait composio.toolkits.authorize('user_1', 'github'`;
    const known = "await composio.connectedAccounts.link('user_1', GITHUB_AUTH_CONFIG_ID);\n";
    expect(run('connected-accounts', `${call}, GITHUB_AUTH_CONFIG_ID);\n`)).toContain("session.authorize('github')");
    expect(run('connected-accounts', `${call});\n${known}`)).toContain(
      "composio.toolkits.authorize('user_1', 'github')",
    );
  });

  it('calls for which the SDK of the package is too old', async () => {
    const manifest = path.join(folder, 'package.json');
    await writeFile(manifest, JSON.stringify({ dependencies: { '@composio/core': '^0.2.4' } }));
    expect(run('tools-get', HEAD + CLIENT + GET)).toBeUndefined();
    await writeFile(manifest, JSON.stringify({ dependencies: { '@composio/core': '^0.3.0' } }));
    expect(run('tools-get', HEAD + CLIENT + GET)).toBe(HEAD + CLIENT + GET_AFTER);
    await rm(manifest);
  });
});
