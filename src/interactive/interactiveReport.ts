/** The report of an interactive run: what was written counts as migrated, and nothing else does. */
import type { FileChange } from '../pipeline-types.js';
import { unifiedDiff } from '../report/diff.js';
import type { FileReport, Report } from '../report/report.js';
import { isManifest, type Decisions } from './decisions.js';

/** What the plan says to install; only right when package.json was written. */
const INSTALL = /^(npm|pnpm|yarn|bun)( (install|i|add)\b.*)?( {2}\(in .*\))?$/;

export function interactiveReport(decisions: Decisions): Report {
  const { report, changes } = decisions.current;
  const files = new Map(report.files.map((file) => [file.path, unwritten(file)]));
  for (const path of new Set([...changes, ...decisions.written()].map((change) => change.path))) {
    const done = decisions.fileOf(path);
    if (!done) continue;
    const { change } = done;
    const planned = changes.find((one) => one.path === path);
    const isCurrent = planned?.after === change.after;
    const shown = (isCurrent ? report.files.find((file) => file.path === path) : done.report) ?? bare(path);
    files.set(path, { ...shown, path, status: 'changed', diff: diffOf(change) });
  }
  const kept = [...files.values()].filter(
    (file) => file.status !== 'unchanged' || file.sites.length > 0 || file.notes.length > 0,
  );
  kept.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const isWritten = (path: string | undefined): boolean => decisions.written().some((change) => change.path === path);
  const notes = report.notes.filter((note) => note.code !== 'install-needed' || isWritten(note.path));
  return { ...report, files: kept, notes, nextSteps: nextSteps(decisions) };
}

function unwritten(file: FileReport): FileReport {
  if (file.status !== 'changed') return file;
  const { diff: _diff, ...rest } = file;
  return { ...rest, status: 'unchanged' };
}

function bare(path: string): FileReport {
  return { path, status: 'changed', sites: [], notes: [] };
}

function nextSteps(decisions: Decisions): string[] {
  const { nextSteps: planned } = decisions.current.report;
  const written = decisions.written();
  const wanted = decisions.manifests().filter((change) => !written.some((one) => one.path === change.path));
  const steps = written.some(isManifest) ? planned : planned.filter((step) => !INSTALL.test(step));
  return [...wanted.map(raiseStep), ...steps];
}

function raiseStep(change: FileChange): string {
  return `Raise in ${change.path}, and install: ${change.edits.map((edit) => edit.reason).join('; ')}`;
}

function diffOf(change: FileChange): string {
  const mark = change.bom ? '\uFEFF' : '';
  return unifiedDiff(change.path, mark + change.before, mark + change.after);
}
