import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/report/diff.js';
import { widthOf } from '../../src/report/layout.js';
import { render } from '../../src/report/index.js';
import type { FileReport, Report } from '../../src/report/report.js';
import { ACTING, contextOf, counted, sampleReport, sampleTexts, site } from './samples.js';

const text = (report: Report, parts = {}) => render('text', report, contextOf(sampleTexts(), parts));

function manualSites(amount: number): FileReport[] {
  return Array.from({ length: amount }, (_, index) => ({
    path: `src/f${String(index).padStart(3, '0')}.ts`,
    status: 'unchanged' as const,
    sites: [
      site({
        line: 1,
        column: 1,
        api: 'tools.get',
        outcome: 'manual',
        code: 'filter-unknown',
        message: 'Same.',
        hint: 'Do it.',
      }),
    ],
    notes: [],
  }));
}

describe('the text report', () => {
  it('starts with what was done and what is left', async () => {
    const [first] = (await text(sampleReport())).split('\n');
    expect(first).toBe('Would migrate 1 of 5 sites in 1 file; 3 need you, 1 kept on purpose.');
    expect((await text(sampleReport('write'))).split('\n')[0]).toMatch(/^Migrated 1 of 5 sites in 1 file; 3 need you/);
  });

  it('says what will behave differently before the list of files', async () => {
    const shown = await text(sampleReport());
    expect(shown).toMatch(
      /What will behave differently\n {2}- The agent gets meta tools .* \(meta-tools, 1\n? *site\)/,
    );
    expect(shown.indexOf('What will behave differently')).toBeLessThan(shown.indexOf('Would change (1 file)'));
  });

  it('shows each migrated site with its session form, evidence and effect', async () => {
    const shown = await text(sampleReport());
    expect(shown).toMatch(/ 6 {2}tools\.get → session\.tools\n +The client is .*\n? *.*\n +differs: meta-tools/);
  });

  it('shows each manual site with a code frame, the reason and what to do', async () => {
    const shown = await text(sampleReport());
    expect(shown).toContain('Needs you (3 sites)');
    expect(shown).toMatch(
      /src\/agent\.ts:11:25 {2}tools\.get\n(?:.*\n)*? +> 11 \| {3}return composio\.tools\.get\(userId, \{ search: words \}\);\n {11}\| +\^/,
    );
    expect(shown).toContain('Why: The filter has `search`, which sessions do not have.');
    expect(shown).toContain('Do: Name the toolkits that the search was meant to find.');
    expect(shown).toContain('Do: Pass --auth-config id=<toolkit>.');
  });

  it('puts the marker under the column', async () => {
    const lines = (await text(sampleReport())).split('\n');
    const at = lines.findIndex((line) => line.includes('> 11 |'));
    expect(lines[at + 1]?.indexOf('^')).toBe(lines[at]?.indexOf('get('));
  });

  it('lists kept sites, failed files, notes and next steps', async () => {
    const shown = await text(sampleReport());
    expect(shown).toMatch(
      /Kept on purpose \(1 site\)\n {2}src\/connect\.ts:2 {2}connectedAccounts\.initiate \(credentials-in-code\):/,
    );
    expect(shown).toMatch(/Failed \(1 file\)\n {2}src\/broken\.ts {2}parse-error\n {6}Unexpected token \(3:7\)/);
    expect(shown).toContain('1 file failed; it is as it was.');
    expect(shown).toContain('src/agent.ts:3  A template contains direct code.');
    expect(shown).toContain('user-untyped');
    expect(shown).toContain('  1. npm install @composio/core@^0.11.0\n  2. git diff');
  });

  it.each([40, 60, 80, 100, 200])('is never wider than %d columns', async (columns) => {
    for (const verbosity of ['quiet', 'normal', 'verbose']) {
      for (const line of (await text(sampleReport(), { columns, verbosity })).split('\n')) {
        expect(widthOf(line), line).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('cuts long lines of source around the place and marks the cut', async () => {
    const before = `${'x'.repeat(3000)}composio.tools.get(user)${'y'.repeat(5_000_000)}`;
    const report = counted({
      files: manualSites(1).map((file) => ({ ...file, sites: file.sites.map((each) => ({ ...each, column: 3016 })) })),
    });
    const shown = await render('text', report, contextOf(new Map([['src/f000.ts', { before, after: before }]])));
    const line = shown.split('\n').find((each) => each.includes('> 1 |')) ?? '';
    expect(line).toMatch(/\| …x+composio\.tools\.get\(user\)y+…$/);
    expect(widthOf(line)).toBeLessThanOrEqual(80);
    const marker = shown.split('\n').find((each) => each.trimEnd().endsWith('^')) ?? '';
    expect(line.slice(marker.indexOf('^'), marker.indexOf('^') + 4)).toBe('get(');
  });

  it('is one colour-free text without control characters, whatever the source contains', async () => {
    for (const verbosity of ['quiet', 'normal', 'verbose']) {
      expect(await text(sampleReport(), { verbosity })).not.toMatch(ACTING);
    }
  });

  it('colours only when told to, and says the same then', async () => {
    const plain = await text(sampleReport());
    const coloured = await text(sampleReport(), { color: true });
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured).replaceAll('•', '-')).toBe(plain);
    expect(stripVTControlCharacters(coloured)).not.toMatch(ACTING);
  });

  it('lets no source act on the terminal when it shows coloured diffs', async () => {
    const report = sampleReport();
    const evil = 'a\n\u001b]0;owned\u0007\u202e\n';
    report.files[0] = { ...report.files[0]!, diff: unifiedDiff('a.ts', evil, `${evil}b\n`) };
    const shown = stripVTControlCharacters(await text(report, { color: true, showDiff: true }));
    expect(shown).not.toMatch(ACTING);
    expect(shown).toContain('\\u{1b}]0;owned\\u{7}\\u{202e}');
  });

  it('groups sites with the same reason, says it once and still lists every site', async () => {
    const shown = await text(counted({ files: manualSites(30) }));
    expect(shown.match(/Why: Same\./g)).toHaveLength(1);
    expect(shown).toContain('filter-unknown: The filter could not be read (30 sites)');
    for (let index = 0; index < 30; index++) expect(shown).toContain(`src/f${String(index).padStart(3, '0')}.ts:1:1`);
  });

  it('sums long runs up per file, and shows every site with --verbose', async () => {
    const files = Array.from({ length: 40 }, (_, index): FileReport => ({
      path: `src/f${index}.ts`,
      status: 'changed',
      sites: [1, 2].map((line) =>
        site({ line, column: 1, api: 'tools.get', outcome: 'migrated', evidence: 'By type.' }),
      ),
      notes: [],
    }));
    const normal = await text(counted({ files }));
    expect(normal).toContain('  src/f39.ts  tools.get ×2\n');
    expect(normal).not.toContain('By type.');
    expect((await text(counted({ files }), { verbosity: 'verbose' })).match(/By type\./g)).toHaveLength(80);
  });

  it('says with --quiet only the summary and failures', async () => {
    const shown = await text(sampleReport(), { verbosity: 'quiet', showDiff: true });
    expect(shown).toContain('Would migrate 1 of 5 sites');
    expect(shown).toContain('parse-error');
    expect(shown).not.toMatch(/Needs you|Next steps|Notes|diff --git/);
  });

  it('points to where a manual site is after writing', async () => {
    const shown = await text(sampleReport('write'));
    expect(shown).toContain('src/agent.ts:12:25');
    expect(shown).toMatch(/> 12 \| {3}return composio\.tools\.get\(userId, \{ search: words \}\);/);
  });

  it('is as a whole a patch that git applies', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sessions-text-'));
    try {
      const name = 'src/with ünïcode.ts';
      const before = 'a\r\nb \u001b \u202e\n--- x\n+++ y\n@@ -1 +1 @@\nend';
      const after = 'a\r\nB \u001b \u202e\n--- x\n+++ y\n@@ -1 +1 @@\nend\n';
      const agent = sampleTexts().get('src/agent.ts')!;
      mkdirSync(path.join(folder, 'src'));
      writeFileSync(path.join(folder, name), before);
      writeFileSync(path.join(folder, 'src/agent.ts'), agent.before);
      const report = sampleReport();
      report.files.push({
        path: name,
        status: 'changed',
        sites: [],
        notes: [],
        diff: unifiedDiff(name, before, after),
      });
      writeFileSync(path.join(folder, 'report.txt'), await text(report, { showDiff: true }));
      execFileSync('git', ['apply', '--whitespace=nowarn', 'report.txt'], { cwd: folder });
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(after);
      expect(readFileSync(path.join(folder, 'src/agent.ts'), 'utf8')).toBe(agent.after);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('nothing to do', () => {
  const first = async (report: Report) => (await text(report)).split('\n')[0];

  it('has a text for each cause', async () => {
    expect(await first(counted({ scanned: 0, candidates: 0 }))).toBe('Nothing to do: no files matched.');
    expect(await first(counted({ scanned: 12, candidates: 0 }))).toBe('Nothing to do: no Composio code in 12 files.');
    expect(await first(counted({ scanned: 12, candidates: 2 }))).toBe(
      'Nothing to do: the code is already on sessions (2 files with Composio code, no',
    );
    const manual = await text(counted({ files: manualSites(2) }));
    expect(manual).toMatch(/^Nothing to migrate by itself: only 2 sites are left that need you\.\n/);
    expect(manual).toContain('src/f001.ts:1:1');
  });

  it('names sites that are kept on purpose', async () => {
    const files = [
      {
        ...manualSites(1)[0]!,
        sites: [site({ line: 1, column: 1, api: 'tools.get', outcome: 'kept', code: 'ignored', message: 'm' })],
      },
    ];
    expect(await first(counted({ files }))).toBe('Nothing to do: 1 direct call kept on purpose, no other is left.');
  });
});

describe('other runs', () => {
  it('a refused run says why and where to read on', async () => {
    const report = counted({
      scanned: 0,
      error: { code: 'uncommitted-changes', message: 'src/a.ts has changes. Commit or pass --force.' },
    });
    expect(await text(report)).toBe(
      'Refused: src/a.ts has changes. Commit or pass --force.\nMore about it: npx composio-to-sessions explain uncommitted-changes\n',
    );
  });

  it('undo says what was taken back', async () => {
    const files: FileReport[] = [{ path: 'a.ts', status: 'changed', sites: [], notes: [] }];
    expect(await text(counted({ mode: 'undo', files }))).toBe(
      'Took the last run back in 1 file.\n\nTaken back (1 file)\n  a.ts\n',
    );
  });
});
