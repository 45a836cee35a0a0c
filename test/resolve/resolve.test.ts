import { Composio } from '@composio/core';
import { afterEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/findings/refusal.js';
import { AuthConfigApi } from '../../src/resolve/api.js';
import { resolveAuthConfigs } from '../../src/resolve/index.js';
import { startBackend } from '../wire/backend.js';
import { startService, type Service, type ServiceOptions } from './service.js';

const KEY = 'ak_test_6f1e2d3c4b5a';
const CONFIGS = new Map([
  ['ac_1', 'github'],
  ['ac_2', 'gmail'],
  ['ac_3', 'SLACK'],
  ['ac_4', 'notion'],
  ['ac_5', 'google_maps'],
]);
const wanted = (...ids: string[]): { name: string; id: string }[] => ids.map((id) => ({ name: id, id }));

const open: Service[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((service) => service.close()));
});
async function service(options: ServiceOptions = {}): Promise<Service> {
  const started = await startService({ configs: CONFIGS, ...options });
  open.push(started);
  return started;
}
const envOf = (url: string): Record<string, string> => ({ COMPOSIO_API_KEY: KEY, COMPOSIO_BASE_URL: url });

/** The refusal that a call ends with. */
async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
}

describe('asking the API for the toolkits of auth configs', () => {
  it('asks for one or two by their ids', async () => {
    const { url, requests, keys } = await service();
    const resolved = await resolveAuthConfigs(wanted('ac_2', 'ac_9'), envOf(url));
    expect([[...resolved.toolkits], resolved.unknown]).toEqual([[['ac_2', 'gmail']], ['ac_9']]);
    expect(requests).toEqual(['GET /api/v3.1/auth_configs/ac_2', 'GET /api/v3.1/auth_configs/ac_9']);
    expect(new Set(keys)).toEqual(new Set([KEY]));
  });

  it('lists all for more, page by page, no further than needed, then asks for what the list lacks', async () => {
    const { url, requests } = await service();
    const resolved = await resolveAuthConfigs(wanted('ac_1', 'ac_3', 'ac_4'), envOf(url));
    expect(Object.fromEntries(resolved.toolkits)).toEqual({ ac_1: 'github', ac_3: 'slack', ac_4: 'notion' });
    expect(requests).toHaveLength(2);
    expect(requests[1]).toMatch(/^GET \/api\/v3\.1\/auth_configs\?limit=100&show_disabled=true&cursor=2$/);
    const more = await resolveAuthConfigs(wanted('ac_1', 'ac_5', 'ac_9'), envOf(url));
    expect([more.toolkits.size, more.unknown]).toEqual([2, ['ac_9']]);
    expect(requests.slice(2).map((request) => request.replace(/\?.*/, ''))).toEqual([
      'GET /api/v3.1/auth_configs',
      'GET /api/v3.1/auth_configs',
      'GET /api/v3.1/auth_configs',
      'GET /api/v3.1/auth_configs/ac_9',
    ]);
  });

  it('gives the answer under the name that the code has, and asks once for two names of one id', async () => {
    const { url, requests } = await service();
    const two = [
      { name: 'WORK_CFG', id: 'ac_1' },
      { name: 'ac_1', id: 'ac_1' },
    ];
    const { toolkits } = await resolveAuthConfigs(two, envOf(url));
    expect(Object.fromEntries(toolkits)).toEqual({ WORK_CFG: 'github', ac_1: 'github' });
    expect(requests).toHaveLength(1);
  });

  it('asks nothing when nothing is unknown, also without a key', async () => {
    expect((await resolveAuthConfigs([], {})).toolkits.size).toBe(0);
  });

  it('stops where the pages go round in a circle', async () => {
    const { url, requests } = await service({ endless: true });
    await resolveAuthConfigs(wanted('ac_7', 'ac_8', 'ac_9'), envOf(url));
    expect(requests.length).toBeLessThan(10);
  });

  it('repeats what may pass, and waits as it is told', async () => {
    const { url, requests } = await service({
      instead(reply, count) {
        if (count > 2) return false;
        reply.writeHead(count === 1 ? 429 : 502, { 'retry-after-ms': '1' }).end();
        return true;
      },
    });
    expect((await resolveAuthConfigs(wanted('ac_1'), envOf(url))).toolkits.get('ac_1')).toBe('github');
    expect(requests).toHaveLength(3);
  });

  it('keeps a path in COMPOSIO_BASE_URL', async () => {
    const { url, requests } = await service();
    await resolveAuthConfigs(wanted('ac_1'), envOf(`${url}/proxy/`));
    expect(requests).toEqual(['GET /proxy/api/v3.1/auth_configs/ac_1']);
  });
});

describe('when the API cannot be asked, the run is refused and the key stays unseen', () => {
  it.each([undefined, '', '  '])('without a key: %j', async (key) => {
    const refusal = await refusalOf(resolveAuthConfigs(wanted('ac_1'), { COMPOSIO_API_KEY: key }));
    expect([refusal.code, refusal.message]).toEqual(['api-key-missing', expect.stringContaining('COMPOSIO_API_KEY')]);
  });

  it.each([`${KEY}\nx`, `${KEY} ü`])('with a key that no header takes', async (key) => {
    const refusal = await refusalOf(resolveAuthConfigs(wanted('ac_1'), { COMPOSIO_API_KEY: key }));
    expect(refusal.code).toBe('api-key-missing');
    expect(`${refusal.message} ${refusal.hint}`).not.toContain(KEY);
  });

  it.each([
    ['a refused key', 401, '{}', /refuses the key in COMPOSIO_API_KEY \(HTTP 401\)/, 1],
    ['a forbidden project', 403, '{}', /refuses the key/, 1],
    ['a server error', 500, '{}', /answered with HTTP 500/, 3],
    ['too many requests', 429, '{}', /wants fewer requests/, 3],
    ['a page of HTML', 200, '<html>', /did not answer with an auth config/, 1],
    ['something else', 200, '{"id":"ac_1"}', /did not answer with an auth config/, 1],
    ['a slug that is none', 200, '{"id":"ac_1","toolkit":{"slug":"a b"}}', /did not answer with an auth config/, 1],
  ])('%s', async (_name, status, body, message, attempts) => {
    const { url, requests } = await service({
      instead(reply) {
        reply.writeHead(status, { 'retry-after-ms': '1', 'content-type': 'application/json' }).end(body);
        return true;
      },
    });
    const refusal = await refusalOf(resolveAuthConfigs(wanted('ac_1'), envOf(url)));
    expect([refusal.code, requests.length]).toEqual(['api-failed', attempts]);
    expect(refusal.message).toMatch(message);
    expect(`${refusal.message} ${refusal.hint}`).not.toContain(KEY);
  });

  it('no list', async () => {
    const { url } = await service({
      instead(reply) {
        reply.writeHead(200).end('[]');
        return true;
      },
    });
    const refusal = await refusalOf(resolveAuthConfigs(wanted('ac_1', 'ac_2', 'ac_3'), envOf(url)));
    expect(refusal.message).toContain('did not answer with a list of auth configs');
  });

  it('a service that does not answer', async () => {
    const { url, requests } = await service({ instead: () => true });
    const refusal = await refusalOf(resolveAuthConfigs(wanted('ac_1'), envOf(url), 50));
    expect([refusal.code, requests.length]).toEqual(['api-failed', 3]);
    expect(refusal.message).toContain('did not answer within 0.05 s');
  });

  it('nobody there', async () => {
    const { url, close } = await startService();
    await close();
    const refusal = await refusalOf(resolveAuthConfigs(wanted('ac_1'), envOf(url)));
    expect(refusal.message).toContain('cannot be reached (ECONNREFUSED)');
  });

  it('a redirect: the key is for one host only', async () => {
    const other = await service();
    const { url } = await service({
      instead(reply) {
        reply.writeHead(302, { location: `${other.url}/api/v3.1/auth_configs/ac_1` }).end();
        return true;
      },
    });
    const refusal = await refusalOf(resolveAuthConfigs(wanted('ac_1'), envOf(url)));
    expect(refusal.code).toBe('api-failed');
    expect(other.keys).toEqual([]);
  });

  it.each(['not a url', 'ftp://host', 'https://user:secret@host'])('the address %s', async (url) => {
    const refusal = await refusalOf(resolveAuthConfigs(wanted('ac_1'), envOf(url)));
    expect(refusal.message).toBe('COMPOSIO_BASE_URL is not the address of a server.');
  });
});

describe('the same requests as the SDK’s own client', () => {
  it('get, on the stand-in backend', async () => {
    const backend = await startBackend();
    try {
      const { composioUrl, log } = backend.newRun();
      const client = new Composio({ apiKey: KEY, baseURL: composioUrl }).getClient();
      const theirs = await client.authConfigs.retrieve('ac_github');
      const ours = await resolveAuthConfigs(wanted('ac_github', 'ac_nothing'), envOf(composioUrl));
      expect(ours.toolkits.get('ac_github')).toBe(theirs.toolkit.slug);
      expect(ours.unknown).toEqual(['ac_nothing']);
      expect(log.map((entry) => [entry.operation, entry.path])).toEqual([
        ['authConfigs.get', log[0]!.path],
        ['authConfigs.get', log[0]!.path],
        ['authConfigs.get', log[0]!.path.replace('ac_github', 'ac_nothing')],
      ]);
    } finally {
      await backend.close();
    }
  });

  it('list, with its pages', async () => {
    const { url, requests, keys } = await service();
    const client = new Composio({ apiKey: KEY, baseURL: url }).getClient();
    const theirs: string[] = [];
    for (let cursor: string | null | undefined = ''; typeof cursor === 'string';) {
      const page = await client.authConfigs.list({ limit: 100, show_disabled: true, ...(cursor ? { cursor } : {}) });
      theirs.push(...page.items.map((item) => `${item.id} ${item.toolkit.slug.toLowerCase()}`));
      cursor = page.next_cursor;
    }
    const asked = requests.splice(0);
    const ours: string[] = [];
    for await (const rows of new AuthConfigApi({ apiKey: KEY, baseUrl: url }).list()) {
      ours.push(...rows.map(({ id, toolkit }) => `${id} ${toolkit}`));
    }
    expect(ours).toEqual(theirs);
    const sorted = (list: string[]): string[] =>
      list.map((one) =>
        [...new URL(one.slice(4), url).searchParams]
          .map((pair) => pair.join('='))
          .sort()
          .join('&'),
      );
    expect(sorted(requests)).toEqual(sorted(asked));
    expect(new Set(keys)).toEqual(new Set([KEY]));
  });
});
