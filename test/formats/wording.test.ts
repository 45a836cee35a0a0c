import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/report/codeFrame.js';
import { render } from '../../src/report/index.js';
import { sentences } from '../../src/report/markdownText.js';
import type { FileReport } from '../../src/report/report.js';
import { stepParts } from '../../src/report/steps.js';
import { contextOf, counted, site } from '../report/samples.js';

describe('next steps', () => {
  it.each([
    ['npm install', { command: 'npm install' }],
    ['pnpm install  (in packages/a b)', { command: 'pnpm install', place: '(in packages/a b)' }],
    ['Read the changes: git diff', { words: 'Read the changes', command: 'git diff' }],
    [
      'Take this run back: npx composio-to-sessions undo',
      { words: 'Take this run back', command: 'npx composio-to-sessions undo' },
    ],
    ['Make these changes: run again without --dry-run', { words: 'Make these changes: run again without --dry-run' }],
    [
      'Raise in package.json, and install: @composio/core ^0.6.3 → ^0.11.0',
      { words: 'Raise in package.json, and install: @composio/core ^0.6.3 → ^0.11.0' },
    ],
    ['The run was stopped before anything was written.', { words: 'The run was stopped before anything was written.' }],
  ])('%s', (step, parts) => expect(stepParts(step)).toEqual(parts));

  it('show only commands as code, in Markdown and on the page', async () => {
    const report = counted({
      nextSteps: [
        'Make these changes: run again without --check',
        'npm install  (in a_b)',
        'Read the changes: git diff',
      ],
    });
    const markdown = await render('markdown', report, contextOf(new Map()));
    expect(markdown).toContain(
      '- Make these changes: run again without --check\n- `npm install` (in a\\_b)\n- Read the changes: `git diff`',
    );
    const html = await render('html', report, contextOf(new Map()));
    expect(html).toContain('<li>Make these changes: run again without --check</li>');
    expect(html).toContain(
      '<li><code>npm install</code> (in a_b)</li><li>Read the changes: <code>git diff</code></li>',
    );
  });
});

describe('the lines around a site', () => {
  const deep = (text: string) => `${' '.repeat(24)}${text}`;
  const frame = (lines: string[], line: number, name: string, width: number) => {
    const column = lines[line - 1]!.indexOf(name) + 1;
    return codeFrame(lines.join('\n'), { line, column }, 2, width).map((each) => each.text);
  };

  it('stay as they are where the whole line fits, however far right the place is', () => {
    const lines = [
      '      // about it',
      '      const connection = await composio.toolkits.authorize(',
      '        user.id,',
    ];
    expect(frame(lines, 2, 'authorize', 66)).toEqual([...lines.slice(0, 2), `${' '.repeat(49)}^`, lines[2]]);
  });

  it('lose the indent that they share before anything else is cut', () => {
    const lines = [deep('if (ok) {'), deep('  await composio.tools.get(userId, filter)'), '', deep('}')];
    expect(frame(lines, 2, 'get', 50)).toEqual([
      'if (ok) {',
      '  await composio.tools.get(userId, filter)',
      `${' '.repeat(23)}^`,
      '',
      '}',
    ]);
  });

  it('keep their beginning when only the end of the line of the site can be shown', () => {
    const long = `const result = ${'x'.repeat(80)} + composio.tools.get(userId, filter);`;
    const shown = frame(['start();', long, `${'y'.repeat(60)}`], 2, 'get', 40);
    expect(shown[0]).toBe('start();');
    expect(shown[1]).toMatch(/^….*composio\.tools\.get\(userId/);
    expect(shown[1]!.indexOf('get(')).toBe(shown[2]!.indexOf('^'));
    expect(shown[3]).toBe(`${'y'.repeat(39)}…`);
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(40);
  });

  it('are not shortened by an indent that only some of them have', () => {
    const lines = ['\t\ta();', '    composio.tools.get(user)'];
    expect(frame(lines, 2, 'get', 22)[0]).toBe('    a();');
  });
});

describe('Markdown', () => {
  const files = (amount: number): FileReport[] =>
    Array.from({ length: amount }, (_, index) => ({
      path: `f${index}.ts`,
      status: 'unchanged',
      sites: [
        site({
          line: 1,
          column: 1,
          api: 'tools.get',
          outcome: 'manual',
          code: 'peer-conflict',
          message: '@composio/vercel 0.9.2 needs ai ^5.0.0 || ^6.0.0, ask @someone.',
          hint: 'Settle it.',
        }),
      ],
      notes: [],
    }));

  it('says a reason that sites share once, ten places a row, and loses no site', async () => {
    const shown = await render('markdown', counted({ files: files(23) }), contextOf(new Map()));
    expect(shown.match(/^\| \[/gm)).toHaveLength(3);
    for (let index = 0; index < 23; index++) expect(shown).toContain(`[\`f${index}.ts:1\`](f${index}.ts#L1)`);
    expect(shown).toContain('### Needs you (23 sites)');
  });

  it('counts the sites that it leaves out, not the rows', async () => {
    const shown = await render('markdown', counted({ files: files(9000) }), contextOf(new Map()));
    const listed = shown.match(/#L1\)/g)!.length;
    const left = Number(/… and (\d+) more/.exec(shown)![1]);
    expect(listed + left).toBe(9000);
  });

  it('shows names of packages as code, and calls nobody', async () => {
    const text = sentences('@composio/vercel 0.9.2, `x`, (@a/b-c.d). @someone a@b/c');
    expect(text).toBe('`@composio/vercel` 0.9.2, `x`, (`@a/b-c.d`). @<!-- -->someone a@<!-- -->b/c');
    expect(await marked.parse(text)).toContain('<code>@composio/vercel</code>');
  });
});

describe('the work list', () => {
  it('says in a preview that the tool has to run first, and counts one call as one', async () => {
    const one: FileReport = {
      path: 'a.ts',
      status: 'changed',
      sites: [
        site({ line: 1, column: 1, api: 'tools.get', outcome: 'migrated' }),
        site({ line: 2, column: 1, api: 'tools.get', outcome: 'manual' }),
      ],
      notes: [],
    };
    const preview = await render('prompt', counted({ files: [one] }), contextOf(new Map()));
    expect(preview).toContain('left 1 call that needs a decision. It is listed below with the code around it.');
    expect(preview).toContain('Nothing was written yet: run `npx composio-to-sessions` first');
    const written = await render('prompt', counted({ mode: 'write', files: [one] }), contextOf(new Map()));
    expect(written).not.toContain('Nothing was written yet');
  });
});
