import type { Fix, Region, Replacement } from 'sarif';
import { count } from './layout.js';
import { lineChanges, splitLines } from './lineChanges.js';
import type { LineRegion } from './lineChanges.js';
import { encodePath } from './markdownText.js';
import type { ReportContext } from './report.js';

/**
 * The change of a whole file as one fix: edits of a file can need each other (an import, a shared session), so there is
 * no fix for a single site. Undefined when the file does not change or its texts are not at hand.
 */
export function fileFix(path: string, context: ReportContext, sites: number): Fix | undefined {
  const before = context.before(path);
  const after = context.after(path);
  if (before === undefined || after === undefined || before === after) return undefined;
  const beforeLines = splitLines(withoutBom(before));
  const afterLines = splitLines(withoutBom(after));
  const replacements = lineChanges(beforeLines, afterLines).map((region): Replacement => ({
    deletedRegion: deletedRegion(region, beforeLines),
    insertedContent: { text: afterLines.slice(region.afterStart, region.afterEnd).join('') },
  }));
  if (replacements.length === 0) return undefined;
  return {
    description: { text: `All changes to this file (${count(sites, 'site')}).` },
    artifactChanges: [{ artifactLocation: { uri: encodePath(path) }, replacements }],
  };
}

function withoutBom(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Whole lines: from the start of the first to the start of the line behind the last, or to the end of the file. */
function deletedRegion(region: LineRegion, lines: readonly string[]): Region {
  const start = position(region.beforeStart, lines);
  const end = position(region.beforeEnd, lines);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Start of the line with this index; the end of the file for the index behind the last line. */
function position(index: number, lines: readonly string[]): { line: number; column: number } {
  const last = lines.at(-1) ?? '';
  if (index === lines.length && index > 0 && !last.endsWith('\n')) return { line: index, column: last.length + 1 };
  return { line: index + 1, column: 1 };
}
