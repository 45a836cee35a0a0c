import ts from 'typescript';
import { fileURLToPath } from 'node:url';
import { sdkTypeFiles } from '../../src/sdk/description.js';

/** Helpers of the SDK tests: programs checked against the shipped description or the installed SDK. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DESCRIBED = `${ROOT}described`;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  allowJs: true,
};

/** Against which types a program is checked; `described` programs see no installed package but `@types/node`. */
export type World = 'described' | 'real';

const described = new Map([...sdkTypeFiles()].map(([path, text]) => [DESCRIBED + path, text]));
const parsed = new Map<string, ts.SourceFile>();

/** Type-checks one program given as text. Returns its program and file, and each diagnostic as `line: TSnnnn`. */
export function check(
  text: string,
  world: World,
  extra: ts.CompilerOptions = {},
  ext = 'mts',
): { program: ts.Program; file: ts.SourceFile; problems: string[]; messages: string[] } {
  const folder = world === 'described' ? DESCRIBED : `${ROOT}test/sdk`;
  const name = `${folder}/program.${ext}`;
  const options = { ...OPTIONS, ...extra };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile, directoryExists } = host;
  const virtual = (path: string): string | undefined => (path === name ? text : described.get(path));
  const isReal = (path: string): boolean =>
    world === 'real' ||
    path.includes('/@types/node/') ||
    !path.includes('/node_modules/') ||
    path.includes('/node_modules/typescript/') ||
    path.includes('/undici-types/');
  host.fileExists = (path) => virtual(path) !== undefined || (isReal(path) && fileExists(path));
  host.directoryExists = (path) => path.startsWith(DESCRIBED) || directoryExists!.call(host, path);
  host.readFile = (path) => virtual(path) ?? readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    if (path === name) return ts.createSourceFile(path, text, languageVersion, true);
    const kept = parsed.get(path);
    if (kept) return kept;
    const virtualText = described.get(path);
    const file =
      virtualText === undefined
        ? getSourceFile.call(host, path, languageVersion, ...rest)
        : ts.createSourceFile(path, virtualText, languageVersion, true);
    if (file) parsed.set(path, file);
    return file;
  };
  const program = ts.createProgram([name], options, host);
  const file = program.getSourceFile(name)!;
  const found = ts.getPreEmitDiagnostics(program, file);
  const problems = found.map((one) => `${ts.getLineAndCharacterOfPosition(file, one.start!).line + 1}: TS${one.code}`);
  const messages = found.map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'));
  return { program, file, problems, messages };
}

/** Where the description can be imported from beside the real SDK, in a `real` program. */
export const DESCRIBED_CORE = '../../described/node_modules/@composio/core/index.js';
export const DESCRIBED_OPENAI = '../../described/node_modules/@composio/openai/index.js';
