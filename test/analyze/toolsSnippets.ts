/** Small files in one program, and the facts of the direct calls in them. */
import { ts } from 'ts-morph';
import { createExpressionFacts, type ExpressionFacts } from '../../src/analyze/expressions.js';
import type { ProviderCallFact, ToolsGetFact } from '../../src/analyze/facts.js';
import { toolsGetFact } from '../../src/analyze/filterFacts.js';
import { isMember, memberName, unwrap, walk } from '../../src/analyze/nodes.js';
import { createProgram } from '../../src/analyze/program.js';
import { providerCallFact } from '../../src/analyze/providerCalls.js';

const HEAD = "import { Composio } from '@composio/core';\nconst composio = new Composio();\n";

export interface Snippets {
  facts: ExpressionFacts;
  /** Facts of the `tools.get` calls of a file, in order. */
  gets(name: string): ToolsGetFact[];
  providerCalls(name: string): ProviderCallFact[];
  /** Calls of a file for which the test is true. */
  calls(name: string, is: (call: ts.CallExpression) => boolean): ts.CallExpression[];
}

/**
 * @param files name → text after two lines that make `composio`; `import` lines may start it. A name without an
 * extension is TypeScript.
 */
export function snippets(files: Readonly<Record<string, string>>): Snippets {
  const named = (name: string): string => (/\.\w+$/.test(name) ? name : `${name}.ts`);
  const program = createProgram({
    root: '/project',
    files: Object.entries(files).map(([name, text]) => ({ path: named(name), text: HEAD + text })),
  });
  const facts = createExpressionFacts(program);
  const calls: Snippets['calls'] = (name, is) => {
    const found: ts.CallExpression[] = [];
    walk(program.files.get(named(name))!, (node) => {
      if (ts.isCallExpression(node) && is(node)) found.push(node);
    });
    return found;
  };
  const line = (call: ts.CallExpression): number => {
    const file = call.getSourceFile();
    return file.getLineAndCharacterOfPosition(unwrap(call.expression).getEnd()).line + 1;
  };
  const siteIdOf = (call: ts.CallExpression): string | undefined => {
    const space = spaceOf(call);
    return space === 'tools' || space === 'provider' ? `${methodOf(call)}:${line(call)}` : undefined;
  };
  return {
    facts,
    calls,
    gets: (name) =>
      calls(name, (call) => spaceOf(call) === 'tools' && methodOf(call) === 'get').map((call) =>
        toolsGetFact(call, facts, siteIdOf),
      ),
    providerCalls: (name) =>
      calls(name, (call) => spaceOf(call) === 'provider').map((call) => providerCallFact(call, facts, siteIdOf)),
  };
}

function methodOf(call: ts.CallExpression): string {
  return memberName(unwrap(call.expression)) ?? '';
}

function spaceOf(call: ts.CallExpression): string | undefined {
  const callee = unwrap(call.expression);
  return isMember(callee) ? memberName(unwrap(callee.expression)) : undefined;
}
