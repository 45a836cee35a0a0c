import type { SiteReport } from '../../src/report/report.js';
import type { Comparison } from './run.js';

/** Sites of the report as `file api outcome …`, in the words of an expectation. */
export function siteLines(comparison: Comparison): { line: string; site: SiteReport }[] {
  return comparison.report.files.flatMap((file) =>
    file.sites.map((site) => ({
      line: [
        file.path,
        site.api,
        site.outcome,
        ...(site.code ? [site.code] : []),
        ...(site.effect ? [`=${site.effect}`] : []),
        ...site.notes.map((note) => `+${note.code}`),
      ].join(' '),
      site,
    })),
  );
}
