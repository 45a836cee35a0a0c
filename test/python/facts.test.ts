import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readCases } from '../support/fixtureCases.js';
import { factsOf, HUB, siteOf, sitesOf } from './facts.js';

describe('the place of a site', () => {
  it.each(['tools.get(user_id="u", toolkits=["X"])', 'connected_accounts.link("u", "ac_x")'])(
    'is that of the method: %s',
    async (call) => {
      const site = await siteOf(`name = "😀"; x = hub.${call}`);
      const method = call.slice(call.indexOf('.') + 1, call.indexOf('('));
      expect(site).toMatchObject({ line: 3, column: `name = "😀"; x = hub.${call}`.indexOf(`.${method}(`) + 2 });
      expect(site.end - site.start).toBe(`hub.${call}`.length);
    },
  );

  it('is that of the method in every fixture, and no two sites share one', async () => {
    const cases = (await readCases()).filter((one) => one.name.startsWith('python/'));
    let count = 0;
    for (const { name, before } of cases) {
      const facts = await factsOf(
        Object.fromEntries([...before].map(([file, text]) => [file, text.replace(/^\uFEFF/, '')])),
      );
      for (const [file, { sites }] of facts) {
        const lines = before
          .get(file)!
          .replace(/^\uFEFF/, '')
          .split(/\r?\n/);
        for (const { line, column, written } of sites) {
          const method = written.slice(written.lastIndexOf('.') + 1);
          const at = lines[line - 1]!.slice(column - 1).replace(/^"/, '');
          expect(at.startsWith(method), `${name} ${file}:${line}:${column}`).toBe(true);
          count++;
        }
        expect(new Set(sites.map(({ line, column }) => `${line}:${column}`)).size).toBe(sites.length);
      }
    }
    expect(count).toBeGreaterThan(75);
  });
});

describe('arguments', () => {
  it.each([
    ['hub.tools.get("u", toolkits=["GITHUB"])', { user_id: '"u"', toolkits: '["GITHUB"]' }],
    ['hub.tools.get(user_id=user, slug="GITHUB_GET_REPO")', { user_id: 'user', slug: '"GITHUB_GET_REPO"' }],
    ['hub.tools.execute("A", {"b": 1}, user_id=u)', { slug: '"A"', arguments: '{"b": 1}', user_id: 'u' }],
    ['hub.tools.execute(arguments=a, slug=s, user_id=u)', { slug: 's', arguments: 'a', user_id: 'u' }],
    [
      'hub.connected_accounts.initiate("u", "ac_x", callback_url=c)',
      { user_id: '"u"', auth_config_id: '"ac_x"', callback_url: 'c' },
    ],
    ['hub.toolkits.authorize(user_id="u", toolkit=t)', { user_id: '"u"', toolkit: 't' }],
    ['hub.tools.execute("A", {}, **{"user_id": "u"})', { slug: '"A"', arguments: '{}', user_id: '"u"' }],
    ['asyncio.to_thread(hub.tools.execute, "A", {}, user_id=u)', { slug: '"A"', arguments: '{}', user_id: 'u' }],
    ['loop.run_in_executor(None, hub.tools.execute, "A", {})', { slug: '"A"', arguments: '{}' }],
  ])('have the names of the SDK: %s', async (call, expected) => {
    const { body } = await siteOf(`import asyncio\n${call}`);
    expect(Object.fromEntries(body!.keys.map(({ key, value }) => [key, value.text]))).toEqual(expected);
    expect(body!.shape).toBe('literal');
  });

  it.each([
    ['hub.tools.get(*args)', '*args brings arguments that cannot be told'],
    ['hub.tools.execute("A", **kwargs)', '**kwargs brings arguments that cannot be told'],
    ['hub.tools.get("u", ["A"])', 'it is given more arguments by position than the SDK takes'],
    ['hub.tools.get(user_id="u", apps=[])', 'the SDK has no argument apps here'],
  ])('that cannot be told are unknown: %s', async (call, reason) => {
    expect((await siteOf(call)).body).toMatchObject({ shape: 'unknown', reason });
  });

  it('of a runner that is not known are not in sight', async () => {
    expect(await siteOf('run_later(hub.tools.get, user_id="u")')).toMatchObject({
      use: 'value',
      body: null,
      runner: { callee: 'run_later', known: false },
    });
  });

  it('of a provider with other parameters are its own', async () => {
    const head = 'from composio import Composio\nfrom composio_gemini import GeminiProvider\n';
    const made = 'hub = Composio(provider=GeminiProvider())\n';
    const [site] = await sitesOf(`${head}${made}hub.provider.handle_response(response, tools)\n`);
    expect(site!.body!.keys.map(({ key }) => key)).toEqual(['response', 'tools']);
    expect(site).toMatchObject({ user: null, provider: { method: 'handle_response', firstArgument: null } });
  });

  it.each([
    ['o = {"user_id": u, "slug": "A"}', { user_id: null, slug: null }],
    ['o = {"user_id": u}\n    o["toolkits"] = ["X"]', { user_id: null, toolkits: null }],
    ['o = {"user_id": u}\n    if limit:\n        o["limit"] = limit', { user_id: null, limit: 'limit' }],
    ['o: dict = {}\n    o["user_id"] = u\n    print(**o)', { user_id: null }],
  ])('of a dict that is built before are known: %s', async (built, conditions) => {
    const { body } = await siteOf(`def f(u, limit):\n    ${built}\n    return hub.tools.get(**o)`);
    expect(body!.reason).toBeNull();
    expect(Object.fromEntries(body!.keys.map(({ key, conditional }) => [key, conditional]))).toEqual(conditions);
  });

  it.each([
    ['o = {"user_id": u}\n    o.pop("user_id")'],
    ['o = {"user_id": u}\n    change(o)'],
    ['o = {"user_id": u}\n    o[key] = 1'],
    ['o = {"user_id": u}\n    if limit:\n        o["user_id"] = limit'],
    ['o = {"user_id": u}\n    if limit:\n        o["a"] = 1\n    else:\n        o["b"] = 1'],
    ['o = {key: u}'],
    ['if limit:\n        o = {"user_id": u}'],
    ['o = dict(other)'],
    ['o = {"user_id": u, **other}'],
    ['o = {"user_id": u}\n    def g():\n        o["limit"] = 1\n    g()'],
  ])('of a dict that something else is done to are not: %s', async (built) => {
    const { body } = await siteOf(`def f(u, limit):\n    ${built}\n    return hub.tools.get(**o)`);
    expect(body).toMatchObject({ shape: 'unknown', reason: '**o brings arguments that cannot be told' });
  });

  it('given only sometimes say when', async () => {
    const { body, toolsGet } = await siteOf('hub.tools.get(user_id="u", **({"toolkits": t} if t else {}))');
    expect(body!.keys.find(({ key }) => key === 'toolkits')).toMatchObject({ conditional: 't' });
    expect(toolsGet!.filter.entries).toMatchObject([{ key: 'toolkits', missing: 'it is given only if t' }]);
  });
});

describe('the user', () => {
  it.each([
    ['hub.tools.get(user_id="u", toolkits=[])', { text: '"u"', literals: ['u'], type: 'string', stable: true }],
    [
      'def f(user: str):\n    hub.tools.get(user_id=user, toolkits=[])',
      { text: 'user', type: 'string', origin: 'parameter user', stable: true },
    ],
    ['def f(user: str | None):\n    hub.tools.get(user_id=user, toolkits=[])', { type: 'maybe-undefined' }],
    ['def f(user=None):\n    hub.tools.get(user_id=user, toolkits=[])', { type: 'maybe-undefined' }],
    ['def f(user):\n    hub.tools.get(user_id=user, toolkits=[])', { type: 'any', literals: null }],
    ['U = "me"\nhub.tools.get(user_id=U, toolkits=[])', { literals: ['me'], origin: 'constant U', type: 'string' }],
    ['def f(a):\n    user = "a" if a else "b"\n    hub.tools.get(user_id=user, toolkits=[])', { literals: ['a', 'b'] }],
    ['import os\nhub.tools.get(user_id=os.environ["USER_ID"], toolkits=[])', { env: 'USER_ID', stable: false }],
    [
      'hub.tools.get(user_id=request.user.id, toolkits=[])',
      { origin: 'member request.user.id', stable: false, pure: true },
    ],
    ['hub.tools.get(user_id=str(user), toolkits=[])', { type: 'string', pure: false, origin: 'call str()' }],
  ])('%s', async (statement, expected) => {
    expect((await siteOf(statement)).user).toMatchObject(expected);
  });

  it('that is written to again is not stable', async () => {
    const { user } = await siteOf('def f(user):\n    user = user or "x"\n    hub.tools.get(user_id=user, toolkits=[])');
    expect(user!.stable).toBe(false);
  });
});

describe('a filter', () => {
  it.each([
    ['toolkits=["GITHUB", "slack"]', { values: ['GITHUB', 'slack'], isList: true, lowerCase: false, inPlace: true }],
    ['toolkits=["github"]', { lowerCase: true }],
    ['toolkits=TOOLKITS', { values: ['gmail'], isList: true, inPlace: false }],
    ['toolkits=[*TOOLKITS, "slack"]', { values: ['gmail', 'slack'] }],
    ['toolkits=[Kit.GITHUB, Kit.SLACK.value]', { values: ['github', 'slack'] }],
    ['toolkits=CHANGED', { values: null, isList: false }],
    ['toolkits=given', { values: null, isList: false }],
    ['toolkits="GITHUB"', { literals: ['GITHUB'], isList: false }],
  ])('%s', async (argument, expected) => {
    const head = `from enum import Enum
class Kit(str, Enum):
    GITHUB = "github"
    SLACK = "slack"
TOOLKITS = ["gmail"]
CHANGED = ["gmail"]
CHANGED.append("x")
`;
    const { toolsGet } = await siteOf(`${head}hub.tools.get(user_id="u", ${argument})`);
    expect(toolsGet!.filter).toMatchObject({ shape: 'object', entries: [{ key: 'toolkits', value: expected }] });
  });

  it.each([
    ['hub.tools.get(user_id="u")', 'missing'],
    ['hub.tools.get(user_id="u", limit=3)', 'missing'],
    ['hub.tools.get(user_id="u", search="x")', 'object'],
    ['hub.tools.get(**k)', 'unknown'],
  ])('of %s is %s', async (call, shape) => {
    expect((await siteOf(call)).toolsGet!.filter.shape).toBe(shape);
  });

  it('from another file keeps its values', async () => {
    const { toolsGet } = await siteOf('from kits import KITS\nhub.tools.get(user_id="u", toolkits=KITS)', {
      'kits.py': 'KITS = ("gmail", "slack")\n',
    });
    expect(toolsGet!.filter.entries[0]!.value).toMatchObject({ values: ['gmail', 'slack'], inPlace: false });
  });
});

describe('an auth config', () => {
  it.each([
    ['"ac_1"', 'literal', []],
    ['os.getenv("GITHUB_AUTH_CONFIG_ID")', 'env', ['GITHUB_AUTH_CONFIG_ID']],
    ['os.environ["X"] or ""', 'env', ['X']],
    ['GMAIL', 'env', ['GMAIL', 'GMAIL_AUTH_CONFIG_ID']],
    ['CONFIGS["slack"]', 'map', ['slack']],
    ['settings.slack_auth_config_id', 'env', ['slack_auth_config_id', 'SLACK_AUTH_CONFIG_ID']],
    ['found.id', 'member', ['id']],
    ['pick("x")', 'computed', []],
  ])('%s is %s', async (expression, kind, names) => {
    const head = `import os
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    slack_auth_config_id: str = ""
settings = Settings()
GMAIL = os.environ.get("GMAIL_AUTH_CONFIG_ID")
`;
    const { authorize } = await siteOf(`${head}hub.connected_accounts.link("u", ${expression})`);
    expect(authorize!.authConfig).toMatchObject({ kind, names });
  });

  it('that is a parameter is one', async () => {
    const { authorize } = await siteOf('def f(user, config):\n    hub.connected_accounts.link(user, config)');
    expect(authorize!.authConfig!.kind).toBe('parameter');
  });

  it('is beside the options, not among them', async () => {
    const { authorize } = await siteOf('hub.connected_accounts.link("u", "ac_1", callback_url=x)');
    expect(authorize!.options.map(({ key }) => key)).toEqual(['callback_url']);
  });
});

describe('a result', () => {
  const call = 'hub.tools.execute("A", {}, user_id="u")';
  it.each([
    [call, { kind: 'unused', reads: [] }],
    [`x = ${call}\nx["data"]`, { kind: 'plain', taker: { name: 'x' }, reads: [{ field: 'data', kind: 'subscript' }] }],
    [`x = ${call}\nx.get("data", {})`, { kind: 'plain', reads: [{ field: 'data', kind: 'get', fallback: '{}' }] }],
    [`${call}["successful"]`, { kind: 'plain', reads: [{ field: 'successful' }] }],
    [
      `x = ${call}\nif not x.get("successful"):\n    raise E(x.get("error"))`,
      { kind: 'plain', reads: [{ field: 'successful' }, { field: 'error' }] },
    ],
    [`x = ${call}\nprint(x)`, { kind: 'escapes', escape: 'it is an argument of another call' }],
    [`def f():\n    return ${call}`, { kind: 'escapes', escape: 'it is returned' }],
    [`x = ${call}\nx["other"]`, { kind: 'escapes' }],
    [`x = ${call}\nx["data"] = 1`, { kind: 'escapes' }],
    [`x = ${call}\nx.items()`, { kind: 'escapes', escape: 'its member items is used' }],
    [`x, y = ${call}`, { kind: 'escapes' }],
    [`x = ${call}\nx = 1\nprint(x)`, { kind: 'unused' }],
    [
      `async def f():\n    x = await asyncio.to_thread(hub.tools.execute, "A", {})\n    return x["data"]\nimport asyncio`,
      { kind: 'plain', reads: [{ field: 'data' }] },
    ],
  ])('%s', async (statement, expected) => {
    expect((await siteOf(statement)).execute!.result).toMatchObject(expected);
  });
});

describe('a construction', () => {
  it.each([
    ['Composio()', { provider: 'composio', providerClass: null, versions: false }],
    ['Composio(provider=OpenAIProvider())', { provider: 'composio_openai', providerClass: 'OpenAIProvider' }],
    ['Composio(OpenAIProvider())', { provider: 'composio_openai' }],
    ['Composio(provider=pick())', { provider: null }],
    ['Composio(toolkit_versions={})', { versions: true }],
    ['Composio(**options)', { versions: true, provider: null }],
  ])('%s', async (made, expected) => {
    const facts = await factsOf({
      'a.py': `from composio import Composio\nfrom composio_openai import OpenAIProvider\nx = ${made}\n`,
    });
    expect(facts.get('a.py')!.constructions).toMatchObject([expected]);
  });

  it('is named by the sites that its client makes, also in other files', async () => {
    const facts = await factsOf({
      'a.py': HUB,
      'b.py':
        'from a import hub  # composio\nhub.tools.get(user_id="u", toolkits=["X"])\nhub.triggers.create(slug="X")\n',
    });
    const { id } = facts.get('a.py')!.constructions[0]!;
    expect(id).toBe(`a.py:${HUB.indexOf('Composio()')}`);
    expect(facts.get('b.py')!.sites[0]!.client).toMatchObject({ proof: 'value', constructions: [id] });
    expect(facts.get('b.py')!.versionReaders).toEqual([{ api: 'triggers.create', line: 3, constructions: [id] }]);
  });
});

describe('analysis', () => {
  it('hands on plain data', async () => {
    const text = await readFile(new URL('../../fixtures/python/every-direct-call/input.py', import.meta.url), 'utf8');
    const sites = await sitesOf(text);
    expect(JSON.parse(JSON.stringify(sites))).toEqual(sites);
    expect(sites).toHaveLength(11);
  });

  it('ends on code that refers to itself', async () => {
    const sites = await sitesOf(`from composio import Composio
a = b
b = a
def f(x=None): return f(x) or g()
def g(): return f(g)
class A(A, B): pass
class B(A):
    hub = property(lambda self: self.hub)
    tools = tools
a.tools.get(user_id="u", toolkits=["X"])
f().tools.get(user_id="u", toolkits=["X"])
B().hub.tools.get(user_id="u", toolkits=["X"])
`);
    expect(sites.map((site) => site.line)).toEqual([10, 11, 12]);
  });
});
