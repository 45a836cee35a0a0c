/** What a transform gets for one file, and what it gives back. */
import jscodeshift, { type ASTNode, type Collection, type JSCodeshift } from 'jscodeshift';
import type { Edit } from '../src/edit/edit.js';
import { parse, parserFor, type ParsedFile } from '../src/edit/parse.js';
import { detectStyle, type FileStyle } from '../src/edit/style.js';
import type { FilePlan } from '../src/plan/plan.js';

export interface TransformContext {
  path: string;
  /** Text without BOM; offsets of the plan and of the AST (`node.start`, `node.end`) are in it. */
  text: string;
  j: JSCodeshift;
  root: Collection;
  /** The tree that `root` wraps. */
  file: ParsedFile;
  plan: FilePlan;
  style: FileStyle;
}

/** Edits for the sites that the plan gives to this transform; decides nothing. */
export type EditFinder = (context: TransformContext) => Edit[];

/**
 * Parses a file for the transforms. The tree is wrapped as it comes from the parser: `j(text)` would hand the parser a
 * copy without tabs and carriage returns, and every offset behind one would be wrong.
 *
 * @param text without BOM, as it was planned for
 * @throws ParseError
 */
export function openFile(plan: FilePlan, text: string): TransformContext {
  const file = parse(text, plan.path);
  const j = jscodeshift.withParser(parserFor(plan.path));
  const root: Collection = j(file as unknown as ASTNode);
  return { path: plan.path, text, j, root, file, plan, style: detectStyle(text, file) };
}
