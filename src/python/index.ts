/** Analysis of the Python files of a project: one program, then the facts of every candidate. No nodes leave it. */
import type { ErrorCode } from '../findings/codes.js';
import { PYTHON_VERSION_READERS } from '../sdk/python/apis.js';
import { describeLegacyPython, isLegacyPython } from '../sdk/python/legacy.js';
import { Clients } from './clients.js';
import { Expressions } from './expressions.js';
import type { PythonFileFacts } from './facts.js';
import { pythonParser } from './grammar.js';
import { Ignores } from './ignores.js';
import { importsOf, Program, type Module, type ProgramInput } from './program.js';
import { mayHoldSites, otherClassNames } from './words.js';
import { siteFact, type SiteContext } from './siteFacts.js';
import { findSites } from './sites.js';
import { lineOf, walk, type SyntaxNode } from './syntax.js';
import { Tracer } from './trace.js';

export { PythonManifests, type ManifestFolder } from './manifests/project.js';
export type { ProgramInput } from './program.js';
export type * from './facts.js';

export interface PythonAnalysis {
  /** By path, in path order. */
  files: Map<string, PythonFileFacts>;
  /** Files that do not parse, or whose analysis threw, by path. */
  failed: Map<string, { code: ErrorCode; message: string }>;
}

/**
 * Finds every direct call of the files given, with what is known of it.
 *
 * @param onFile called before each file
 */
export async function analyzePython(
  input: ProgramInput,
  onFile?: (done: number, total: number) => void,
): Promise<PythonAnalysis> {
  const program = new Program(await pythonParser(), input);
  const tracer = new Tracer(program);
  const clients = new Clients(tracer, otherClassNames(input.files.map((file) => file.text)));
  const facts = new Expressions(tracer);
  const files: PythonAnalysis['files'] = new Map();
  const failed: PythonAnalysis['failed'] = new Map();
  const paths = input.files.filter((file) => mayHoldSites(file.text)).map((file) => file.path);
  paths.sort().forEach((path, index) => {
    onFile?.(index, paths.length);
    const module = program.module(path);
    if (!module) {
      failed.set(path, { code: 'parse-error', message: program.problems.get(path) ?? 'its syntax could not be read' });
      return;
    }
    try {
      files.set(path, fileFacts(module, tracer, clients, facts));
    } catch (error) {
      failed.set(path, { code: 'transform-error', message: error instanceof Error ? error.message : String(error) });
    }
  });
  return { files, failed };
}

function fileFacts(module: Module, tracer: Tracer, clients: Clients, facts: Expressions): PythonFileFacts {
  const ignores = new Ignores(module.file);
  const context: SiteContext = {
    tracer,
    facts,
    ignoredBy: (node, line) => ignores.of(node, line),
    providerOf: (construction) => clients.providerOfConstruction(construction),
  };
  const sites = findSites(module, tracer, clients).map((site) => siteFact(site, context));
  const notes = legacyNotes(module);
  for (const line of ignores.unused) {
    notes.push({ line, code: 'ignore-unused', message: 'this ignore comment matches no direct call' });
  }
  const constructions: PythonFileFacts['constructions'] = [];
  const versionReaders: PythonFileFacts['versionReaders'] = [];
  walk(module.file.root, (node) => {
    if (node.kind !== 'call') return;
    if (clients.isConstruction(node)) constructions.push(clients.constructionFact(node));
    const reader = versionReader(node, clients);
    if (reader) versionReaders.push(reader);
  });
  return { path: module.path, sites, constructions, versionReaders, notes };
}

function versionReader(call: SyntaxNode, clients: Clients): PythonFileFacts['versionReaders'][number] | null {
  const callee = call.child('function');
  const space = callee?.kind === 'attribute' ? callee.child('object') : undefined;
  const receiver = space?.kind === 'attribute' ? space.child('object') : undefined;
  if (!callee || !space || !receiver) return null;
  const api = `${space.child('attribute')?.text}.${callee.child('attribute')?.text}`;
  if (!PYTHON_VERSION_READERS.has(api) || clients.recognise(receiver).kind !== 'client') return null;
  return { api, line: lineOf(callee), constructions: clients.constructionsOf(receiver) };
}

/** One note for each name of the legacy SDK that is imported. */
function legacyNotes({ file }: Module): PythonFileFacts['notes'] {
  return importsOf(file)
    .filter((one) => one.level === 0 && isLegacyPython(one.module, one.name))
    .map(({ node, name }) => ({ line: lineOf(node), code: 'legacy-sdk', message: describeLegacyPython(name) }));
}
