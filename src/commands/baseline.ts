import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../findings/refusal.js';
import type { Report, ReportNote, SiteReport } from '../report/report.js';

/** A manual site of an earlier report. */
export interface BaselineSite {
  path: string;
  line: number;
  api: string;
  code: string;
}

/**
 * Reads the manual sites of an earlier JSON report.
 *
 * @param file as given
 * @throws Refusal `bad-baseline`
 */
export async function readBaseline(file: string, cwd: string): Promise<BaselineSite[]> {
  const bad = (why: string): Refusal =>
    new Refusal(
      'bad-baseline',
      `The baseline ‘${file}’ ${why}`,
      'It is the output of an earlier run with --format json.',
    );
  let value: unknown;
  try {
    value = JSON.parse((await readFile(path.resolve(cwd, file), 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw bad(error instanceof SyntaxError ? `is not valid JSON: ${error.message}` : 'cannot be read.');
  }
  const report = value as Partial<Report> | null;
  if (report?.schemaVersion !== 1 || !Array.isArray(report.files)) throw bad('is not a report of this tool.');
  if (report.error) throw bad('is the report of a run that was refused.');
  return report.files.flatMap((each) => {
    if (typeof each?.path !== 'string' || !Array.isArray(each.sites))
      throw bad('has a file entry without path or sites.');
    return each.sites
      .filter((site) => site.outcome === 'manual')
      .map((site) => ({ path: each.path, line: site.line, api: site.api, code: site.code ?? '' }));
  });
}

/**
 * Compares a run with a baseline. Lines move as code is edited, so a site is the same one when file, API and code
 * agree, in whatever number there were; what then is left over agrees when file, line and API do (its reason changed).
 *
 * @param isScanned the run looked where this file is: of others it knows nothing
 * @returns the manual sites that the baseline does not list, and a note for each entry that matches nothing any more
 */
export function compareWithBaseline(
  report: Report,
  baseline: readonly BaselineSite[],
  isScanned: (path: string) => boolean,
): { fresh: { path: string; site: SiteReport }[]; stale: ReportNote[] } {
  const manual = report.files.flatMap((file) =>
    file.sites.filter((site) => site.outcome === 'manual').map((site) => ({ path: file.path, site })),
  );
  const byCode = matchUp(manual, baseline, (file, site) => [file, site.api, site.code ?? '']);
  const byLine = matchUp(byCode.left, byCode.unused, (file, site) => [file, site.api, String(site.line)]);
  const gone = byLine.unused.filter((entry) => isScanned(entry.path));
  const stale = gone.map(({ path: file, line, api, code }): ReportNote => ({
    path: file,
    line,
    code: 'stale-baseline',
    message: `The baseline lists ${api} (${code}) here, which is not left to do any more; write the baseline anew.`,
  }));
  return { fresh: byLine.left, stale };
}

interface Keyed {
  api: string;
  code?: string;
  line: number;
}

function matchUp(
  sites: readonly { path: string; site: SiteReport }[],
  baseline: readonly BaselineSite[],
  keyParts: (file: string, site: Keyed) => string[],
): { left: { path: string; site: SiteReport }[]; unused: BaselineSite[] } {
  const open = new Map<string, BaselineSite[]>();
  for (const entry of baseline) {
    const key = JSON.stringify(keyParts(entry.path, entry));
    open.set(key, [...(open.get(key) ?? []), entry]);
  }
  const left = sites.filter(({ path: file, site }) => {
    const entries = open.get(JSON.stringify(keyParts(file, site)));
    if (!entries || entries.length === 0) return true;
    // The same line if there is one, so that the entry that is over is the one whose line is gone.
    const same = entries.findIndex((entry) => entry.line === site.line);
    entries.splice(Math.max(same, 0), 1);
    return false;
  });
  const unused = [...open.values()].flat();
  return { left, unused };
}
