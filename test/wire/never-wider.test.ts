import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessOf, widerAccess } from './access.js';
import { loadProgram, programNames } from './program.js';
import { startResults, type Results } from './results.js';
import type { LoggedRequest } from './world.js';

const request = (operation: string, rest: Partial<LoggedRequest>): LoggedRequest => ({
  world: 'session',
  operation,
  method: 'POST',
  path: '',
  query: {},
  body: {},
  status: 200,
  ...rest,
});

const session = (body: Record<string, unknown>): LoggedRequest[] => [
  request('session.create', { body: { user_id: 'alice', ...body } }),
  request('session.tools', { path: '/api/v3.1/tool_router/session/trs_1/tools' }),
];

/** Law 2: a migrated session reaches no toolkit and no tool that the direct calls did not. */
describe('never wider', () => {
  const direct = [request('tools.list', { world: 'direct', query: { toolkit_slug: 'GITHUB', important: 'true' } })];
  const slack = { toolkits: { enable: ['slack'] } };

  it('the measure: the same toolkit is not wider, though its direct list was ranked', () => {
    expect(widerAccess(direct, session({ toolkits: { enable: ['github'] } }))).toEqual([]);
  });

  it('the measure: another toolkit, a second one, and no limit at all are wider', () => {
    expect(widerAccess(direct, session(slack))).toContain('SLACK_SEND_MESSAGE');
    expect(widerAccess(direct, session({ toolkits: { enable: ['github', 'gmail'] } }))).toContain('GMAIL_SEND_EMAIL');
    expect(widerAccess(direct, session({}))).toContain('NOTION_CREATE_PAGE');
  });

  it('the measure: a whole toolkit is wider than some of its tools, a preloaded list is its list', () => {
    const some = [request('tools.list', { world: 'direct', query: { tool_slugs: 'SLACK_SEND_MESSAGE' } })];
    expect(widerAccess(some, session(slack))).toContain('SLACK_ARCHIVE_A_CHANNEL');
    const off = { search: { enable: false }, execute: { enable_multi_execute: false } };
    expect(widerAccess(some, session({ ...off, preload: { tools: ['SLACK_SEND_MESSAGE'] } }))).toEqual([]);
    expect(widerAccess(some, session({ ...off, preload: { tools: ['GMAIL_SEND_EMAIL'] } }))).toEqual([
      'GMAIL_SEND_EMAIL',
    ]);
  });

  it('the measure: a session that only code executes through counts with what it executed', () => {
    const log = [
      ...session({ toolkits: { enable: ['github'] } }).slice(0, 1),
      request('session.execute', {
        path: '/api/v3.1/tool_router/session/trs_1/execute',
        body: { tool_slug: 'GITHUB_STAR_A_REPOSITORY' },
      }),
    ];
    expect([...accessOf(log)]).toEqual(['GITHUB_STAR_A_REPOSITORY']);
  });

  describe('programs', () => {
    let results: Results;
    beforeAll(async () => {
      results = await startResults(3);
    });
    afterAll(() => results.close());

    for (const name of programNames()) {
      it(name, { timeout: 600_000 }, async () => {
        const { before, after } = await results.of(name);
        const wider = widerAccess(before.log, after.log);
        // Where the options allow more, more must be seen, or the measure would prove nothing.
        if (loadProgram(name).expectation.wider) expect(wider).not.toEqual([]);
        else expect(wider).toEqual([]);
      });
    }
  });
});
