import { describe, expect, it } from 'vitest';
import {
  EFFECT_NOTES,
  ERROR_CODES,
  KEPT_CODES,
  MANUAL_CODES,
  NOTE_CODES,
  REFUSAL_CODES,
} from '../../src/findings/codes.js';
import { ALL_CODES, EXPLANATIONS, explanationOf, isFindingCode, ruleOf } from '../../src/findings/explanations.js';
import { TRANSFORM_GUIDES } from '../../src/findings/transformGuides.js';
import { pythonParser } from '../../src/python/grammar.js';
import { parsePython } from '../../src/python/parse.js';
import { TRANSFORM_NAMES } from '../../src/sdk/transforms.js';
import { parse, type ParserOptions } from '@babel/parser';

const LISTS = new Map<string, readonly string[]>([
  ['manual', MANUAL_CODES],
  ['kept', KEPT_CODES],
  ['effect', EFFECT_NOTES],
  ['note', NOTE_CODES],
  ['error', ERROR_CODES],
  ['refusal', REFUSAL_CODES],
]);

describe('explanations', () => {
  it('exist for every code, each once, and for nothing else', () => {
    expect(EXPLANATIONS.map((each) => each.code).sort()).toEqual([...ALL_CODES]);
  });

  it.each([...LISTS])('say %s for exactly the codes of that kind', (kind, codes) => {
    const said = EXPLANATIONS.filter((each) => each.kind === kind || each.alsoKind === kind).map((each) => each.code);
    expect(said.sort()).toEqual([...codes].sort());
  });

  it.each(EXPLANATIONS.map((each) => [each.code, each] as const))('%s is complete', (_, each) => {
    expect(each.title).not.toMatch(/[.\n]$|\n/);
    expect(each.title.length).toBeLessThan(80);
    for (const text of [each.means, each.why, each.todo]) {
      expect(text).toMatch(/[.?!]$/);
      expect(text).not.toContain('\n');
    }
    if (each.after !== undefined) expect(each.before).toBeDefined();
  });

  it('use no old words, except where the old words are the subject', () => {
    const old =
      /\bentit(?:y|ies)\b|entityId|integration ?ids?\b|\bintegrations?\b|toolsets?\b|\bactions?\b|\bapps?\b|\bconnections?\b/i;
    const texts = [
      ...EXPLANATIONS.filter((each) => each.code !== 'legacy-sdk').map((each) => JSON.stringify(each)),
      ...TRANSFORM_GUIDES.map((guide) => JSON.stringify(guide)),
    ];
    for (const text of texts) expect(text.replaceAll('--no-manage-connections', '')).not.toMatch(old);
  });

  it.each(
    EXPLANATIONS.flatMap((each) =>
      [each.before, each.after]
        .filter((code) => code !== undefined)
        .map((code) => [each.code, code, each.language] as const),
    ),
  )('%s shows code that parses', async (_, code, language) => {
    if (language === 'python') {
      expect(parsePython(await pythonParser(), 'a.py', code).problem).toBeUndefined();
      return;
    }
    const options: ParserOptions = { sourceType: 'module', allowReturnOutsideFunction: true, plugins: ['typescript'] };
    expect(() => parse(code, { ...options, allowAwaitOutsideFunction: true })).not.toThrow();
  });

  it('are found by code, and a word from outside finds nothing', () => {
    expect(explanationOf('toolkit-unknown')?.kind).toBe('manual');
    expect(isFindingCode('toolkit-unknown')).toBe(true);
    for (const word of ['constructor', 'toString', '__proto__', '']) {
      expect(explanationOf(word)).toBeUndefined();
      expect(isFindingCode(word)).toBe(false);
      expect(ruleOf(word)).toBe('');
    }
  });

  it('have a first sentence that stands alone as a hint', () => {
    for (const code of ALL_CODES) {
      const rule = ruleOf(code);
      expect(rule, code).toMatch(/^[A-Z`].*[.!?]$/);
      expect(rule.length, code).toBeLessThan(200);
      expect((rule.match(/`/g) ?? []).length % 2, `${code}: ${rule}`).toBe(0);
    }
    expect(ruleOf('toolkit-unknown')).toMatch(/--auth-config <id or name>=<toolkit>/);
  });
});

describe('transform guides', () => {
  it('exist for every transform, in the same order', () => {
    expect(TRANSFORM_GUIDES.map((guide) => guide.name)).toEqual([...TRANSFORM_NAMES]);
  });
});
