/** Which calls give tools to a model: the table of `src/sdk/modelCalls.ts`, matched with calls of the code. */
import { ts } from 'ts-morph';
import { MODEL_CALLS, type ModelCall } from '../../sdk/modelCalls.js';
import type { ExpressionFacts } from '../expressions.js';
import { isMember, memberName, unwrap, unwrapAwait } from '../nodes.js';
import type { Held } from './held.js';
import { calleeName } from './shapes.js';

/**
 * @param index of the argument that holds the tools, from 0
 * @returns the row of the table; null where the call is none of a model, or is given the tools in another place
 */
export function modelCalled(
  call: ts.CallExpression | ts.NewExpression,
  index: number,
  held: Held,
  facts: ExpressionFacts,
): ModelCall | null {
  const name = calleeName(call);
  const rows = MODEL_CALLS.filter((row) => lastOf(row.callee) === name);
  if (rows.length === 0) return null;
  const fits = rows.filter(({ tools }) =>
    typeof tools === 'number'
      ? tools === index && held.path.length === 0
      : held.path.some((step) => tools.includes(step)),
  );
  return (
    fits.find((row) => (row.packages === null ? isChain(call, row.callee) : isFrom(call, row.packages, facts))) ?? null
  );
}

function lastOf(callee: string): string {
  return callee.slice(callee.lastIndexOf('.') + 1);
}

/** `client.chat.completions.create`: ends with these members, however the client is made. */
function isChain(call: ts.CallExpression | ts.NewExpression, chain: string): boolean {
  let current = unwrap(call.expression);
  if (!isMember(current)) return false;
  for (const name of chain.split('.').reverse()) {
    const own = isMember(current) ? memberName(current) : ts.isIdentifier(current) ? current.text : undefined;
    if (own !== name) return false;
    current = isMember(current) ? unwrap(current.expression) : current;
  }
  return true;
}

/** The function or class, or the namespace that it is a member of, is imported from one of the packages. */
function isFrom(
  call: ts.CallExpression | ts.NewExpression,
  packages: readonly string[],
  facts: ExpressionFacts,
): boolean {
  const callee = unwrap(call.expression);
  const root = isMember(callee) ? unwrap(callee.expression) : callee;
  const module = ts.isIdentifier(root) ? moduleOf(root, facts) : undefined;
  return (
    module !== undefined && packages.some((one) => module === one || (/[/-]$/.test(one) && module.startsWith(one)))
  );
}

/** Specifier of the module that an identifier is imported from, by `import`, `require` or `await import()`. */
export function moduleOf(node: ts.Identifier, facts: ExpressionFacts): string | undefined {
  const declaration = facts.bindings.symbolOf(node)?.declarations?.[0];
  for (let current: ts.Node | undefined = declaration; current; current = current.parent) {
    if (ts.isImportDeclaration(current))
      return ts.isStringLiteral(current.moduleSpecifier) ? current.moduleSpecifier.text : undefined;
    if (ts.isVariableDeclaration(current)) return current.initializer && requiredBy(current.initializer);
    if (ts.isStatement(current)) return undefined;
  }
  return undefined;
}

function requiredBy(initializer: ts.Expression): string | undefined {
  const call = unwrapAwait(initializer);
  if (!ts.isCallExpression(call)) return undefined;
  const [specifier] = call.arguments;
  const isRequire =
    call.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(call.expression) && call.expression.text === 'require');
  return isRequire && specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
}
