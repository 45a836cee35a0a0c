/** Runs the transforms over one file: one parse, every transform's edits, then what they left unused. */
import { openFile } from '../../transforms/context.js';
import { findEdits } from '../../transforms/index.js';
import { applyEdits } from '../edit/apply.js';
import type { Edit } from '../edit/edit.js';
import { parse } from '../edit/parse.js';
import { unusedAfter } from '../edit/unused.js';
import type { FilePlan } from '../plan/plan.js';

export interface Rewritten {
  after: string;
  edits: Edit[];
}

/**
 * @param text without BOM, as it was planned for
 * @param isReadLater the verification parses what became of the file
 * @returns the new text and every edit that makes it; the edits are empty when nothing changes
 * @throws ParseError when the file, or what became of it, does not parse; OverlapError when edits collide
 */
export function rewriteFile(plan: FilePlan, text: string, isReadLater = false): Rewritten {
  const made = findEdits(openFile(plan, text));
  const edits = [...made, ...unusedAfter(plan.path, text, made)];
  const after = applyEdits(text, edits);
  if (edits.length > 0 && !isReadLater) parse(after, plan.path);
  return { after, edits };
}
