import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAMS_FOLDER, filesBelow, programNames } from './program.js';
import { startResults, type Results } from './results.js';

/** Outputs are compiled below node_modules/.cache, from where the real SDK is found. */
const PLACE = path.join(PROGRAMS_FOLDER, '../../../node_modules/.cache/wire-types');

const OPTIONS: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  typeRoots: [path.join(PROGRAMS_FOLDER, '../../../node_modules/@types')],
};

/** Errors of strict type-checking as `<path below folder>(<line>): <message>`. */
function typeErrors(folder: string, files: readonly string[]): string[] {
  const program = ts.createProgram({ rootNames: files.map((file) => path.join(folder, file)), options: OPTIONS });
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    if (!diagnostic.file || diagnostic.start === undefined) return text;
    const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    return `${path.relative(folder, diagnostic.file.fileName)}(${line + 1}): ${text}`;
  });
}

const typeScript = (file: string): boolean => /\.[cm]?ts$/.test(file);

/** Law 4: no type error that was not there before, against the SDK's own types. */
describe('TypeScript programs under strict, against the real SDK', { timeout: 240_000 }, () => {
  let results: Results;
  beforeAll(async () => {
    results = await startResults(3);
  });
  afterAll(() => results.close());

  it('have no type error before', () => {
    expect(typeErrors(PROGRAMS_FOLDER, filesBelow(PROGRAMS_FOLDER).filter(typeScript))).toEqual([]);
  });

  it('have none after their migration', async () => {
    rmSync(PLACE, { recursive: true, force: true });
    const failed: string[] = [];
    for (const name of programNames()) {
      const comparison = await results.of(name).catch(() => undefined);
      if (!comparison) failed.push(name);
      for (const [file, text] of Object.entries(comparison?.files ?? {})) {
        const target = path.join(PLACE, name, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
    }
    expect(failed).toEqual([]);
    expect(typeErrors(PLACE, filesBelow(PLACE).filter(typeScript))).toEqual([]);
  });
});
