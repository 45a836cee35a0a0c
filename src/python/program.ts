/** The modules of a project: the candidates, and what they import. Each is read and parsed when it is asked for. */
import path from 'node:path';
import type { Parser } from 'web-tree-sitter';
import { isPythonSdkModule } from '../sdk/python/apis.js';
import { parsePython } from './parse.js';
import { Scopes, type Import } from './scopes.js';
import { walk, type SyntaxFile, type SyntaxNode } from './syntax.js';

export interface Module {
  /** Relative to the root, forward slashes. */
  path: string;
  file: SyntaxFile;
  scopes: Scopes;
  /** It imports something of the SDK. */
  usesSdk: boolean;
}

export interface ProgramInput {
  /** Candidates and context, by path relative to the root; texts without their BOM. */
  files: readonly { path: string; text: string }[];
  /** The text of another file, or undefined when there is none that can be read. */
  read(path: string): string | undefined;
  /** A folder is there. */
  isFolder(path: string): boolean;
}

/** Where an import leads. */
export type Resolved =
  | { kind: 'module'; module: Module }
  /** A folder without `__init__.py`. */
  | { kind: 'folder'; path: string }
  | { kind: 'external'; name: string };

/** How far above the root modules are looked for, where the paths are a part of a project. */
const ABOVE = 4;

export class Program {
  /** Path → why it could not be parsed. */
  readonly problems = new Map<string, string>();
  private readonly texts: ReadonlyMap<string, string>;
  private readonly modules = new Map<string, Module | null>();
  private readonly byFile = new Map<SyntaxFile, Module>();
  private readonly resolved = new Map<string, Resolved>();
  private readonly calls = new Map<string, SyntaxNode[]>();
  private readonly callIndexes = new Map<Module, ReadonlyMap<string, SyntaxNode[]>>();

  constructor(
    private readonly parser: Parser,
    private readonly input: ProgramInput,
  ) {
    this.texts = new Map(input.files.map(({ path: file, text }) => [file, text]));
  }

  /** The module at a path; undefined where there is none, or none that can be parsed. */
  module(file: string): Module | undefined {
    return this.load(file);
  }

  moduleOf(node: SyntaxNode): Module {
    return this.byFile.get(node.file)!;
  }

  scopesOf(node: SyntaxNode): Scopes {
    return this.moduleOf(node).scopes;
  }

  /** Where an import of a module leads: `from ..x import` has a level, `import a.b` has none. */
  resolve(from: Module, level: number, name: string): Resolved {
    const key = `${level > 0 ? from.path : path.posix.dirname(from.path)}\n${level}\n${name}`;
    let found = this.resolved.get(key);
    // A module never means itself by an absolute name that another package has.
    if (!found) this.resolved.set(key, (found = this.find(from, level, name)));
    if (found.kind === 'module' && found.module === from && level === 0 && isPythonSdkModule(name)) {
      return { kind: 'external', name };
    }
    return found;
  }

  /** Calls in the candidates by the last word of what is called. */
  callsOf(name: string): readonly SyntaxNode[] {
    const known = this.calls.get(name);
    if (known) return known;
    const found: SyntaxNode[] = [];
    for (const [file, text] of this.texts) {
      const module = text.includes(name) ? this.load(file) : undefined;
      if (module) found.push(...(this.callsIn(module).get(name) ?? []));
    }
    this.calls.set(name, found);
    return found;
  }

  private callsIn(module: Module): ReadonlyMap<string, SyntaxNode[]> {
    let index = this.callIndexes.get(module);
    if (!index) this.callIndexes.set(module, (index = indexCalls(module)));
    return index;
  }

  private find(from: Module, level: number, name: string): Resolved {
    const way = name === '' ? [] : name.split('.');
    if (level > 0) {
      let folder = path.posix.dirname(from.path);
      for (let up = 1; up < level; up++) folder = path.posix.join(folder, '..');
      return this.at(path.posix.join(folder, ...way)) ?? { kind: 'external', name: `${'.'.repeat(level)}${name}` };
    }
    for (const folder of this.searched(from, way[0] ?? '')) {
      const found = this.at(path.posix.join(folder, ...way));
      if (found) return found;
    }
    return this.bySuffix(way) ?? { kind: 'external', name };
  }

  /** Folders that absolute imports start from: those around the file, nearest first, each with its `src`. */
  private searched(from: Module, top: string): string[] {
    const folders: string[] = [];
    let folder = path.posix.dirname(from.path);
    for (let above = 0; above <= ABOVE; folder = path.posix.join(folder, '..')) {
      // Inside a package an absolute name starts at the top: `composio` there is not the module next door.
      const isPackage = this.textOf(path.posix.join(folder, '__init__.py')) !== undefined;
      if (!isPackage || !isPythonSdkModule(top)) folders.push(folder, path.posix.join(folder, 'src'));
      if (folder === '.' || folder.startsWith('..')) above++;
      if (this.input.isFolder(path.posix.join(folder, '.git'))) break;
    }
    return folders;
  }

  /** A module, a package or a plain folder at a path without its extension. */
  private at(place: string): Resolved | undefined {
    for (const file of [path.posix.join(place, '__init__.py'), `${place}.py`]) {
      const module = this.load(file);
      if (module) return { kind: 'module', module };
    }
    return place !== '.' && this.input.isFolder(place) ? { kind: 'folder', path: place } : undefined;
  }

  /** The one candidate whose path ends so: of a project that adds folders of its own to the path. */
  private bySuffix(way: readonly string[]): Resolved | undefined {
    if (way.length < 2 || isPythonSdkModule(way[0]!)) return undefined;
    const end = `/${way.join('/')}`;
    const found = [...this.texts.keys()].filter((file) => `/${file.replace(/(?:\/__init__)?\.py$/, '')}`.endsWith(end));
    const module = found.length === 1 ? this.load(found[0]!) : undefined;
    return module && { kind: 'module', module };
  }

  private load(file: string): Module | undefined {
    const known = this.modules.get(file);
    if (known !== undefined) return known ?? undefined;
    const text = this.texts.get(file) ?? this.input.read(file);
    return text === undefined ? void this.modules.set(file, null) : this.add(file, text);
  }

  private textOf(file: string): string | undefined {
    return this.texts.get(file) ?? this.modules.get(file)?.file.text ?? this.input.read(file);
  }

  private add(file: string, text: string): Module | undefined {
    const parsed = parsePython(this.parser, file, text);
    if (parsed.problem !== undefined) {
      this.problems.set(file, parsed.problem);
      this.modules.set(file, null);
      return undefined;
    }
    const module: Module = {
      path: file,
      file: parsed.file,
      scopes: new Scopes(parsed.file),
      usesSdk: importsOf(parsed.file).some((one) => one.level === 0 && isPythonSdkModule(one.module)),
    };
    this.modules.set(file, module);
    this.byFile.set(parsed.file, module);
    return module;
  }
}

/** Every import of a file, wherever it stands. */
export function importsOf(file: SyntaxFile): (Import & { node: SyntaxNode })[] {
  const found: (Import & { node: SyntaxNode })[] = [];
  walk(file.root, (node) => {
    if (node.kind === 'import_from_statement') {
      const [, dots = '', module = ''] = /^([.\s]*)([\s\S]*)$/.exec(node.child('module_name')?.text ?? '') ?? [];
      const names = node.childrenOf('name').map((one) => (one.kind === 'aliased_import' ? one.child('name')! : one));
      const shared = { level: dots.replace(/\s/g, '').length, module: module.replace(/\s/g, '') };
      for (const name of names) found.push({ ...shared, name: name.text, node: name });
      if (names.length === 0) found.push({ ...shared, name: null, node });
    } else if (node.kind === 'import_statement') {
      for (const one of node.childrenOf('name')) {
        const target = one.kind === 'aliased_import' ? one.child('name')! : one;
        found.push({ level: 0, module: target.text.replace(/\s/g, ''), name: null, node: target });
      }
    }
    return !node.kind.endsWith('expression');
  });
  return found;
}

function indexCalls(module: Module): Map<string, SyntaxNode[]> {
  const index = new Map<string, SyntaxNode[]>();
  walk(module.file.root, (node) => {
    if (node.kind !== 'call') return;
    const callee = node.child('function');
    const name = callee?.kind === 'attribute' ? callee.child('attribute')?.text : callee?.text;
    if (name === undefined) return;
    const list = index.get(name);
    if (list) list.push(node);
    else index.set(name, [node]);
  });
  return index;
}
