/** What a transform gets for one file, and what it gives back. */
import type { Collection, JSCodeshift } from 'jscodeshift';
import type { Edit } from '../src/edit/edit.js';
import type { FileStyle } from '../src/edit/style.js';
import type { FilePlan } from '../src/plan/plan.js';

export interface TransformContext {
  path: string;
  /** Text without BOM; offsets of the plan and of the AST (`node.start`, `node.end`) are in it. */
  text: string;
  j: JSCodeshift;
  root: Collection;
  plan: FilePlan;
  style: FileStyle;
}

/** Edits for the sites that the plan gives to this transform; decides nothing. */
export type EditFinder = (context: TransformContext) => Edit[];
