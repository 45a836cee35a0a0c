import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvDraft4 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import type { Log, Replacement, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { codeLists } from '../../src/findings/schemaCodes.js';
import { FORMATS, isFormat, render } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { ACTING, contextOf, counted, HOSTILE_PATH, sampleReport, sampleTexts, site } from './samples.js';

const schema = JSON.parse(
  readFileSync(new URL('../../src/report/data/report.schema.json', import.meta.url), 'utf8'),
) as {
  $defs: Record<string, { enum: string[] }>;
};
const validateReport = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

// The schema of the standard (draft 4), as Microsoft's matchers carry it.
const Ajv4 = ajvDraft4.default;
const sarifAjv = new Ajv4({ strict: false, allErrors: true, unicodeRegExp: false });
ajvFormats.default(sarifAjv as never);
const validateSarif = sarifAjv.compile(
  createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object,
);

const REFUSED = counted({ scanned: 0, error: { code: 'bad-option', message: 'unknown option --x' } });

describe('formats', () => {
  it('are the seven of the command line', () => {
    expect([...FORMATS].sort()).toEqual(['github', 'html', 'json', 'markdown', 'prompt', 'sarif', 'text']);
    expect(isFormat('json')).toBe(true);
    expect(isFormat('toString')).toBe(false);
  });

  it.each(FORMATS)('%s ends with one line feed, also for an empty and a refused run', async (format) => {
    for (const report of [sampleReport(), sampleReport('write'), counted({}), REFUSED]) {
      expect(await render(format, report, contextOf(sampleTexts()))).toMatch(/[^\n]\n$/);
    }
  });

  it.each(FORMATS)('%s works without any text of the files', async (format) => {
    expect(await render(format, sampleReport(), contextOf(new Map()))).toContain('toolkit-unknown');
  });

  it.each(FORMATS)('%s does not depend on the environment', async (format) => {
    const first = await render(format, sampleReport(), contextOf(sampleTexts()));
    const saved = { ...process.env };
    try {
      Object.assign(process.env, {
        LANG: 'tr_TR.UTF-8',
        LC_ALL: 'de_DE.UTF-8',
        TZ: 'Asia/Tokyo',
        FORCE_COLOR: '3',
        COLUMNS: '20',
        TERM: 'dumb',
      });
      expect(await render(format, sampleReport(), contextOf(sampleTexts()))).toBe(first);
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
      Object.assign(process.env, saved);
    }
  });
});

describe('json', () => {
  it.each([
    ['a dry run', sampleReport()],
    ['a run that wrote', sampleReport('write')],
    ['an empty run', counted({})],
    ['a refused run', REFUSED],
  ])('is the report and valid against the shipped schema: %s', async (_, report) => {
    const parsed = JSON.parse(await render('json', report, contextOf(sampleTexts()))) as unknown;
    expect(parsed).toEqual(report);
    expect(validateReport(parsed), JSON.stringify(validateReport.errors)).toBe(true);
  });

  it.each([
    ['an unknown code', (report: Report) => Object.assign(report.files[0]!.sites[1]!, { code: 'unheard-of' })],
    ['a manual site without a code', (report: Report) => delete report.files[0]!.sites[1]!.code],
    ['a migrated site without an effect', (report: Report) => delete report.files[0]!.sites[0]!.effect],
    ['a kept code on a manual site', (report: Report) => (report.files[0]!.sites[1]!.code = 'ignored')],
    ['a failed file without an error', (report: Report) => delete report.files[1]!.error],
    ['line 0', (report: Report) => (report.files[0]!.sites[0]!.line = 0)],
    ['a refusal with files', (report: Report) => (report.error = { code: 'bad-option', message: 'x' })],
    ['an extra key', (report: Report) => Object.assign(report, { extra: 1 })],
  ])('the schema refuses %s', (_, spoil) => {
    const report = sampleReport();
    spoil(report);
    expect(validateReport(report)).toBe(false);
  });

  it('the schema knows exactly the codes there are (scripts/docs.mjs writes them)', () => {
    for (const [name, codes] of codeLists()) expect(schema.$defs[name]?.enum, name).toEqual([...codes]);
  });
});

describe('github', () => {
  const github = (report: Report) => render('github', report, contextOf(sampleTexts()));

  it('annotates manual sites, failed files, notes and, in a check, what can be migrated', async () => {
    const lines = (await github(sampleReport('check'))).split('\n');
    expect(lines).toContain(
      '::error file=src/broken.ts,title=parse-error::Unexpected token (3%3A7)'.replace('%3A', ':'),
    );
    expect(lines).toContain(
      '::warning file=src/agent.ts,line=11,col=25,title=tools.get needs you (no-session-filter)::The filter has `search`, which sessions do not have.%0AName the toolkits that the search was meant to find.',
    );
    expect(
      lines.some((line) =>
        line.startsWith('::warning file=src/agent.ts,line=6,col=32,title=tools.get can be migrated::'),
      ),
    ).toBe(true);
    expect(lines).toContain(
      '::notice file=src/agent.ts,line=3,title=direct-code-in-template::A template contains direct code.',
    );
    expect(lines).toContain('Would migrate 1 of 5 sites in 1 file; 3 need you, 1 kept on purpose.');
    expect((await github(sampleReport('write'))).includes('can be migrated')).toBe(false);
  });

  it('lets no name or message start a command or end a property', async () => {
    const shown = await github(sampleReport());
    const hostile = shown.split('\n').filter((line) => line.includes('unsupported-body'));
    expect(hostile).toHaveLength(1);
    expect(hostile[0]).toContain('](http%3Aevil)');
    expect(hostile[0]).toContain('%0A%3A%3Aerror'.replaceAll('%3A', ':'));
    expect(hostile[0]).toContain('``` %250A');
    expect(shown).not.toMatch(/^::error::injected/m);
    const report = counted({ files: [], nextSteps: ['::error::x', 'a\n::error::y'] });
    expect(await github(report)).not.toMatch(/^::error/m);
  });
});

describe('sarif', () => {
  const sarif = async (report: Report, texts = sampleTexts()) =>
    JSON.parse(await render('sarif', report, contextOf(texts))) as Log;

  it.each([
    ['a check', sampleReport('check')],
    ['a run that wrote', sampleReport('write')],
    ['an empty run', counted({})],
    ['a refused run', REFUSED],
  ])('is valid against the schema of the standard: %s', async (_, report) => {
    const log = await sarif(report);
    expect(validateSarif(log), JSON.stringify(validateSarif.errors)).toBe(true);
  });

  it('has a rule with help for each result, at the right index', async () => {
    const run = (await sarif(sampleReport('check'))).runs[0]!;
    const rules = run.tool.driver.rules ?? [];
    for (const result of run.results ?? []) {
      const rule = rules[result.ruleIndex ?? -1];
      expect(rule?.id).toBe(result.ruleId);
      expect(rule?.help?.text).toBeTruthy();
      expect(rule?.shortDescription?.text).toBeTruthy();
    }
    expect(rules.find((rule) => rule.id === 'toolkit-unknown')?.help?.markdown).toContain('**What to do:**');
  });

  it('shows manual sites as warnings with their region, kept ones suppressed', async () => {
    const results = (await sarif(sampleReport('check'))).runs[0]!.results ?? [];
    const manual = results.find((result) => result.ruleId === 'toolkit-unknown');
    expect(manual).toMatchObject({
      level: 'warning',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'src/connect.ts' }, region: { startLine: 2, startColumn: 30 } },
        },
      ],
    });
    const kept = results.filter((result) => result.suppressions !== undefined);
    expect(kept.map((result) => result.ruleId)).toEqual(['credentials-in-code']);
    expect(results).toHaveLength(5);
    expect((await sarif(sampleReport('write'))).runs[0]!.results).toHaveLength(4);
  });

  it('gives addresses that are relative and percent-encoded', async () => {
    const results = (await sarif(sampleReport())).runs[0]!.results ?? [];
    const uri =
      results.find((result) => result.ruleId === 'unsupported-body')?.locations?.[0]?.physicalLocation?.artifactLocation
        ?.uri ?? '';
    expect(uri).toMatch(/^src\/[\w%.~-]+$/);
    expect(decodeURIComponent(uri)).toBe(HOSTILE_PATH);
  });

  it.each([
    ['LF', 'a\nb\nc\n', 'a\nB\nnew\nc\n'],
    ['CRLF', 'a\r\nb\r\nc\r\n', 'a\r\nc\r\n'],
    ['no final newline', 'a\nb', 'a\nc\nd'],
    ['a final newline that is added', 'a\nb', 'a\nb\n'],
    ['lines at the end', 'a\n', 'a\nb\n'],
    ['lines at the start', 'b\n', 'a\nb\n'],
  ])('has a fix that gives exactly the text after: %s', async (_, before, after) => {
    const files = [
      {
        path: 'a.ts',
        status: 'changed' as const,
        sites: [1, 2].map((line) => site({ line, column: 1, api: 'tools.get', outcome: 'migrated' })),
        notes: [],
      },
    ];
    const log = await sarif(counted({ mode: 'check', files }), new Map([['a.ts', { before, after }]]));
    expect(validateSarif(log), JSON.stringify(validateSarif.errors)).toBe(true);
    const fixes = (log.runs[0]!.results ?? []).flatMap((result: Result) => result.fixes ?? []);
    expect(fixes).toHaveLength(1);
    expect(fixed(before, fixes[0]!.artifactChanges[0]!.replacements)).toBe(after);
  });

  it('tells of failed files and a refusal in the invocation', async () => {
    const [invocation] = (await sarif(sampleReport())).runs[0]!.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.[0]?.message.text).toBe('parse-error: Unexpected token (3:7)');
    const [refused] = (await sarif(REFUSED)).runs[0]!.invocations ?? [];
    expect(refused).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: 'bad-option: unknown option --x' } }],
    });
  });

  it('has no acting characters in its messages', async () => {
    const results = (await sarif(sampleReport())).runs[0]!.results ?? [];
    for (const result of results) expect(result.message.text).not.toMatch(ACTING);
  });
});

/** Applies replacements by line and column, last first. */
function fixed(before: string, replacements: Replacement[]): string {
  const starts = [0];
  for (let index = 0; index < before.length; index++) if (before[index] === '\n') starts.push(index + 1);
  const offset = (line = 1, column = 1) => (starts[line - 1] ?? before.length) + column - 1;
  let text = before;
  for (const { deletedRegion: region, insertedContent } of [...replacements].reverse()) {
    const from = offset(region.startLine, region.startColumn);
    const to = offset(region.endLine, region.endColumn);
    text = text.slice(0, from) + (insertedContent?.text ?? '') + text.slice(to);
  }
  return text;
}
