import { afterEach, describe, expect, it } from 'vitest';
import { migrateFiles } from '../support/fixtureCases.js';
import { startService, type Service, type ServiceOptions } from './service.js';

const open: Service[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((service) => service.close()));
});

const MANIFEST = JSON.stringify({ type: 'module', dependencies: { '@composio/core': '0.19.0' } });
const EXECUTES = `import { Composio } from '@composio/core';

const composio = new Composio();

export async function issues(userId: string) {
  const { data } = await composio.tools.execute('LINEAR_LIST_LINEAR_ISSUES', { userId, arguments: {} });
  return data;
}
`;

/** A run with `--resolve-auth-configs` against a service of these auth configs. */
async function runAgainst(options: ServiceOptions, sources: Record<string, string>) {
  const service = await startService(options);
  open.push(service);
  const files = new Map(Object.entries({ 'package.json': MANIFEST, ...sources }));
  const env = { COMPOSIO_API_KEY: 'ak_test_1', COMPOSIO_BASE_URL: service.url };
  const { report, changes } = await migrateFiles(files, { resolveAuthConfigs: true }, env);
  const after = (path: string): string => changes.find((change) => change.path === path)?.after ?? '';
  return { requests: service.requests, sites: report.files.flatMap((file) => file.sites), after };
}

describe('--resolve-auth-configs fills the table toolkit → auth config', () => {
  it('with the only enabled auth config of a toolkit that calls wait for, by one request', async () => {
    const { requests, after, sites } = await runAgainst(
      {
        configs: new Map([
          ['ac_old', 'linear'],
          ['ac_linear', 'linear'],
          ['ac_github', 'github'],
        ]),
        disabled: new Set(['ac_old']),
      },
      { 'a.ts': EXECUTES },
    );
    expect(after('a.ts')).toContain("authConfigs: { linear: 'ac_linear' }");
    expect(sites[0]).toMatchObject({ outcome: 'migrated' });
    expect(requests).toEqual(['GET /api/v3.1/auth_configs?limit=100&show_disabled=true&toolkit_slug=linear']);
  });

  it('takes it also where only an example has its id', async () => {
    const example = `import { Composio } from '@composio/core';

const composio = new Composio();
await composio.connectedAccounts.link('demo', 'ac_linear');
`;
    const { after } = await runAgainst(
      { configs: new Map([['ac_linear', 'linear']]) },
      { 'a.ts': EXECUTES, 'examples/connect.ts': example },
    );
    expect(after('a.ts')).toContain("authConfigs: { linear: 'ac_linear' }");
  });

  it('leaves the call where there is none', async () => {
    const { after, sites } = await runAgainst({ configs: new Map([['ac_1', 'github']]) }, { 'a.ts': EXECUTES });
    expect(after('a.ts')).toBe('');
    expect(sites[0]).toMatchObject({ outcome: 'manual', code: 'auth-config-unknown' });
  });

  it('leaves the choice to the user where there are several', async () => {
    const configs = new Map([
      ['ac_1', 'linear'],
      ['ac_2', 'linear'],
      ['ac_3', 'linear'],
    ]);
    const { sites, requests } = await runAgainst({ configs }, { 'a.ts': EXECUTES });
    expect(sites[0]).toMatchObject({ outcome: 'manual', code: 'auth-config-ambiguous' });
    expect(sites[0]!.message).toContain("'ac_1', 'ac_2', 'ac_3'");
    // Both pages.
    expect(requests).toHaveLength(2);
  });

  it('asks nothing where the code says it', async () => {
    const connect = `import { Composio } from '@composio/core';

const composio = new Composio();
export const connect = (userId: string) =>
  composio.connectedAccounts.link(userId, process.env.LINEAR_AUTH_CONFIG_ID!);
`;
    const { requests, after } = await runAgainst(
      { configs: new Map([['ac_other', 'linear']]) },
      { 'a.ts': EXECUTES, 'connect.ts': connect },
    );
    expect(after('a.ts')).toContain('linear: process.env.LINEAR_AUTH_CONFIG_ID');
    expect(requests).toEqual([]);
  });
});
