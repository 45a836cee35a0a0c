/** Small programs for the tests of `tools.execute`: each piece of code stands in an async function of a file of its own. */
import { ts } from 'ts-morph';
import { createExpressionFacts, type ExpressionFacts } from '../../src/analyze/expressions.js';
import { executeFact } from '../../src/analyze/executeFacts.js';
import type { ExecuteFact } from '../../src/analyze/facts.js';
import { isMember, memberName, walk } from '../../src/analyze/nodes.js';
import { createProgram } from '../../src/analyze/program.js';

const CLIENT = `import { Composio } from '@composio/core';\nconst composio = new Composio();\n`;

export interface Opened {
  text: string;
  facts: ExpressionFacts;
  /** First call of the method. */
  call: ts.CallExpression;
}

export interface Options {
  extension?: 'ts' | 'js';
  method?: string;
}

const cache = new Map<string, Opened>();

/** The first call of `method` (`execute`) in the code. */
export function open(code: string, options: Options = {}): Opened {
  prepare([code], options);
  return cache.get(keyOf(code, options))!;
}

/** Opens the code of every row in one program, which is much faster than one after the other. */
export function prepared<Row extends readonly [string, string, ...unknown[]]>(
  rows: Row[],
  codeOf: (row: Row) => string = (row) => row[1],
  options: Options = {},
): Row[] {
  prepare(rows.map(codeOf), options);
  return rows;
}

export function factOf(code: string, options: Options = {}): ExecuteFact {
  const { call, facts } = open(code, options);
  return executeFact(call, facts);
}

/** The code after the edits of the reads. */
export function rewriteReads(code: string): string {
  const { text, call, facts } = open(code);
  const { result } = executeFact(call, facts);
  if (result.kind !== 'plain') throw new Error(`it escapes: ${result.escape}`);
  let after = text;
  const edits = result.successfulReads.map((edit, index) => ({ ...edit, index }));
  for (const edit of edits.sort((a, b) => b.start - a.start || b.end - a.end || b.index - a.index)) {
    after = after.slice(0, edit.start) + edit.text + after.slice(edit.end);
  }
  return after.slice(after.indexOf('{\n', CLIENT.length) + 2, after.lastIndexOf('\n}'));
}

function prepare(codes: string[], options: Options): void {
  const { extension = 'ts', method = 'execute' } = options;
  const parameters =
    extension === 'js'
      ? 'userId, accountId, slug, args'
      : 'userId: string, accountId: string | undefined, slug: string, args: Record<string, unknown>';
  const wanted = codes.filter((code) => !cache.has(keyOf(code, options)));
  if (wanted.length === 0) return;
  const files = wanted.map((code, index) => ({
    path: `case${index}.${extension}`,
    text: `${CLIENT}async function run(${parameters}) {\n${code}\n}\n`,
  }));
  const program = createProgram({ root: '/p', files });
  const facts = createExpressionFacts(program);
  for (const [index, file] of files.entries()) {
    let call: ts.CallExpression | undefined;
    walk(program.files.get(file.path)!, (node) => {
      if (ts.isCallExpression(node) && isMember(node.expression) && memberName(node.expression) === method)
        call ??= node;
    });
    if (!call) throw new Error(`there is no call of ${method} in ${file.text}`);
    cache.set(keyOf(wanted[index]!, options), { text: file.text, facts, call });
  }
}

function keyOf(code: string, { extension = 'ts', method = 'execute' }: Options): string {
  return `${extension} ${method} ${code}`;
}
