import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../src/edit/edit.js';
import { cleanupGroup } from '../../src/edit/unused.js';
import { groupsOf, reasonsOf, textWith } from '../../src/interactive/changes.js';
import { searchToolkits } from '../../src/interactive/toolkitSearch.js';
import { diffLines } from '../../src/interactive/view.js';
import type { FilePlan, SitePlan } from '../../src/plan/plan.js';
import { nameOfAuthConfig, withPreferred } from '../../src/plan/preferred.js';
import { knownToolkits } from '../../src/sdk/toolkits.js';

const plain = { columns: 80, style: new Chalk({ level: 0 }) };

describe('search over the known toolkits', () => {
  it('puts the slug itself first, then beginnings, then parts; case, blanks and separators do not count', () => {
    expect(searchToolkits('Google Maps', knownToolkits(), [])[0]).toBe('google_maps');
    expect(searchToolkits('slack', knownToolkits(), []).slice(0, 2)).toEqual(['slack', 'slackbot']);
    expect(searchToolkits('calendar', ['googlecalendar', 'calendarhero'], [])).toEqual([
      'calendarhero',
      'googlecalendar',
    ]);
  });

  it('shows the toolkits of the project first, and what may be meant where nothing fits', () => {
    expect(searchToolkits('', ['a', 'b', 'c'], ['c'])).toEqual(['c', 'a', 'b']);
    expect(searchToolkits('', ['a', 'b', 'c'], ['c', 'b', 'c'])).toEqual(['c', 'b', 'a']);
    expect(searchToolkits('githbu', knownToolkits(), [])).toContain('github');
    expect(searchToolkits('zzzzzzzzzz', knownToolkits(), [])).toEqual([]);
  });
});

describe('the diff of a file', () => {
  it('wraps long lines and shows all of them, but not all of a bundle', () => {
    const long = `const a = '${'x'.repeat(150)}';\n`;
    const lines = diffLines('', long, plain);
    expect(lines.every((line) => line.length < 80)).toBe(true);
    expect(lines.map((line) => line.slice(6)).join('')).toBe(long.trimEnd());
    const bundle = diffLines('', `${'y'.repeat(100_000)}\n`, plain);
    expect(bundle.length).toBe(6);
    expect(bundle.at(-1)).toContain('100000 characters in this line');
  });

  it('has no line numbers where there is no room, shows tabs, and no carriage return', () => {
    expect(diffLines('a\r\n', '\tb\r\n', { ...plain, columns: 40 })).toEqual(['- a', '+   b']);
  });

  it('never is wider than the terminal with wide characters', () => {
    const lines = diffLines('', `// ${'日本語'.repeat(30)}\n`, { ...plain, columns: 40 });
    expect(lines.every((line) => [...line].length <= 22)).toBe(true);
  });
});

describe('the changes of a file, taken apart', () => {
  const text = 'import x from "x";\nA\nB\nV\n';
  const edit = (start: number, end: number, group: string, reason = group): Edit => ({
    start,
    end,
    text: '',
    group,
    transform: 'tools-get',
    reason,
  });
  const site = (group: string, start: number, kind: string): SitePlan =>
    ({ id: group, start, end: start + 1, group, action: { kind }, session: null }) as unknown as SitePlan;
  const change = {
    path: 'a.ts',
    absolutePath: '/a.ts',
    bom: false,
    before: text,
    after: '',
    edits: [
      edit(23, 25, 'v'),
      edit(21, 23, 'b'),
      edit(19, 21, 'a', 'one'),
      edit(0, 19, cleanupGroup(['a', 'b']), '‘x’ is not used any more'),
    ],
  };
  const plan = {
    path: 'a.ts',
    sites: [site('v', 2, 'remove-versions'), site('a', 19, 'tools'), site('b', 21, 'tools')],
    sessions: [],
    imports: [],
  } as FilePlan;

  it('come in the order of the text, versions last, a removal with the last of its causes', () => {
    const groups = groupsOf(change, plan);
    expect(groups.map((group) => group.group)).toEqual(['a', 'b', 'v']);
    expect(groups.map((group) => group.removesVersions)).toEqual([false, false, true]);
    expect(reasonsOf(groups[1]!)).toEqual(['‘x’ is not used any more', 'b']);
    expect(textWith(change, groups[0]!)).toBe('import x from "x";\nB\nV\n');
    expect(textWith(change, groups[1]!)).toBe('A\nV\n');
  });
});

describe('the auth config that was chosen for a toolkit', () => {
  const value = (name: string) => ({
    key: `env:${name}`,
    spellings: [{ value: { kind: 'env' as const, text: `process.env.${name}`, mayBeUnset: true }, path: null }],
  });
  const registry = {
    open: [],
    managed: new Set<string>(),
    lookup: new Set<string>(),
    homeOf: () => '',
    entries: new Map([
      ['github', { toolkit: 'github', values: [value('A'), value('B')], others: ['row.id'], given: [] }],
    ]),
  };

  it('is the only one of its toolkit from then on', () => {
    const chosen = withPreferred(registry, new Map([['github', 'B']])).entries.get('github')!;
    expect(chosen.values.map(nameOfAuthConfig)).toEqual(['B']);
    expect(chosen.others).toEqual([]);
  });

  it('changes nothing where the project has no such auth config any more', () => {
    expect(withPreferred(registry, new Map([['github', 'C']])).entries).toEqual(registry.entries);
    expect(withPreferred(registry, new Map([['slack', 'A']])).entries).toEqual(registry.entries);
  });
});
