/** Which files beside the candidates a program needs: their imports, as far as direct calls can depend on them. */
import { ts } from 'ts-morph';
import { reExports } from '../find/needles.js';
import { addTo } from '../grouping.js';
import { isTooDeep } from './nesting.js';
import type { Resolver } from './resolve.js';
import { importSpecifiers } from './importSpecifiers.js';
import { namesFrom, wordsIn } from './statements.js';

export interface Loading {
  /** Texts by absolute path; what is loaded is added. */
  texts: Map<string, string>;
  read(file: string): string | undefined;
  parse(file: string, text: string): ts.SourceFile;
  resolve: Resolver;
}

/**
 * Adds the files that these import; of the candidates also what those import. Left out are imports that nothing
 * connected with a direct call mentions: a page that makes one call needs no types of its components.
 *
 * @param candidates absolute paths of files that are in `texts`
 * @param callers likewise; they hand on constants of other files, which are looked for one step deep
 */
export function loadImports(candidates: readonly string[], callers: readonly string[], loading: Loading): void {
  const { texts, read, resolve } = loading;
  const roots = new Map([...candidates, ...callers].map((file) => [file, new Root(file, loading)]));
  const load = (file: string, specifiers: Iterable<string>): string[] => {
    const added: string[] = [];
    for (const specifier of specifiers) {
      const target = resolve(specifier, file);
      if (target === undefined || texts.has(target) || target.includes('/node_modules/')) continue;
      const text = read(target);
      if (text === undefined || isTooDeep(text)) continue;
      texts.set(target, text);
      added.push(target);
    }
    return added;
  };
  for (const root of roots.values()) {
    for (const { specifier, names } of root.imports) {
      const target = resolve(specifier, root.file) ?? '';
      roots.get(target)?.expect(names);
      // A client may come from one of the first files, or through a file that gathers exports.
      if (roots.has(target) || reExports(read(target) ?? '')) root.watch(names);
    }
  }
  for (const file of callers) load(file, roots.get(file)!.needed());
  const near = candidates.flatMap((file) => load(file, roots.get(file)!.needed()));
  for (const file of near) {
    const specifiers = importSpecifiers(texts.get(file) ?? '');
    load(file, specifiers);
    for (const specifier of specifiers) {
      // Comes back to one of the first files: through a file that gathers exports, it may be any of its exports.
      const root = roots.get(resolve(specifier, file) ?? '');
      if (root?.expectAll()) load(root.file, root.needed());
    }
  }
}

/** What the statements with direct calls are about, and those with the values that these are given. */
const INTEREST = /composio|tool|auth|connect|session|execut|initiate|link|trigger|provider|\b(?:ac|ca)_/i;

const DYNAMIC = /\b(?:import|require)\s*\(\s*(["'`])([^"'`\n]+)\1/g;

interface Unit {
  /** Names that it declares, or imports. */
  names: readonly string[];
  words: ReadonlySet<string>;
  text: string;
}

/** A file that is loaded for its own sake. */
class Root {
  readonly imports: { specifier: string; names: readonly string[] }[] = [];
  private readonly units: Unit[] = [];
  private readonly expected = new Set<string>();
  private readonly watched = new Set<string>();
  private isAllExpected = false;

  constructor(
    readonly file: string,
    { texts, parse }: Loading,
  ) {
    const source = parse(file, texts.get(file) ?? '');
    for (const statement of source.statements) {
      const text = source.text.slice(statement.pos, statement.end);
      const specifier = specifierOf(statement);
      if (specifier === undefined) this.units.push({ names: namesFrom(statement), words: wordsIn(text), text });
      else this.imports.push({ specifier, names: ts.isExportDeclaration(statement) ? [] : namesFrom(statement) });
    }
  }

  /** Others import these names of theirs, or something else where one of the names is not declared here. */
  expect(names: readonly string[]): void {
    const declared = new Set(this.units.flatMap((unit) => unit.names));
    if (names.length === 0 || !names.every((name) => declared.has(name))) this.isAllExpected = true;
    for (const name of names) this.expected.add(name);
  }

  /** These names come from files that are loaded for their own sake, too. */
  watch(names: readonly string[]): void {
    for (const name of names) this.watched.add(name);
  }

  /** @returns false when that was known */
  expectAll(): boolean {
    if (this.isAllExpected) return false;
    this.isAllExpected = true;
    return true;
  }

  /**
   * Specifiers of the imports that statements of interest mention, or statements that are connected with these by names
   * in either direction, over any number of steps. What is handed on, or imported for its effects, is needed too.
   */
  needed(): Set<string> {
    const specifiers = new Set<string>();
    for (const { text, words } of this.connected()) {
      for (const match of text.matchAll(DYNAMIC)) specifiers.add(match[2]!);
      for (const { specifier, names } of this.imports) {
        if (names.some((name) => words.has(name))) specifiers.add(specifier);
      }
    }
    for (const { specifier, names } of this.imports) if (names.length === 0) specifiers.add(specifier);
    return specifiers;
  }

  private connected(): Set<Unit> {
    const isStart = ({ text, names, words }: Unit): boolean =>
      INTEREST.test(text) ||
      [...this.watched].some((name) => words.has(name)) ||
      (this.isAllExpected && /\bexports?\b/.test(text)) ||
      names.some((name) => this.expected.has(name));
    const declaredBy = new Map<string, Unit[]>();
    const mentionedBy = new Map<string, Unit[]>();
    for (const unit of this.units) for (const name of unit.names) addTo(declaredBy, name, unit);
    for (const unit of this.units) {
      for (const word of unit.words) if (declaredBy.has(word)) addTo(mentionedBy, word, unit);
    }
    const connected = new Set(this.units.filter(isStart));
    for (const unit of connected) {
      for (const word of unit.words) for (const other of declaredBy.get(word) ?? []) connected.add(other);
      for (const name of unit.names) for (const other of mentionedBy.get(name) ?? []) connected.add(other);
    }
    return connected;
  }
}

/** What a statement imports or hands on, when it does nothing else. */
function specifierOf(statement: ts.Statement): string | undefined {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
    const { moduleSpecifier } = statement;
    return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  }
  return ts.isImportEqualsDeclaration(statement) ? requiredBy(statement.moduleReference) : requirementOf(statement);
}

/** `const a = require('./a')`. */
function requirementOf(statement: ts.Statement): string | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declaration, another] = statement.declarationList.declarations;
  const call = declaration?.initializer;
  if (another || !call || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  const [argument] = call.arguments;
  return call.expression.text === 'require' && argument && ts.isStringLiteral(argument) ? argument.text : undefined;
}

function requiredBy(reference: ts.ModuleReference): string | undefined {
  if (!ts.isExternalModuleReference(reference)) return undefined;
  return ts.isStringLiteral(reference.expression) ? reference.expression.text : undefined;
}
