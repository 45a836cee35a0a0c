import { widthOf, wrap } from '../report/layout.js';

/** What `list` says about a transform. */
export interface TransformLine {
  name: string;
  summary: string;
}

/**
 * The transforms in the order in which they run, one line each (wrapped where the terminal is narrow).
 *
 * @param columns of the terminal; 80 when unknown
 * @returns text that ends with a line feed
 */
export function listTransforms(transforms: readonly TransformLine[], columns = 80): string {
  const width = Math.max(0, ...transforms.map((transform) => widthOf(transform.name)));
  const indent = ' '.repeat(width + 2);
  return transforms
    .flatMap(({ name, summary }) => wrap(summary, columns, indent, name.padEnd(width + 2)))
    .map((line) => `${line}\n`)
    .join('');
}
