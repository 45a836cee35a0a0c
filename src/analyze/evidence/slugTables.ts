/** Maps of auth configs whose keys are slugs but for case and separators: which slug each key stands for. */
import { ts } from 'ts-morph';
import { slugInAnyCase, slugOfKey } from '../../sdk/toolkits.js';
import type { ExpressionFacts } from '../expressions.js';
import type { SlugTable } from '../facts.js';
import { isMember, wrapped } from '../nodes.js';
import { isMutated } from '../values.js';
import type { Entry } from './maps.js';

/**
 * The slugs of a map's keys, as a constant that can be written below the map.
 *
 * @returns null where the lower case of every key is a slug, where one is none, or where the map is no constant of its
 * module that nothing changes.
 */
export function slugTableOf(entries: readonly Entry[], facts: ExpressionFacts): SlugTable | null {
  const slugs: [string, string][] = [];
  for (const { key } of entries) {
    // `'Google Drive'` is a name to show: it has no place in what code looks up.
    const slug = key !== null && /^[\w-]+$/.test(key) ? slugOfKey(key) : null;
    if (key === null || slug === null) return null;
    slugs.push([key, slug]);
  }
  if (slugs.length === 0 || slugs.every(([key]) => slugInAnyCase(key) !== null)) return null;
  const declaration = mapOf(entries[0]!.value);
  if (!declaration || !ts.isIdentifier(declaration.name) || isMutated(declaration.name, facts)) return null;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent)) return null;
  if (statement.declarationList.declarations.length > 1) return null;
  const file = statement.parent;
  const name = nameFor(declaration.name.text);
  if (new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(file.text)) return null;
  return {
    name,
    slugs,
    path: facts.program.pathOf(file),
    insertAt: statement.getEnd() + commentAfter(file.text.slice(statement.getEnd())),
    typed: /\.[cm]?tsx?$/.test(file.fileName),
    asserted: isAsserted(declaration.name, file, facts),
  };
}

/** The constant whose object literal holds the value. */
function mapOf(value: ts.Expression): ts.VariableDeclaration | null {
  const literal = value.parent.parent;
  if (!ts.isObjectLiteralExpression(literal)) return null;
  const { parent } = wrapped(literal);
  return ts.isVariableDeclaration(parent) ? parent : null;
}

/** A comment behind the statement stays on its line. */
function commentAfter(text: string): number {
  return /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)(?=\r?\n|$)/.exec(text)?.[0].length ?? 0;
}

/** `AUTH_CONFIG_TOOLKITS` for `AUTH_CONFIGS`, `authConfigToolkits` for `authConfigs`. */
function nameFor(map: string): string {
  return map === map.toUpperCase() ? `${map.replace(/S$/, '')}_TOOLKITS` : `${map.replace(/s$/, '')}Toolkits`;
}

/** What is looked up may be undefined for the compiler, or the code says that it is not. */
function isAsserted(map: ts.Identifier, file: ts.SourceFile, facts: ExpressionFacts): boolean {
  if (facts.program.compiled.getCompilerOptions().noUncheckedIndexedAccess) return true;
  const symbol = facts.bindings.symbolOf(map);
  return (symbol ? facts.bindings.referencesTo(symbol, file) : []).some((reference) => {
    const lookup = wrapped(reference).parent;
    return isMember(lookup) && ts.isNonNullExpression(lookup.parent);
  });
}
