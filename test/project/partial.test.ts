/** A run over a part of a project decides as a run over all of it: what is around has its say and stays as it is. */
import { describe, expect, it } from 'vitest';
import path from 'node:path';
import { checkOptions, type RawOptions } from '../../src/commands/options.js';
import { findFiles } from '../../src/find/index.js';
import { runPipeline } from '../../src/migrate.js';
import type { PipelineResult } from '../../src/pipeline-types.js';
import { folderWith, repositoryWith } from '../cli/command.js';
import { OTHERS_MANAGED, readCases } from '../support/fixtureCases.js';

async function migrate(cwd: string, paths: string[], raw: RawOptions = {}): Promise<PipelineResult> {
  const options = checkOptions(
    paths,
    { authConfig: [OTHERS_MANAGED], ...raw },
    { cwd, env: {}, warn: () => undefined },
  );
  const { ignore, gitignore, extensions } = options;
  const found = await findFiles({ cwd, paths, ignore, gitignore, extensions });
  return runPipeline({ root: found.root, files: found.candidates, found, options });
}

/** `api: outcome code` of every site, by the name of its file. */
const outcomes = ({ report }: PipelineResult): Record<string, string[]> =>
  Object.fromEntries(
    report.files.map((file) => [
      path.basename(file.path),
      file.sites.map((site) => [site.api, site.outcome, site.code ?? ''].join(' ').trim()),
    ]),
  );

const PROJECT = {
  'package.json': '{ "name": "app", "dependencies": { "@composio/core": "^0.11.0" } }',
  'src/client.ts': `import { Composio } from '@composio/core';
export const composio = new Composio({ toolkitVersions: { github: '20251027_00' } });
`,
  'src/connect.ts': `import { composio } from './client';
export async function connect(userId: string, authConfigId: string) {
  const request = await composio.connectedAccounts.link(userId, authConfigId, { allowMultiple: true });
  return request.redirectUrl;
}
export const connectGithub = (userId: string) => connect(userId, 'ac_7Uv3yW');
`,
  'src/legacy/agent.ts': `import { composio } from '../client';
export async function openIssue(userId: string) {
  const result = await composio.tools.execute('GITHUB_CREATE_AN_ISSUE', { userId, arguments: { title: 'Hello' } });
  return result.data;
}
`,
};

/** A range outside of the paths is not raised, so that a part waits for it. */
const RAISES_ELSEWHERE = 'projects/raised-where-the-client-is';

const projects = (await readCases()).filter((one) => one.name.startsWith('projects/') && one.name !== RAISES_ELSEWHERE);

describe('a run over a part of a project', () => {
  it('keeps versions that calls outside of the paths read, and reports none of these', async () => {
    const folder = await folderWith(PROJECT);
    const result = await migrate(folder, ['src/client.ts']);
    expect(outcomes(result)).toEqual({ 'client.ts': ['toolkitVersions manual versions-needed'] });
    expect(result.report.files[0]?.sites[0]?.message).toBe('still read by tools.execute in src/legacy/agent.ts:3');
    expect(result.changes).toEqual([]);
    expect(result.report.summary.files).toMatchObject({ scanned: 1, candidates: 1, failed: 0 });
    // All of it: nothing reads them any more.
    expect(outcomes(await migrate(folder, []))).toMatchObject({ 'client.ts': ['toolkitVersions migrated'] });
  });

  it('counts what --ignore and --ext leave out', async () => {
    const folder = await folderWith(PROJECT);
    expect(outcomes(await migrate(folder, [], { ignore: ['legacy'] }))).toMatchObject({
      'client.ts': ['toolkitVersions manual versions-needed'],
    });
    const scripts = await folderWith({
      ...PROJECT,
      'src/legacy/agent.ts': '',
      'src/job.mjs': `import { composio } from './client';\nawait composio.tools.getRawComposioTools({});\n`,
    });
    expect(outcomes(await migrate(scripts, [], { ext: ['ts'] }))).toMatchObject({
      'client.ts': ['toolkitVersions manual versions-needed'],
    });
  });

  it('hears callers outside of the paths, and outside of the folder that is given', async () => {
    const caller = `import { connect } from '../connect';
export const connectSlack = (userId: string) => connect(userId, process.env.SLACK_AUTH_CONFIG_ID!);
`;
    const agreed = await folderWith(PROJECT);
    expect(outcomes(await migrate(agreed, ['src/connect.ts']))['connect.ts']).toEqual([
      'connectedAccounts.link manual toolkit-unknown',
    ]);
    const named = {
      ...PROJECT,
      'src/connect.ts': PROJECT['src/connect.ts'].replace("'ac_7Uv3yW'", 'GITHUB_AUTH_CONFIG'),
    };
    named['src/connect.ts'] += `const GITHUB_AUTH_CONFIG = 'ac_github';\n`;
    const alone = await folderWith(named);
    const whole = ['connectedAccounts.link migrated'];
    expect(outcomes(await migrate(alone, ['src/connect.ts']))['connect.ts']).toEqual(whole);
    const disputed = await folderWith({ ...named, 'src/routes/slack.ts': caller });
    for (const part of ['src/connect.ts', 'src']) {
      const result = await migrate(disputed, [part]);
      expect(outcomes(result)['connect.ts']).toEqual(['connectedAccounts.link manual toolkit-unknown']);
    }
  });

  it('puts auth configs into sessions that other files name', async () => {
    const folder = await folderWith({
      ...PROJECT,
      'src/connect.ts': `import { composio } from './client';
export const GITHUB_AUTH_CONFIG = 'ac_github';
export const connectGithub = (userId: string) => composio.connectedAccounts.link(userId, GITHUB_AUTH_CONFIG);
`,
    });
    const [change] = (await migrate(folder, ['src/legacy/agent.ts'])).changes;
    expect(change?.after).toContain("authConfigs: { github: 'ac_github' }");
  });

  it('says nothing of files outside of the paths that cannot be read as code', async () => {
    const folder = await folderWith({
      ...PROJECT,
      'src/broken.ts': 'composio.tools.get(((',
      'src/bytes.ts': 'composio\0',
    });
    const { report } = await migrate(folder, ['src/legacy/agent.ts']);
    expect(report.files.map((file) => file.path)).toEqual(['src/legacy/agent.ts']);
    expect(report.summary.files.failed).toBe(0);
  });

  it.each(projects.map((one) => [one.name, one] as const))(
    'changes each file of %s as a run over all of it does, as long as it changes no version pin',
    async (_, { before, options }) => {
      const folder = await repositoryWith(Object.fromEntries(before));
      const whole = await migrate(folder, [], options);
      const changes = whole.changes.filter((change) => /\.[cm]?[jt]sx?$/.test(change.path));
      // Pins go only with their last reader; ranges rise by what is migrated.
      const parted = changes.filter((change) => !/toolkitVersions/.test(change.before)).slice(-1);
      for (const change of parted) {
        const part = await migrate(folder, [change.path], options);
        expect(part.changes.find((one) => one.path === change.path)?.after).toBe(change.after);
      }
    },
  );
});
