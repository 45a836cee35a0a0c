import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/commands/explain.js';
import { listTransforms } from '../../src/commands/list.js';
import { ALL_CODES } from '../../src/findings/explanations.js';
import { allPages } from '../../src/findings/pages.js';
import { didYouMean } from '../../src/report/didYouMean.js';
import { widthOf } from '../../src/report/layout.js';
import { TRANSFORM_NAMES, TRANSFORMS } from '../../src/sdk/transforms.js';

describe('list', () => {
  it('names every transform in order, one line each', () => {
    const lines = listTransforms(TRANSFORMS, 200).trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...TRANSFORM_NAMES]);
  });

  it('fits the terminal', () => {
    for (const line of listTransforms(TRANSFORMS, 60).split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(60);
  });
});

describe('explain', () => {
  it.each(ALL_CODES)('%s: says what it means, why, and what to do', (code) => {
    const { known, text } = explain(code);
    expect(known).toBe(true);
    expect(text.startsWith(`${code} (`)).toBe(true);
    expect(text).toMatch(/\nWhy\n[^]+\nWhat to do\n[^]+[^\n]\n$/);
  });

  it('shows code before and after as it can be copied', () => {
    expect(explain('meta-tools').text).toContain(
      "Before\n    const tools = await composio.tools.get(userId, { toolkits: ['github'] });\n\nAfter\n    const session",
    );
  });

  it('names near codes for a word that is none', () => {
    expect(explain('toolkit-unkown')).toEqual({
      known: false,
      text: 'There is no code ‘toolkit-unkown’.\nDid you mean ‘toolkit-unknown’?\n',
    });
    expect(explain('meta').text).toContain('Did you mean ‘meta-tools’ or ‘meta-tool-slug’?');
  });

  it('lists all codes when nothing is near', () => {
    const { known, text } = explain('xyzzyxyzzy\u001b[2J');
    expect(known).toBe(false);
    expect(text).not.toContain('\u001b');
    expect(text.replace(/\s+/g, ' ')).toContain('account-owner, account-owner-unknown');
  });

  it('does not take names from the prototype for codes', () => {
    expect(explain('constructor').known).toBe(false);
  });
});

describe('didYouMean', () => {
  it('takes near words, nearest first, whatever the case', () => {
    expect(didYouMean('Githob', ['gitlab', 'github'])).toEqual(['github', 'gitlab']);
    expect(didYouMean('GITHUB', ['slack', 'gitlab', 'github'])[0]).toBe('github');
    expect(didYouMean('conected-accounts', TRANSFORM_NAMES)).toEqual(['connected-accounts']);
    expect(didYouMean('qqqqqqq', TRANSFORM_NAMES)).toEqual([]);
    expect(didYouMean('', TRANSFORM_NAMES)).toEqual([]);
  });
});

describe('generated documentation', () => {
  const docs = new URL('../../docs/', import.meta.url);

  it('is what its source says (npm run build && node scripts/docs.mjs)', async () => {
    for (const [name, content] of allPages(TRANSFORMS)) {
      const file = new URL(name, docs);
      const expected = await format(content, { ...(await resolveConfig(file.pathname)), filepath: file.pathname });
      expect(existsSync(file) ? readFileSync(file, 'utf8') : 'missing', name).toBe(expected);
    }
  });

  it('has no page that nothing generates', () => {
    const pages = allPages(TRANSFORMS);
    for (const folder of ['codes', 'transforms']) {
      for (const name of readdirSync(new URL(`${folder}/`, docs)))
        expect([...pages.keys()]).toContain(`${folder}/${name}`);
    }
  });

  it('has no dead link between its pages', () => {
    const files = ['faq.md', 'migration-guide.md', ...allPages(TRANSFORMS).keys()];
    for (const file of files) {
      const text = readFileSync(new URL(file, docs), 'utf8');
      for (const [, target = ''] of text.matchAll(/\]\(([^)#:\s]+)\)/g)) {
        expect(existsSync(new URL(target, new URL(file, docs))), `${file}: ${target}`).toBe(true);
      }
    }
  });
});
