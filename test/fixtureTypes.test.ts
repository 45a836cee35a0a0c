/** Law 4 with the SDK's own types: the outputs of fixtures under strict, against the real SDK. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readCases } from './support/fixtureCases.js';

const ROOT = path.join(import.meta.dirname, '..');
/** Texts are compiled below node_modules/.cache, from where the real SDK is found. */
const PLACE = path.join(ROOT, 'node_modules/.cache/fixture-types');

const OPTIONS: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.Preserve,
  types: ['node'],
  typeRoots: [path.join(ROOT, 'node_modules/@types')],
  experimentalDecorators: true,
};

/** Written for an SDK in which every session has `mcp`; the one that is installed gives it on request. */
const OTHER_SDK = ['tool-router/beta-older-sdk'];

/** Packages and aliases of a fixture are not there; its own files are. */
const FOREIGN_IMPORT = /^Cannot find module '[^.]/;

const host = ts.createCompilerHost(OPTIONS);
const parsed = new Map<string, ts.SourceFile | undefined>();
const parse = host.getSourceFile.bind(host);
// The library and the SDK are the same in both programs.
host.getSourceFile = (file, ...rest) => {
  if (file.startsWith(PLACE)) return parse(file, ...rest);
  if (!parsed.has(file)) parsed.set(file, parse(file, ...rest));
  return parsed.get(file);
};

/** Errors of each case, as `<file> TS<code>`, sorted: lines move, and a message names what the call is now. */
function errorsOf(side: string, cases: ReadonlyMap<string, ReadonlyMap<string, string>>): Map<string, string[]> {
  const rootNames: string[] = [];
  for (const [name, files] of cases) {
    for (const [file, text] of files) {
      const target = path.join(PLACE, side, name, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
      if (/\.[cm]?tsx?$/.test(file)) rootNames.push(target);
    }
  }
  const found = new Map<string, string[]>();
  const program = ts.createProgram({ rootNames, options: OPTIONS, host });
  for (const { file, code, messageText } of ts.getPreEmitDiagnostics(program)) {
    if (FOREIGN_IMPORT.test(ts.flattenDiagnosticMessageText(messageText, '\n'))) continue;
    const [group, name, ...inside] = path.relative(path.join(PLACE, side), file?.fileName ?? '').split(path.sep);
    const errors = found.get(`${group}/${name}`) ?? [];
    found.set(`${group}/${name}`, [...errors, `${inside.join('/')} TS${code}`].sort());
  }
  return found;
}

/** What the second list has more often than the first one. */
function more(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe('outputs of fixtures under strict, against the real SDK', { timeout: 240_000 }, async () => {
  const cases = await readCases();

  it('bring no type error, and most have none at all', () => {
    rmSync(PLACE, { recursive: true, force: true });
    const outputs = new Map(cases.map((one) => [one.name, one.after]));
    const sample = cases.find((one) => one.name === 'tools-get/toolkits-literal')!;
    const spoilt = [...sample.after].map(([file, text]): [string, string] => [
      file,
      text.replace('.tools()', '.tool()'),
    ]);
    const after = errorsOf('after', new Map([...outputs, ['spoilt/one', new Map(spoilt)]]));
    // Without this the rest would prove nothing.
    expect(after.get('spoilt/one')).toEqual([expect.stringMatching(/ TS2551$/)]);
    after.delete('spoilt/one');
    expect(after.size).toBeLessThan(cases.length / 8);

    const before = errorsOf(
      'before',
      new Map(cases.filter((one) => after.has(one.name)).map((one) => [one.name, one.before])),
    );
    const brought = [...after]
      .map(([name, errors]) => ({ name, errors: more(before.get(name) ?? [], errors) }))
      .filter(({ name, errors }) => errors.length > 0 && !OTHER_SDK.includes(name));
    expect(brought).toEqual([]);
  });
});
