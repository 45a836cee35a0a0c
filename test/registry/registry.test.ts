import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askVersions, type Answer } from '../../src/registry/index.js';
import { releasesIn } from '../../src/registry/packument.js';
import { npmSettings } from '../../src/registry/settings.js';
import { answering, documentOf, startRegistry, type Answering, type StandIn } from './service.js';

const CORE = '@composio/core';
const TOKEN = 'secret-token-of-the-project';

let folder: string;
let env: Record<string, string>;
const running: StandIn[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'registry-'));
  mkdirSync(path.join(folder, 'home'));
  mkdirSync(path.join(folder, 'project/.git'), { recursive: true });
  env = { HOME: path.join(folder, 'home'), PREFIX: path.join(folder, 'machine') };
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
  rmSync(folder, { recursive: true, force: true });
});

const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};

async function start(answer: Answering): Promise<StandIn> {
  const registry = await startRegistry(answer);
  running.push(registry);
  return registry;
}

const askCore = (): Promise<Answer[]> => askVersions([{ folder: 'project', names: [CORE] }], folder, env);

async function problemOf(answer: Answering): Promise<string | null> {
  const { url } = await start(answer);
  write('project/.npmrc', `@composio:registry=${url}\n`);
  const [one] = await askCore();
  return one && 'problem' in one.result ? one.result.problem : null;
}

describe('npm settings', () => {
  const settings = (at = 'project'): Map<string, unknown> => new Map(npmSettings(path.join(folder, at), env));

  it('of the project go before those of the user, and the environment before both', () => {
    write('machine/etc/npmrc', 'registry=http://machine.test/\nstrict-ssl=false\n');
    write('home/.npmrc', 'registry=http://user.test/\nproxy=http://proxy.test\n');
    expect(settings().get('registry')).toBe('http://user.test/');
    write('project/.npmrc', 'registry = "http://project.test/"\n');
    expect(settings().get('registry')).toBe('http://project.test/');
    env.NPM_CONFIG_REGISTRY = 'http://environment.test/';
    expect(Object.fromEntries(settings())).toMatchObject({
      registry: 'http://environment.test/',
      proxy: 'http://proxy.test',
      'strict-ssl': false,
    });
  });

  it('are those of the nearest file up to the top of the repository', () => {
    write('.npmrc', 'registry=http://outside.test/\n');
    write('project/.npmrc', 'registry=http://top.test/\n');
    write('project/packages/app/package.json', '{}');
    expect(settings('project/packages/app').get('registry')).toBe('http://top.test/');
    write('project/packages/app/.npmrc', 'registry=http://app.test/\n');
    expect(settings('project/packages/app').get('registry')).toBe('http://app.test/');
    rmSync(path.join(folder, 'project/.npmrc'));
    expect(settings().has('registry')).toBe(false);
  });

  it('have variables filled in, in keys and values; those that are not set stay', () => {
    env.TOKEN = TOKEN;
    env.HOST = 'host.test';
    write('project/.npmrc', '//${HOST}/:_authToken=${TOKEN}\na=${NONE}\nb=x${NONE?}y\nc=\\${TOKEN}\n__proto__=1\n');
    expect(settings().get('//host.test/:_authToken')).toBe(TOKEN);
    expect(settings().get('a')).toBe('${NONE}');
    expect(settings().get('b')).toBe('xy');
    expect(settings().get('c')).toBe('${TOKEN}');
  });
});

describe('asking a registry', () => {
  const documents = new Map([
    [CORE, documentOf(CORE, { '0.22.0': { engines: { node: '>=22' }, peerDependencies: { zod: '^4' } } })],
  ]);

  it('asks that of the scope, with its token, once for each package, and no other', async () => {
    const [ours, other] = [await start(answering(documents)), await start(answering(documents))];
    write(
      'project/.npmrc',
      `registry=${other.url}\n@composio:registry=${ours.url}\n//${ours.host}/npm/:_authToken=${TOKEN}\n`,
    );
    const waiting = [
      { folder: 'project', names: [CORE, '@composio/openai'] },
      { folder: 'project/app', names: [CORE] },
    ];
    const answers = await askVersions(waiting, folder, env);
    expect(ours.asked.map(({ name, token }) => `${name} ${token}`).sort()).toEqual([
      `@composio/core Bearer ${TOKEN}`,
      `@composio/openai Bearer ${TOKEN}`,
    ]);
    expect(other.asked).toEqual([]);
    expect(answers).toEqual([
      {
        name: CORE,
        host: ours.host,
        result: { releases: [{ version: '0.22.0', module: 'cjs', node: '>=22', peers: [['zod', '^4']] }] },
      },
      { name: '@composio/openai', host: ours.host, result: { problem: 'it answered with HTTP 404' } },
    ]);
    expect(JSON.stringify(answers)).not.toContain(TOKEN);
  });

  it('takes the token to no other host', async () => {
    const elsewhere = await start(answering(documents));
    const [port] = elsewhere.host.split(':').slice(1);
    const ours = await start((_name, response) => {
      response.writeHead(302, { location: `http://localhost:${port}/npm/@composio%2fcore` }).end();
    });
    write('project/.npmrc', `registry=${ours.url}\n//${ours.host}/npm/:_authToken=${TOKEN}\n`);
    await askCore();
    expect(ours.asked[0]?.token).toContain(TOKEN);
    expect(elsewhere.asked.map((one) => one.token ?? '').join()).not.toContain(TOKEN);
  });

  it('waits three seconds at most for all questions together, also in the middle of an answer', async () => {
    const { url } = await start((name, response) => {
      if (name !== CORE) response.write('{"name":');
    });
    write('project/.npmrc', `registry=${url}\n`);
    const began = performance.now();
    const answers = await askVersions(
      [{ folder: 'project', names: [CORE, '@composio/openai', '@composio/vercel'] }],
      folder,
      env,
    );
    expect(performance.now() - began).toBeLessThan(4_500);
    expect(answers.map((one) => one.result)).toEqual(Array(3).fill({ problem: 'it did not answer within 3 seconds' }));
  });

  it('says why there is no answer, without address and token', async () => {
    const gone = await start(answering(documents));
    await gone.close();
    write('project/.npmrc', `registry=${gone.url}\n//${gone.host}/npm/:_authToken=${TOKEN}\n`);
    expect(await askCore()).toEqual([
      { name: CORE, host: gone.host, result: { problem: 'it cannot be reached (ECONNREFUSED)' } },
    ]);
    write('project/.npmrc', 'registry=no address\n');
    expect(await askCore()).toEqual([
      { name: CORE, host: null, result: { problem: 'its address in the npm settings is none' } },
    ]);
    env.npm_config_offline = 'true';
    write('project/.npmrc', `registry=${gone.url}\n`);
    expect((await askCore())[0]?.result).toEqual({ problem: 'the npm settings say “offline”' });
  });

  it.each<[string, string, string]>([
    ['text', '<html>sign in</html>', 'it did not answer with JSON'],
    ['nothing', '', 'it did not answer with JSON'],
    ['half a document', documentOf(CORE, {}).slice(0, -5), 'it did not answer with JSON'],
    ['null', 'null', 'it did not answer with versions'],
    ['a list', '[]', 'it did not answer with versions'],
    ['another package', documentOf('@composio/openai', {}), 'it did not answer with versions'],
    ['inherited names', '{"__proto__":{"name":"@composio/core","versions":{}}}', 'it did not answer with versions'],
    ['ten thousand lists', '['.repeat(10_000), 'it did not answer with JSON'],
  ])('is not misled by an answer that is %s', async (_what, body, problem) => {
    expect(await problemOf((_name, response) => void response.end(body))).toBe(problem);
  });

  it('reads no answer without end', async () => {
    const endless: Answering = (_name, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(1 << 20)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    expect(await problemOf(endless)).toMatch(/too long|3 seconds/);
  });
});

describe('the document of a package', () => {
  const versionsOf = (versions: Record<string, unknown>): string[] =>
    releasesIn(CORE, JSON.parse(JSON.stringify({ name: CORE, versions })))?.map((one) => one.version) ?? [];

  it('is read without what is no version, no range or no name', () => {
    const long = `>=1 ${'|| 1'.repeat(100)}`;
    expect(
      versionsOf({
        '1.0.0': {},
        '1.0.1-beta.1': {},
        '1.0.2': { deprecated: 'by mistake' },
        '1.0.3': { engines: { node: 'the newest' } },
        '1.0.4': { peerDependencies: { zod: 'catalog:' } },
        '1.0.5': { peerDependencies: { zod: { toString: 1 } } },
        '1.0.6': { peerDependencies: { 'a\u001b[31m': '1' } },
        '1.0.7': { peerDependencies: { zod: long } },
        '1.0.8': null,
        'v1.0.9': {},
        constructor: {},
        latest: {},
      }),
    ).toEqual(['1.0.0', '1.0.8']);
    const hostile = JSON.parse(
      `{"name":"${CORE}","versions":{"__proto__":{"1.0.0":{}},"1.1.0":{"__proto__":{"deprecated":true}}}}`,
    );
    expect(releasesIn(CORE, hostile)?.map((one) => one.version)).toEqual(['1.1.0']);
    expect(({} as Record<string, unknown>)['1.0.0']).toBeUndefined();
  });

  it.each<[unknown, string]>([
    [{ exports: { '.': { import: './a.mjs', require: './a.js' } } }, 'cjs'],
    [{ exports: { '.': { import: './a.mjs' } } }, 'esm'],
    [{ exports: { require: './a.js' } }, 'cjs'],
    [{ exports: './a.js' }, 'esm'],
    [{ type: 'module', main: 'a.js' }, 'esm'],
    [{ main: 'a.js' }, 'cjs'],
  ])('says how %j is loaded', (manifest, kind) => {
    expect(releasesIn(CORE, { name: CORE, versions: { '1.0.0': manifest } })?.[0]?.module).toBe(kind);
  });
});
