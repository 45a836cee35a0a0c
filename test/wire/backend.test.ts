import { Composio } from '@composio/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directRequests, sessionRequests, startBackend, type Backend, type Run } from './backend.js';

/** The stand-in backend is strict where the service is; each case goes through the real SDK. */
describe('stand-in backend', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await startBackend();
  });
  afterAll(() => backend.close());

  const connect = (): { run: Run; composio: Composio } => {
    const run = backend.newRun();
    const config = { apiKey: 'x', baseURL: run.composioUrl, allowTracking: false, disableVersionCheck: true };
    return { run, composio: new Composio(config) };
  };
  const skip = { dangerouslySkipVersionCheck: true };

  it('shows the same results in both worlds', async () => {
    const { composio, run } = connect();
    const args = { repo: 'octo/site' };
    const direct = await composio.tools.execute('GITHUB_GET_A_REPOSITORY', {
      userId: 'alice',
      arguments: args,
      ...skip,
    });
    const session = await composio.create('alice', { toolkits: ['github'] });
    const executed = await session.execute('GITHUB_GET_A_REPOSITORY', args);
    expect(executed.data).toEqual(direct.data);
    expect(executed.error).toBe(direct.error);
    expect(directRequests(run.log)).toEqual([
      'tools.retrieve GITHUB_GET_A_REPOSITORY',
      'tools.execute GITHUB_GET_A_REPOSITORY',
    ]);
    expect(sessionRequests(run.log)).toEqual([{ user: 'alice', preset: 'meta', toolkits: ['github'] }]);
  });

  it('links through another auth config when the session does not carry the one of the direct call', async () => {
    const { composio } = connect();
    const direct = await composio.connectedAccounts.link('erin', 'ac_github');
    const without = await (await composio.create('erin', { toolkits: ['github'] })).authorize('github');
    const carrying = await composio.create('erin', { toolkits: ['github'], authConfigs: { github: 'ac_github' } });
    expect(without.redirectUrl).not.toBe(direct.redirectUrl);
    expect((await carrying.authorize('github')).redirectUrl).toBe(direct.redirectUrl);
  });

  it('finds no account under an auth config that the session was not given', async () => {
    const { composio } = connect();
    const session = await composio.create('carol', { toolkits: ['github'] });
    await expect(session.execute('GITHUB_GET_A_REPOSITORY', {})).rejects.toThrow(/No connected account/);
    const carrying = await composio.create('carol', { authConfigs: { github: 'ac_github' } });
    expect((await carrying.execute('GITHUB_GET_A_REPOSITORY', {})).data.account).toBe('ca_carol_github');
  });

  it("refuses an account that is not the session's user's", async () => {
    const { composio } = connect();
    await expect(composio.create('bob', { connectedAccounts: { github: ['ca_alice_github'] } })).rejects.toThrow(
      /another user/,
    );
    const session = await composio.create('bob', { toolkits: ['github'] });
    await expect(session.execute('GITHUB_GET_A_REPOSITORY', {}, { account: 'ca_alice_github' })).rejects.toThrow(
      /another user/,
    );
  });

  it('refuses a second direct link without allowMultiple, and none in a session', async () => {
    const { composio } = connect();
    await expect(composio.connectedAccounts.link('carol', 'ac_github')).rejects.toThrow(/Multiple connected accounts/);
    await expect(composio.connectedAccounts.link('carol', 'ac_github', { allowMultiple: true })).resolves.toBeDefined();
    const session = await composio.create('carol', { authConfigs: { github: 'ac_github' } });
    await expect(session.authorize('github')).resolves.toBeDefined();
  });

  it('enforces the limits of a session on execute and on the list of tools', async () => {
    const { composio } = connect();
    const session = await composio.create('alice', {
      sessionPreset: 'direct_tools',
      toolkits: ['github', 'slack'],
      tools: { github: ['GITHUB_STAR_A_REPOSITORY'] },
    });
    const names = (await session.tools()).map((tool) => (tool.type === 'function' ? tool.function.name : ''));
    expect(names).toEqual([
      'GITHUB_STAR_A_REPOSITORY',
      'SLACK_SEND_MESSAGE',
      'SLACK_LIST_ALL_CHANNELS',
      'SLACK_ARCHIVE_A_CHANNEL',
    ]);
    await expect(session.execute('GITHUB_CREATE_AN_ISSUE', {})).rejects.toThrow(/not enabled/);
    await expect(session.execute('GMAIL_SEND_EMAIL', {})).rejects.toThrow(/not enabled/);
    await expect(session.authorize('gmail')).rejects.toThrow(/not enabled/);
  });

  it('shows meta tools by default, without those that are switched off, and preloaded tools beside them', async () => {
    const { composio } = connect();
    const session = await composio.create('alice', {
      toolkits: ['github'],
      manageConnections: false,
      sandbox: { enable: false },
      preload: { tools: ['GITHUB_STAR_A_REPOSITORY'] },
    });
    const names = (await session.tools()).map((tool) => (tool.type === 'function' ? tool.function.name : ''));
    expect(names).toEqual([
      'GITHUB_STAR_A_REPOSITORY',
      'COMPOSIO_SEARCH_TOOLS',
      'COMPOSIO_GET_TOOL_SCHEMAS',
      'COMPOSIO_MULTI_EXECUTE_TOOL',
    ]);
  });

  it('refuses toolkits that are not lower case slugs and tools that are not of their toolkit', async () => {
    const { composio } = connect();
    await expect(composio.create('alice', { toolkits: ['GITHUB'] })).rejects.toThrow(/Invalid toolkit/);
    await expect(composio.create('alice', { tools: { slack: ['GITHUB_STAR_A_REPOSITORY'] } })).rejects.toThrow(
      /not a tool of/,
    );
    await expect(composio.create('alice', { authConfigs: { slack: 'ac_github' } })).rejects.toThrow(/not of slack/);
  });

  it('counts a 502 once for a direct call and three times for a session', async () => {
    const { composio, run } = connect();
    const call = composio.tools.execute('GITHUB_STAR_A_REPOSITORY', {
      userId: 'alice',
      arguments: { status: 502 },
      ...skip,
    });
    await expect(call).rejects.toThrow();
    const session = await composio.create('alice', { toolkits: ['github'] });
    await expect(session.execute('GITHUB_STAR_A_REPOSITORY', { status: 502 })).rejects.toThrow();
    const count = (name: string): number => run.log.filter((entry) => entry.operation.startsWith(name)).length;
    expect(count('tools.execute')).toBe(1);
    expect(count('session.execute')).toBe(3);
  });

  it('needs a version for direct calls, refuses one that never was, and has none for sessions', async () => {
    const { composio } = connect();
    const body = { userId: 'alice', arguments: {} };
    await expect(composio.tools.execute('GITHUB_STAR_A_REPOSITORY', body)).rejects.toThrow(/version/i);
    await expect(
      composio.tools.execute('GITHUB_STAR_A_REPOSITORY', { ...body, version: '19990101_00' }),
    ).rejects.toThrow();
    await expect(
      composio.tools.execute('GITHUB_STAR_A_REPOSITORY', { ...body, version: '20250909_00' }),
    ).resolves.toMatchObject({
      successful: true,
    });
  });

  it('has retired initiate on managed OAuth, and keeps it for API keys', async () => {
    const { composio } = connect();
    await expect(composio.connectedAccounts.initiate('erin', 'ac_session_github')).rejects.toThrow(
      /no longer supported/,
    );
    const request = await composio.connectedAccounts.initiate('erin', 'ac_stripe', {
      config: { authScheme: 'API_KEY', val: { status: 'ACTIVE', api_key: 'k' } },
    });
    expect(request.status).toBe('ACTIVE');
  });
});
