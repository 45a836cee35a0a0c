import { lineChanges, splitLines } from './lineChanges.js';
import type { Report, ReportContext } from './report.js';
import type { LocatedSite } from './summary.js';
import { isPreview } from './summary.js';

export interface CurrentPlace {
  /** From 1. */
  line: number;
  column: number;
  /** Text of the file that the line belongs to; undefined when it cannot be had. */
  text: string | undefined;
}

/**
 * Where a site is now. The report counts lines in the file as it was; after a run that wrote, a reader who opens the
 * file needs the line in the new text (manual and kept sites are still there, byte for byte).
 */
export function placeFinder(report: Report, context: ReportContext): (site: LocatedSite) => CurrentPlace {
  const isNew = !isPreview(report) && report.mode !== 'undo';
  const changed = new Set(report.files.filter((file) => file.status === 'changed').map((file) => file.path));
  const mappings = new Map<string, ((line: number) => number) | undefined>();
  return (site) => {
    const before = context.before(site.path);
    const after = isNew && changed.has(site.path) ? context.after(site.path) : undefined;
    if (before === undefined || after === undefined) return { line: site.line, column: site.column, text: before };
    let mapping = mappings.get(site.path);
    if (!mapping) mappings.set(site.path, (mapping = lineMapping(before, after)));
    return { line: mapping(site.line), column: site.column, text: after };
  };
}

/** From a line of the old text to the line that stands for it in the new one; both from 1. */
function lineMapping(before: string, after: string): (line: number) => number {
  const regions = lineChanges(splitLines(before), splitLines(after));
  return (line) => {
    const index = line - 1;
    let shift = 0;
    for (const region of regions) {
      if (region.beforeStart > index) break;
      // A line inside a change: what is left of it stands at the end of the new lines.
      if (index < region.beforeEnd)
        return Math.max(region.afterStart, region.afterEnd - (region.beforeEnd - index)) + 1;
      shift = region.afterEnd - region.beforeEnd;
    }
    return line + shift;
  };
}
