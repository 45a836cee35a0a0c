/** The pipeline: analyze → plan → transform → verify → report. Nothing here writes to the disk. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze, type Analysis } from './analyze/index.js';
import type { ErrorCode } from './findings/codes.js';
import { formatCommands } from './formatters.js';
import { Packages } from './packages.js';
import { projectFacts, type ProjectFacts } from './project.js';
import type { FileChange, Pipeline, PipelineRequest, PipelineResult } from './pipeline-types.js';
import { plan as makePlan, type PlanInput } from './plan/index.js';
import type { FilePlan, Plan } from './plan/plan.js';
import { questionsOf } from './plan/questions.js';
import { unresolvedAuthConfigs } from './plan/unresolved.js';
import { unifiedDiff } from './report/diff.js';
import { nextSteps, type NextStepsInput } from './report/nextSteps.js';
import type { FileReport, Report, ReportNote } from './report/report.js';
import { rewriteFile, type Rewritten } from './transform/rewrite.js';
import { Surroundings, type Outlook } from './surroundings.js';
import { TOOL_NAME, toolVersion } from './tool.js';
import { createTypeCheck, type TypeCheck } from './verify/typeCheck.js';
import { onlyInDescription } from './verify/versionDifferences.js';
import { sitesBehind } from './verify/takeBack.js';

interface Outcome {
  plan: Plan;
  rewritten: Map<string, Rewritten>;
  failed: Map<string, { code: ErrorCode; message: string }>;
}

export async function runPipeline(request: PipelineRequest): Promise<PipelineResult> {
  const pipeline = openPipeline(request);
  if (request.options.resolveAuthConfigs) await pipeline.resolveAuthConfigs();
  return pipeline.run();
}

/** Reads and analyzes once, so that planning can be asked for again with other answers (interactive mode). */
export function openPipeline(request: PipelineRequest): Pipeline {
  const project = projectFacts(request);
  const analysis = analyze(
    {
      root: request.root,
      files: request.files.map(({ path: file, text }) => ({ path: file, text })),
      read: readerFor(),
      configs: project.configs,
      packages: project.packages,
    },
    (done, total) => request.onProgress?.('Analyzing', done, total),
  );
  const check = request.options.verify ? createTypeCheck(analysis.program, [...analysis.files.keys()]) : null;
  const surroundings = new Surroundings(request.found, request.options.ignore);
  const resolved = new Map<string, ApiAnswer>();
  let settled: Settled | undefined;

  return {
    async resolveAuthConfigs() {
      for (const [name, toolkit] of await askApi(request, analysis, project))
        resolved.set(name, { toolkit, source: 'api' });
    },
    run(choice = {}) {
      const kept = choice.keepVersions ? settled : undefined;
      const packages = kept?.packages ?? new Packages(analysis.files, project, request.options.upgrade);
      const mappings = new Map([...resolved, ...project.mappings]);
      for (const [name, toolkit] of choice.answers ?? []) mappings.set(name, { toolkit, source: 'answers' });
      const input = (vetoes: ReadonlyMap<string, string>): PlanInput => ({
        files: analysis.files,
        options: {
          ...request.options,
          mappings,
          preferred: new Map([...(request.options.preferred ?? []), ...(choice.preferred ?? [])]),
        },
        features: (file) => packages.featuresOf(file),
        packageOf: (file) => packages.folderOf(file),
        isModulePackage: (file) => packages.isModule(file),
        unseenReaders: (folder) =>
          surroundings.unseenReaders((file) => packages.folderOf(file) === folder, analysis.failed.keys()),
        vetoes,
        declined: choice.declined,
      });
      const vetoes = new Map(kept?.vetoes);
      const outcome = migrateVerified(request, packages, (found) => makePlan(input(found)), {
        failed: new Map(analysis.failed),
        check,
        vetoes,
        keepVersions: kept !== undefined,
        importsOf: (file) => new Set(analysis.files.get(file)?.imports.map((one) => one.module)),
      });
      if (!choice.declined) settled = { packages, vetoes };
      const { plan, rewritten } = outcome;
      const outlook = surroundings.settle({
        files: analysis.files,
        plan,
        failed: new Set(outcome.failed.keys()),
        editsOf: (file) => rewritten.get(file)?.edits ?? [],
        transforms: request.options.transforms,
        packageOf: (file) => packages.folderOf(file),
      });
      const changes = [
        ...changesOf(request, outcome),
        ...manifestChanges(request, project, packages, outcome),
        ...outlook.changes,
      ];
      return {
        report: reportOf(request, { analysis, project, packages, outcome, outlook, changes, check }),
        changes,
        plan,
        questions: questionsOf(input(vetoes), plan),
      };
    },
  };
}

type ApiAnswer = { toolkit: string; source: 'api' };

/** What a run without declined sites came to: later ones keep its versions and what its verification took back. */
interface Settled {
  packages: Packages;
  vetoes: ReadonlyMap<string, string>;
}

interface Verification {
  failed: Outcome['failed'];
  check: TypeCheck | null;
  vetoes: Map<string, string>;
  keepVersions: boolean;
  importsOf(path: string): ReadonlySet<string>;
}

/** Plans and rewrites; takes back what verification finds wrong, until nothing is. */
function migrateVerified(
  request: PipelineRequest,
  packages: Packages,
  planner: (vetoes: ReadonlyMap<string, string>) => Plan,
  { failed, check, vetoes, keepVersions, importsOf }: Verification,
): Outcome {
  const texts = new Map(request.files.map((file) => [file.path, file.text]));
  for (;;) {
    const plan = keepVersions ? planner(vetoes) : settledPlan(packages, () => planner(vetoes));
    const rewritten = new Map<string, Rewritten>();
    let done = 0;
    for (const filePlan of plan.files.values()) {
      request.onProgress?.('Transforming', done++, plan.files.size);
      if (failed.has(filePlan.path) || !hasWork(filePlan)) continue;
      try {
        rewritten.set(filePlan.path, rewriteFile(filePlan, texts.get(filePlan.path) ?? ''));
      } catch (error) {
        failed.set(filePlan.path, { code: 'transform-error', message: (error as Error).message });
      }
    }
    const outcome = { plan, rewritten, failed };
    if (!check || rewritten.size === 0) return outcome;
    request.onProgress?.('Verifying', 0, rewritten.size);
    const errors = check
      .newErrors(rewritten)
      .filter((error) => !onlyInDescription(error, packages.featuresOf(error.path)));
    if (errors.length === 0) return outcome;
    const files = new Map(
      [...rewritten].map(([file, { edits }]) => [file, { path: file, before: texts.get(file) ?? '', edits }]),
    );
    const taken = sitesBehind(errors, files, plan, importsOf);
    if (taken.size === 0) return outcome;
    for (const [id, message] of taken) vetoes.set(id, message);
  }
}

/** Some call is rewritten, or a session is made ahead of the calls that will use it. */
function hasWork(plan: FilePlan): boolean {
  return plan.sessions.length > 0 || plan.sites.some((site) => site.action);
}

/** A plan and the versions that it needs: a plan for older versions needs no more than one for newer ones. */
function settledPlan(packages: Packages, makeOne: () => Plan): Plan {
  for (let round = 0; ; round++) {
    const plan = makeOne();
    if (!packages.narrowTo(plan) || round === 3) return plan;
  }
}

function changesOf(request: PipelineRequest, { rewritten, failed }: Outcome): FileChange[] {
  return request.files.flatMap((file) => {
    const result = failed.has(file.path) ? undefined : rewritten.get(file.path);
    if (!result || result.after === file.text) return [];
    const { path: name, absolutePath, bom, text } = file;
    return [{ path: name, absolutePath, bom, before: text, after: result.after, edits: result.edits }];
  });
}

/** package.json files whose ranges must be raised for the migrated code. */
function manifestChanges(
  request: PipelineRequest,
  project: ProjectFacts,
  packages: Packages,
  { rewritten }: Outcome,
): FileChange[] {
  // Versions that were kept may be for changes that nobody wants any more.
  const inUse = new Set([...rewritten.keys()].map((file) => packages.folderOf(file)));
  return packages
    .changes()
    .filter((change) => inUse.has(path.posix.dirname(change.path).replace(/^\.$/, '')))
    .map((change) => ({
      ...change,
      absolutePath: path.join(request.root, change.path),
      bom: project.boms.has(change.path),
    }));
}

/** The toolkits of unknown auth configs by the word of Composio's API. */
async function askApi(
  request: PipelineRequest,
  analysis: Analysis,
  project: ProjectFacts,
): Promise<ReadonlyMap<string, string>> {
  const env = request.env ?? process.env;
  const { authConfigs, unset } = unresolvedAuthConfigs(analysis.files.values(), project.mappings, env);
  request.onProgress?.('Asking the Composio API', 0, authConfigs.length);
  const { resolveAuthConfigs } = await import('./resolve/index.js');
  const { toolkits, unknown } = await resolveAuthConfigs(authConfigs, env);
  if (unset.length > 0) {
    request.onWarning?.(`No auth config id is in ${unset.join(', ')}, so the Composio API was not asked about it.`);
  }
  if (unknown.length > 0) {
    request.onWarning?.(`The Composio API has no auth config for ${unknown.join(', ')} in the project of this key.`);
  }
  return toolkits;
}

/** What one run came to: what the report is made of. */
interface Results {
  analysis: Analysis;
  project: ProjectFacts;
  packages: Packages;
  outcome: Outcome;
  outlook: Outlook;
  changes: FileChange[];
  check: TypeCheck | null;
}

function reportOf(request: PipelineRequest, results: Results): Report {
  const { analysis, packages, outcome, outlook, changes, check } = results;
  const changed = new Map(changes.map((change) => [change.path, change]));
  const limits = check?.limits([...changed.keys()]) ?? [];
  const files: FileReport[] = [];
  for (const file of new Set([...request.files.map((one) => one.path), ...changed.keys()])) {
    const error = outcome.failed.get(file);
    const change = changed.get(file);
    const sites = error ? [] : (outcome.plan.files.get(file)?.sites.map((site) => site.report) ?? []);
    const notes: ReportNote[] = error
      ? []
      : [...(analysis.files.get(file)?.notes ?? []), ...(outlook.fileNotes.get(file) ?? [])].sort(
          (a, b) => (a.line ?? 0) - (b.line ?? 0),
        );
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
    notes: [...packages.notes(), ...outlook.notes],
    nextSteps: stepsAfter(request, results, sites),
  };
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
  });
}

function diffOf(change: FileChange): string {
  const mark = change.bom ? '\uFEFF' : '';
  return unifiedDiff(change.path, mark + change.before, mark + change.after);
}

/** Texts of files beside the candidates, read once. */
function readerFor(): (file: string) => string | undefined {
  const cache = new Map<string, string | undefined>();
  return (file) => {
    if (!cache.has(file)) {
      let text: string | undefined;
      try {
        text = /\/node_modules\//.test(file) ? undefined : readFileSync(path.normalize(file), 'utf8');
      } catch {
        text = undefined;
      }
      cache.set(file, text);
    }
    return cache.get(file);
  };
}
