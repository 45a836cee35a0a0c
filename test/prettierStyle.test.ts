/**
 * What a formatter leaves alone it still leaves alone after the migration: for every fixture whose input some Prettier
 * style does not change, that style does not change the output either.
 */
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { detectStyle } from '../src/edit/style.js';
import { readCases } from './support/fixtureCases.js';

/** The tool writes lines of up to 100 columns: tried first where the code does not say how wide it is. */
const WIDTHS = [100, 120, 80];

/**
 * Outputs that Prettier would still lay out another way, with the reason. The list can only get shorter: an entry that
 * is right by now fails.
 */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['connected-accounts/map-keys-in-upper-case/input.ts', 'a session inside of an `if` without braces'],
  ['tools-execute/body-known-by-its-type/input.ts', 'a session inside of a loop without braces'],
  ['tools-execute/probes/input.ts', 'a session behind `&&`, which would be broken up'],
  ['connected-accounts/request-returned-whole/input.ts', 'a session inside of an awaited chain in parentheses'],
  [
    'create-session/account-lookup-evaluates-the-client-once/input.ts',
    'a client that was in parentheses and is captured keeps them',
  ],
  ['create-session/class-member-client/input.ts', 'a chain on `this.client!`, which Prettier counts as short'],
  ['create-session/commonjs/input.cjs', 'the object around an arrow function would be broken up'],
  ['create-session/conditional-expression/input.ts', 'a session inside of `?:`, which would be broken up'],
  ['create-session/optional-client/input.ts', 'a session inside of `?:`, which would be broken up'],
  ['create-session/late-reads-that-stay-the-same/input.ts', 'a chain as the only argument of another call'],
  [
    'create-session/parameter-default/input.ts',
    'a session in the default of a parameter: the parameters would be broken up',
  ],
  [
    'projects/getter-for-ten-files/src/agents/everything.ts',
    'Prettier breaks up `(await getter())` before an object on several lines',
  ],
  ['tool-router/beta-mcp-clients/input.ts', 'what is on one line around a renamed value would be broken up'],
  ['tools-by-name/merged-union-inline/input.ts', 'a list on several lines of which one item is left'],
  ['tools-execute/chain-of-several-lines/input.ts', 'arguments on several lines in a callback of a chain'],
  ['tools-execute/conditional/input.ts', 'a session inside of `?:`, which would be broken up'],
  ['tools-execute/destructured-name-taken/input.ts', 'a name that gets longer in front of the call'],
  ['tools-execute/escapes-in-an-expression/input.ts', 'a chain inside of the arguments of other calls'],
  ['tools-execute/promise-all/input.ts', 'a chain as the only argument of another call'],
]);

/** Styles that the code could be written in: what it shows by itself, and each width. */
function* styles(text: string): Generator<prettier.Options> {
  const { quote, semicolons: semi, trailingComma, indentUnit, bracketSpacing } = detectStyle(text);
  const own = { singleQuote: quote === "'", semi, useTabs: indentUnit === '\t', bracketSpacing };
  const tabWidth = own.useTabs ? 2 : indentUnit.length;
  for (const printWidth of WIDTHS)
    for (const comma of trailingComma === 'none' ? (['none'] as const) : (['all', 'es5'] as const))
      yield { ...own, printWidth, tabWidth, trailingComma: comma, endOfLine: 'auto' };
}

async function keeps(text: string, filepath: string, style: prettier.Options): Promise<boolean> {
  return prettier.check(text, { ...style, filepath }).catch(() => false);
}

const changed = (await readCases()).flatMap(({ name, before, after }) =>
  [...after].flatMap(([file, text]) => {
    const old = before.get(file);
    const isCode = /\.[cm]?[jt]sx?$/.test(file);
    return isCode && old !== undefined && old !== text
      ? [{ name: `${name}/${file}`, file, before: old, after: text }]
      : [];
  }),
);

let checked = 0;

describe('a formatter has nothing to do after the migration', () => {
  it.each(changed)('$name', async ({ name, file, before, after }) => {
    const formatted = await firstStyle(before, file);
    if (!formatted) return;
    checked++;
    const isKept = await keeps(after, file, formatted);
    if (KNOWN.has(name)) expect(isKept, 'take it off the list').toBe(false);
    else expect(after).toBe(await prettier.format(after, { ...formatted, filepath: file }));
  });

  it('is asked of most fixtures, and of every entry of the list', () => {
    expect(checked / changed.length).toBeGreaterThan(0.8);
    const names = new Set(changed.map(({ name }) => name));
    expect([...KNOWN.keys()].filter((name) => !names.has(name))).toEqual([]);
  });
});

async function firstStyle(text: string, file: string): Promise<prettier.Options | undefined> {
  for (const style of styles(text)) if (await keeps(text, file, style)) return style;
  return undefined;
}
