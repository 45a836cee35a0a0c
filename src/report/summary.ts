import { EFFECT_NOTES } from '../findings/codes.js';
import { WAIT_WORDS, WAITS, waitOf, type WaitsFor } from '../findings/waits.js';
import { explanationOf } from '../findings/explanations.js';
import { count } from './layout.js';
import type { FileReport, Report, ReportNote, SiteReport } from './report.js';

/** A site with the path of its file. */
export interface LocatedSite extends SiteReport {
  path: string;
}

/** What a run came to, decided on report data alone. */
export type Outcome =
  | 'refused'
  | 'undone'
  | 'changed'
  | 'nothing-matched'
  | 'no-composio'
  | 'already-on-sessions'
  | 'only-manual'
  | 'only-kept';

export function outcomeOf(report: Report): Outcome {
  const { files, sites } = report.summary;
  if (report.error) return 'refused';
  if (report.mode === 'undo') return 'undone';
  if (sites.migrated > 0 || files.changed > 0) return 'changed';
  if (sites.manual > 0) return 'only-manual';
  if (sites.kept > 0) return 'only-kept';
  if (files.scanned === 0 && report.notes.length === 0) return 'nothing-matched';
  return files.candidates > 0 ? 'already-on-sessions' : 'no-composio';
}

/** Whether the run only says what it would do. */
export function isPreview(report: Report): boolean {
  return report.mode === 'dry-run' || report.mode === 'check';
}

/** The first line of every report: what was done, and what is left. Plain text. */
export function headline(report: Report): string {
  const { files, sites } = report.summary;
  switch (outcomeOf(report)) {
    case 'refused':
      return `Refused: ${report.error?.message ?? ''}`;
    case 'undone':
      return files.changed === 0
        ? 'Nothing was taken back.'
        : `Took the last run back in ${count(files.changed, 'file')}.`;
    case 'changed':
      return changedLine(report);
    case 'only-manual':
      return `Nothing to migrate by itself: ${
        sites.manual === 1
          ? 'only 1 site is left, and it needs you.'
          : `only ${sites.manual} sites are left that need you.`
      }${sites.kept > 0 ? ` ${sites.kept} kept on purpose.` : ''}`;
    case 'only-kept':
      return `Nothing to do: ${count(sites.kept, 'direct call')} kept on purpose, no other is left.`;
    case 'nothing-matched':
      return 'Nothing to do: no files matched.';
    case 'already-on-sessions':
      return `Nothing to do: the code is already on sessions (${count(files.candidates, 'file')} with Composio code, no direct call).`;
    case 'no-composio':
      return report.notes.length === 0
        ? `Nothing to do: no Composio code in ${count(files.scanned, 'file')}.`
        : `Nothing to migrate: no Composio code in ${count(files.scanned, 'TypeScript or JavaScript file')}; the notes say what is elsewhere.`;
  }
}

function changedLine(report: Report): string {
  const { files, sites } = report.summary;
  const left: string[] = [];
  if (sites.manual > 0) left.push(`${sites.manual} ${sites.manual === 1 ? 'needs' : 'need'} you`);
  if (sites.kept > 0) left.push(`${sites.kept} kept on purpose`);
  const verb = isPreview(report) ? 'Would migrate' : 'Migrated';
  const done = `${verb} ${sites.migrated} of ${count(sites.total, 'site')} in ${count(files.changed, 'file')}`;
  return `${done}${left.length > 0 ? `; ${left.join(', ')}` : ''}.`;
}

/** One line about failed files; undefined when there are none. */
export function failureLine(report: Report): string | undefined {
  const failed = report.summary.files.failed;
  if (failed === 0) return undefined;
  return failed === 1 ? '1 file failed; it is as it was.' : `${failed} files failed; they are as they were.`;
}

/** Sites of one outcome, in the order of the report. */
export function sitesWith(report: Report, outcome: SiteReport['outcome']): LocatedSite[] {
  return report.files.flatMap((file) =>
    file.sites.filter((site) => site.outcome === outcome).map((site) => ({ ...site, path: file.path })),
  );
}

export interface EffectGroup {
  code: string;
  /** Number of migrated sites that carry the note. */
  count: number;
  title: string;
  means: string;
}

const effectCodes: ReadonlySet<string> = new Set(EFFECT_NOTES);

/** Whether a note says that a migrated site can behave differently. */
export function isEffectNote(code: string): boolean {
  return effectCodes.has(code);
}

/** What will behave differently, most frequent first. */
export function effectGroups(report: Report): EffectGroup[] {
  const counts = new Map<string, number>();
  for (const site of sitesWith(report, 'migrated')) {
    for (const code of new Set(site.notes.map((note) => note.code))) {
      if (isEffectNote(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([code, amount]) => {
      const explanation = explanationOf(code);
      return { code, count: amount, title: explanation?.title ?? code, means: explanation?.means ?? '' };
    });
}

export interface CodeGroup {
  code: string;
  /** What settles it. */
  waitsFor: WaitsFor;
  title: string;
  sites: LocatedSite[];
}

/** Manual sites by code: first what a decision settles, then versions, then what a person has to see to; frequent first. */
export function manualGroups(report: Report): CodeGroup[] {
  const groups = new Map<string, LocatedSite[]>();
  for (const site of sitesWith(report, 'manual')) {
    const code = site.code ?? 'not-yet';
    const group = groups.get(code);
    if (group) group.push(site);
    else groups.set(code, [site]);
  }
  return [...groups]
    .map(([code, sites]) => ({ code, waitsFor: waitOf(code), title: explanationOf(code)?.title ?? code, sites }))
    .sort(
      (a, b) =>
        WAITS.indexOf(a.waitsFor) - WAITS.indexOf(b.waitsFor) ||
        b.sites.length - a.sites.length ||
        (a.code < b.code ? -1 : 1),
    );
}

/** How many manual sites wait for each of the three, in words: `2 for a decision of yours, 1 for a person at the code`. */
export function waitingWords(report: Report): string {
  const groups = manualGroups(report);
  const amounts = WAITS.map((kind) => {
    const of = groups.filter((group) => group.waitsFor === kind);
    return { kind, amount: of.reduce((sum, group) => sum + group.sites.length, 0) };
  });
  return amounts
    .filter(({ amount }) => amount > 0)
    .map(({ kind, amount }) => `${amount} for ${WAIT_WORDS[kind]}`)
    .join(', ');
}

export interface LocatedNote {
  code: string;
  message: string;
  path?: string;
  line?: number;
}

/** Notes of the run, of files and of sites (effects apart), in the order of the report. */
export function allNotes(report: Report): LocatedNote[] {
  return [
    ...report.files.flatMap((file) => [
      ...file.sites.flatMap((site) =>
        site.notes
          .filter((note) => !(site.outcome === 'migrated' && isEffectNote(note.code)))
          .map((note) => ({ ...note, path: file.path, line: site.line })),
      ),
      ...file.notes.map((note) => ({ ...note, path: note.path ?? file.path })),
    ]),
    ...report.notes.map((note: ReportNote) => ({ ...note })),
  ];
}

export function failedFiles(report: Report): FileReport[] {
  return report.files.filter((file) => file.status === 'failed');
}
