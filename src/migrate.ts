/** The pipeline: analyze → plan → transform → verify → report. Nothing here writes to the disk. */
import path from 'node:path';
import { analyze, type Analysis } from './analyze/index.js';
import { readPackages } from './manifest/index.js';
import { Packages } from './packages.js';
import { projectFacts, sourceReader, type ProjectFacts } from './project.js';
import type { FileChange, Pipeline, PipelineChoice, PipelineRequest, PipelineResult } from './pipeline-types.js';
import { plan as makePlan, type PlanInput } from './plan/index.js';
import { questionsOf } from './plan/questions.js';
import { askForVersions, type KnownVersions } from './registry/ask.js';
import { reportOf } from './reporting.js';
import { askApi } from './resolve/ask.js';
import { begin } from './stages.js';
import { Surroundings } from './surroundings.js';
import { migrateVerified, settledPlan, type Outcome } from './verified.js';
import { createCheck } from './verify/inParts.js';

export async function runPipeline(request: PipelineRequest): Promise<PipelineResult> {
  const pipeline = openPipeline(request);
  if (request.options.resolveAuthConfigs) await pipeline.resolveAuthConfigs();
  await pipeline.askRegistry();
  return pipeline.run();
}

/** Reads and analyzes once, so that planning can be asked for again with other answers (interactive mode). */
export function openPipeline(request: PipelineRequest): Pipeline {
  const analyzed = begin('analyze');
  const project = projectFacts(request);
  const { context } = request.found;
  const analysis = analyze(
    {
      root: request.root,
      files: [...request.files, ...context.sources],
      callers: context.callers,
      closed: context.closed,
      read: sourceReader(),
      configs: project.configs,
      packages: project.packages,
    },
    (done, total) => request.onProgress?.('Analyzing', done, total),
  );
  analyzed({ files: analysis.files.size });
  const { configs } = project;
  const check = request.options.verify ? createCheck(analysis.parts, { configs, packages: true }) : null;
  const untouched = leftAlone(request, analysis);
  const surroundings = new Surroundings(request.found, request.options.ignore);
  const resolved = new Map<string, ApiAnswer>();
  const read = readPackages(project.manifests, project.extras, project.root, project.around);
  let versions: KnownVersions | undefined;
  let settled: Settled | undefined;

  const newPackages = (): Packages => {
    const facts = versions ? read.map((one) => ({ ...one, releases: versions!.releases })) : read;
    return new Packages(analysis.files, facts, request.options.upgrade);
  };
  const inputFor = (packages: Packages, choice: PipelineChoice): ((vetoes: Vetoes) => PlanInput) => {
    const mappings = new Map([...resolved, ...project.mappings]);
    for (const [name, toolkit] of choice.answers ?? []) mappings.set(name, { toolkit, source: 'answers' });
    return (vetoes) => ({
      files: analysis.files,
      options: {
        ...request.options,
        mappings,
        preferred: new Map([...(request.options.preferred ?? []), ...(choice.preferred ?? [])]),
      },
      features: (call) => packages.featuresOf(call),
      packageOf: (file) => packages.folderOf(file),
      isModulePackage: (file) => packages.isModule(file),
      unseenReaders: (folder) =>
        surroundings.unseenReaders((file) => packages.folderOf(file) === folder, analysis.failed.keys()),
      vetoes,
      declined: new Map([...untouched, ...(choice.declined ?? [])]),
    });
  };

  return {
    async resolveAuthConfigs() {
      for (const [name, toolkit] of await askApi(request, analysis, project))
        resolved.set(name, { toolkit, source: 'api' });
    },
    async askRegistry() {
      const packages = newPackages();
      // Most runs end here: whatever a call may use is had.
      if (packages.waiting().length === 0) return;
      const plan = settledPlan(packages, () => makePlan(inputFor(packages, {})(new Map())));
      versions = await askForVersions(request, packages.waiting(plan));
    },
    run(choice = {}) {
      const kept = choice.keepVersions ? settled : undefined;
      const packages = kept?.packages ?? newPackages();
      const input = inputFor(packages, choice);
      const vetoes = new Map(kept?.vetoes);
      const outcome = migrateVerified(request, packages, (found) => makePlan(input(found)), {
        failed: failuresIn(request, analysis),
        check,
        vetoes,
        keepVersions: kept !== undefined,
        isReadByCompiler: (file) => analysis.files.get(file)?.isReadByCompiler ?? false,
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
        report: reportOf(request, {
          ...{ analysis, project, packages, outcome, outlook, changes, check },
          versionNotes: versions?.notes ?? [],
        }),
        changes,
        plan,
        questions: questionsOf(input(vetoes), plan),
      };
    },
  };
}

/** Sites of the context: not asked for, so they stay and go on counting as what they are. */
function leftAlone({ found }: PipelineRequest, { files }: Analysis): Map<string, string> {
  const sites = found.context.sources.flatMap((file) => files.get(file.path)?.sites ?? []);
  return new Map(sites.map((site) => [site.id, 'it is not among the paths that were given']));
}

function failuresIn({ files }: PipelineRequest, { failed }: Analysis): Outcome['failed'] {
  const asked = new Set(files.map((file) => file.path));
  return new Map([...failed].filter(([file]) => asked.has(file)));
}

type ApiAnswer = { toolkit: string; source: 'api' };

type Vetoes = ReadonlyMap<string, string>;

/** What a run without declined sites came to: later ones keep its versions and what its verification took back. */
interface Settled {
  packages: Packages;
  vetoes: Vetoes;
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
  const inUse = new Set([...rewritten.keys()].flatMap((file) => packages.foldersAskedBy(file)));
  return packages
    .changes()
    .filter((change) => inUse.has(path.posix.dirname(change.path).replace(/^\.$/, '')))
    .map((change) => ({
      ...change,
      absolutePath: path.join(request.root, change.path),
      bom: project.boms.has(change.path),
    }));
}
