/** The report of a run: what was planned, changed and found, put together. */
import path from 'node:path';
import type { Analysis } from './analyze/index.js';
import { lostComments } from './edit/lostComments.js';
import { formatCommands } from './formatters.js';
import type { Packages } from './packages.js';
import type { PythonAnalysis } from './python/index.js';
import type { FileChange, PipelineRequest } from './pipeline-types.js';
import type { OpenDecision } from './plan/openDecisions.js';
import type { ProjectFacts } from './project.js';
import { unifiedDiff } from './report/diff.js';
import { nextSteps, type NextStepsInput } from './report/nextSteps.js';
import type { FileReport, Report, ReportNote } from './report/report.js';
import type { Outlook } from './surroundings.js';
import { TOOL_NAME, toolVersion } from './tool.js';
import type { Outcome } from './verified.js';
import type { Check } from './verify/inParts.js';

/** What one run came to: what the report is made of. */
export interface Results {
  analysis: Analysis;
  python: PythonAnalysis;
  project: ProjectFacts;
  packages: Packages;
  outcome: Outcome;
  outlook: Outlook;
  changes: FileChange[];
  check: Check | null;
  decisions: OpenDecision[];
  /** Where versions come from that calls waited for. */
  versionNotes: ReportNote[];
}

export function reportOf(request: PipelineRequest, results: Results): Report {
  const { analysis, python, packages, outcome, outlook, changes, check } = results;
  const changed = new Map(changes.map((change) => [change.path, change]));
  const limits = check?.limits([...changed.keys()], packages) ?? [];
  const limitsElsewhere = limits
    .filter(({ path: file }) => !changed.has(file))
    .map((limit): ReportNote => ({ path: limit.path, code: 'verify-limited', message: limit.message }));
  const files: FileReport[] = [];
  for (const file of new Set([...request.files.map((one) => one.path), ...changed.keys()])) {
    const error = outcome.failed.get(file);
    const change = changed.get(file);
    const sites = error ? [] : (outcome.plan.files.get(file)?.sites.map((site) => site.report) ?? []);
    const notes: ReportNote[] = error
      ? []
      : [
          ...(analysis.files.get(file)?.notes ?? python.files.get(file)?.notes ?? []),
          ...(outlook.fileNotes.get(file) ?? []),
          ...(outcome.rewritten.has(file) ? lostIn(change) : []),
        ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    for (const limit of limits) if (limit.path === file) notes.push({ code: 'verify-limited', message: limit.message });
    if (sites.length + notes.length === 0 && !error && !change) continue;
    files.push({
      path: file,
      status: error ? 'failed' : change ? 'changed' : 'unchanged',
      sites: [...sites].sort((a, b) => a.line - b.line || a.column - b.column),
      notes,
      ...(change ? { diff: diffOf(change) } : {}),
      ...(error ? { error } : {}),
    });
  }
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const sites = files.flatMap((file) => file.sites);
  const count = (result: string): number => sites.filter((site) => site.outcome === result).length;
  return {
    schemaVersion: 1,
    tool: { name: TOOL_NAME, version: toolVersion() },
    mode: request.options.mode,
    summary: {
      files: {
        scanned: request.found.scanned,
        candidates: request.files.length,
        changed: changes.length,
        failed: outcome.failed.size,
      },
      sites: { total: sites.length, migrated: count('migrated'), manual: count('manual'), kept: count('kept') },
      durationMs: 0,
    },
    files,
    notes: [...packages.notes(), ...results.versionNotes, ...limitsElsewhere, ...outlook.notes],
    nextSteps: stepsAfter(request, results, sites),
  };
}

/** Comments that went with the code that they were about. */
function lostIn(change: FileChange | undefined): ReportNote[] {
  if (!change) return [];
  return lostComments(change.path, change.before, change.after, change.edits).map(({ line, text }) => ({
    line,
    code: 'comment-removed',
    message: `went with the code that it was about: ${text}`,
  }));
}

function stepsAfter(request: PipelineRequest, results: Results, sites: NextStepsInput['sites']): string[] {
  const { project, packages, changes, outcome } = results;
  const root = request.root.replaceAll('\\', '/');
  const format = formatCommands({
    root,
    changed: changes.map((change) => change.path).filter((file) => outcome.rewritten.has(file)),
    manifests: project.manifests,
    names: project.names,
    managerOf: (folder) => packages.managerOf(folder),
  });
  return nextSteps({
    mode: request.options.mode,
    changes: changes.length > 0,
    install: packages.installCommands(),
    format,
    wayToRoot: path.relative(request.cwd ?? request.root, request.root).replaceAll('\\', '/'),
    isRepository: project.isRepository,
    sites,
    decisions: results.decisions,
  });
}

function diffOf(change: FileChange): string {
  const mark = change.bom ? '\uFEFF' : '';
  return unifiedDiff(change.path, mark + change.before, mark + change.after);
}
