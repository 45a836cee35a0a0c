/** The pipeline in memory: no disk, no folder, one process. */
import { analyze } from '../../src/analyze/index.js';
import { createProgram } from '../../src/analyze/program.js';
import { OTHERS_MANAGED } from '../support/fixtureCases.js';
import { checkOptions, type RawOptions } from '../../src/commands/options.js';
import type { Edit } from '../../src/edit/edit.js';
import type { SourceFile } from '../../src/find/found.js';
import { runPipeline } from '../../src/migrate.js';
import type { PipelineResult } from '../../src/pipeline-types.js';
import { createTypeCheck, type NewError } from '../../src/verify/typeCheck.js';
import type { Program } from './programs.js';
import { CLIENT, CLIENT_PATH, CLIENTS, CLIENTS_PATH, SUPPORT, SUPPORT_PATH } from './support.js';

/** A folder that is not there, so that nothing of the disk is read. */
const ROOT = '/no-such-folder/project';

export interface Text {
  path: string;
  text: string;
  bom: boolean;
}

export const textsOf = (programs: readonly Program[]): Text[] => [
  ...programs.map(({ path, text, bom }) => ({ path, text, bom })),
  { path: SUPPORT_PATH, text: SUPPORT, bom: false },
  { path: CLIENT_PATH, text: CLIENT, bom: false },
  { path: CLIENTS_PATH, text: CLIENTS, bom: false },
];

export async function migrate(texts: readonly Text[], more: RawOptions = {}): Promise<PipelineResult> {
  // Said only where it is used: it would be a second auth config for a toolkit that has one.
  const mapped = texts.some(({ text }) => text.includes('ac_mapped')) ? ['ac_mapped=github'] : [];
  const raw = { ...more, dryRun: true, offline: true, authConfig: [...mapped, OTHERS_MANAGED] };
  const options = checkOptions([], raw, { cwd: ROOT, env: {}, warn });
  const files: SourceFile[] = texts.map((one) => ({ ...one, absolutePath: `${ROOT}/${one.path}`, strong: true }));
  const found = {
    root: ROOT,
    scanned: files.length,
    candidates: files,
    context: {
      sources: [],
      callers: [],
      closed: new Set(files.map((file) => file.absolutePath)),
      documents: [],
      manifests: [],
      configs: [],
    },
    failed: [],
    documents: [],
    environment: [],
    manifests: [],
    configs: [],
    untracked: new Set<string>(),
    targets: { folders: [], files: [] },
    warnings: [],
  };
  return runPipeline({ root: ROOT, files, found, options });
}

const warn = (line: string): void => {
  throw new Error(line);
};

/** The texts after the run. */
export function applied(texts: readonly Text[], { changes }: PipelineResult): Text[] {
  const after = new Map(changes.map((change) => [change.path, change.after]));
  return texts.map((one) => ({ ...one, text: after.get(one.path) ?? one.text }));
}

/** Type errors that the changed texts have and the first ones do not, by a check of its own. */
export function newTypeErrors(texts: readonly Text[], { changes }: PipelineResult): NewError[] {
  const { parts, files } = analyze({ root: ROOT, files: texts.map(({ path, text }) => ({ path, text })) });
  const check = createTypeCheck(parts[0]!.open(), [...files.keys()]);
  return check.newErrors(new Map(changes.map(({ path, after, edits }) => [path, { after, edits }])));
}

/** Every type error of TypeScript texts: a generator that makes none proves that its programs are valid. */
export function typeErrors(texts: readonly Text[]): string[] {
  const { compiled } = createProgram({ root: ROOT, files: texts.map(({ path, text }) => ({ path, text })) });
  return texts
    .filter(({ path }) => /\.[cm]?tsx?$/.test(path))
    .flatMap(({ path }) => {
      const source = compiled.getSourceFile(`${ROOT}/${path}`);
      if (!source) return [`${path} is not in the program`];
      return [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)].map((one) => {
        const { line } = source.getLineAndCharacterOfPosition(one.start ?? 0);
        const message = typeof one.messageText === 'string' ? one.messageText : one.messageText.messageText;
        return `${path}:${line + 1}: ${message}`;
      });
    });
}

/** The edits that take a change back. */
export function inverse(before: string, edits: readonly Edit[], lengthOf: (edit: Edit) => number): Edit[] {
  const sorted = [...edits].map((edit, order) => ({ edit, order }));
  sorted.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.order - b.order);
  let shift = 0;
  return sorted.map(({ edit }) => {
    const start = edit.start + shift;
    const length = lengthOf(edit);
    shift += length - (edit.end - edit.start);
    return { ...edit, start, end: start + length, text: before.slice(edit.start, edit.end) };
  });
}
