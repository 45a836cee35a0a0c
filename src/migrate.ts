/** The pipeline: analyze → plan → transform → verify → report. Nothing here writes to the disk. */
import path from 'node:path';
import { analyze, type Analysis } from './analyze/index.js';
import { readPackages } from './manifest/index.js';
import { Packages } from './packages.js';
import { projectFacts, sourceReader, type ProjectFacts } from './project.js';
import type { FileChange, Pipeline, PipelineChoice, PipelineRequest, PipelineResult } from './pipeline-types.js';
import type { Mapping } from './plan/context.js';
import { plan as makePlan, type PlanInput } from './plan/index.js';
import { openDecisions } from './plan/openDecisions.js';
import type { Plan } from './plan/plan.js';
import { questionsOf } from './plan/questions.js';
import { analyzePythonFiles, isPython, pythonSitesIn, pythonVersionReaders, withPython } from './pythonFiles.js';
import type { PythonAnalysis } from './python/index.js';
import { askForVersions, type KnownVersions } from './registry/ask.js';
import { reportOf } from './reporting.js';
import { askApi, askApiForToolkits } from './resolve/ask.js';
import { begin } from './stages.js';
import { Surroundings } from './surroundings.js';
import { migrateVerified, settledPlan, type Outcome } from './verified.js';
import { createCheck } from './verify/inParts.js';

export async function runPipeline(request: PipelineRequest): Promise<PipelineResult> {
  const pipeline = await openPipeline(request);
  if (request.options.resolveAuthConfigs) await pipeline.resolveAuthConfigs();
  await pipeline.askRegistry();
  return pipeline.run();
}

/** Reads and analyzes once, so that planning can be asked for again with other answers (interactive mode). */
export async function openPipeline(request: PipelineRequest): Promise<Pipeline> {
  const analyzed = begin('analyze');
  const project = projectFacts(request);
  const { context } = request.found;
  const analysis = analyze(
    {
      root: request.root,
      files: [...request.files, ...context.sources].filter((file) => !isPython(file)),
      callers: context.callers,
      closed: context.closed,
      read: sourceReader(),
      configs: project.configs,
      packages: project.packages,
    },
    (done, total) => request.onProgress?.('Analyzing', done, total),
  );
  const python = await analyzePythonFiles(request);
  analyzed({ files: analysis.files.size + python.files.size });
  const { configs } = project;
  const check = request.options.verify ? createCheck(analysis.parts, { configs, packages: true }) : null;
  const untouched = leftAlone(request, analysis, python);
  const surroundings = new Surroundings(request.found, request.options.ignore);
  const resolved = new Map<string, Mapping>();
  const read = readPackages(project.manifests, project.extras, project.root, project.around);
  let versions: KnownVersions | undefined;
  let settled: Settled | undefined;
  const inputFor = (packages: Packages, choice: PipelineChoice, vetoes: ReadonlyMap<string, string>): PlanInput => {
    const mappings = new Map([...resolved, ...project.mappings]);
    for (const [name, toolkit] of choice.answers ?? []) mappings.set(name, { toolkit, source: 'answers' });
    return {
      files: analysis.files,
      options: {
        ...request.options,
        mappings,
        preferred: new Map([...(request.options.preferred ?? []), ...(choice.preferred ?? [])]),
        accept: new Set([...request.options.accept, ...(choice.accept ?? [])]),
      },
      features: (call) => packages.featuresOf(call),
      packageOf: (file) => packages.folderOf(file),
      isModulePackage: (file) => packages.isModule(file),
      unseenReaders: (folder) =>
        surroundings.unseenReaders((file) => packages.folderOf(file) === folder, analysis.failed.keys()),
      vetoes,
      declined: new Map([...untouched, ...(choice.declined ?? [])]),
    };
  };

  const newPackages = (): Packages => {
    const facts = versions ? read.map((one) => ({ ...one, releases: versions!.releases })) : read;
    return new Packages(analysis.files, facts, request.options.upgrade);
  };
  return {
    async resolveAuthConfigs() {
      for (const [name, toolkit] of await askApi(request, analysis, project))
        resolved.set(name, { toolkit, source: 'api' });
      // What is waited for shows only once the calls are planned with that.
      const planned = inputFor(newPackages(), {}, new Map());
      const open = questionsOf(planned, makePlan(planned)).flatMap((one) =>
        one.kind === 'credentials' ? one.toolkit : [],
      );
      for (const [id, toolkit] of await askApiForToolkits(request, open))
        resolved.set(id, { toolkit, source: 'api', forSessions: true });
    },
    async askRegistry() {
      const packages = newPackages();
      // Most runs end here: whatever a call may use is had.
      if (packages.waiting().length === 0) return;
      const plan = settledPlan(packages, () => makePlan(inputFor(packages, {}, new Map())));
      versions = await askForVersions(request, packages.waiting(plan));
    },
    run(choice = {}) {
      const kept = choice.keepVersions ? settled : undefined;
      const packages = kept?.packages ?? newPackages();
      const input = (vetoes: ReadonlyMap<string, string>): PlanInput => inputFor(packages, choice, vetoes);
      const vetoes = new Map(kept?.vetoes);
      const makeOne = (found: ReadonlyMap<string, string>): Plan => {
        const asked = input(found);
        const { transforms } = asked.options;
        return withPython(makePlan(asked), python, { transforms, declined: asked.declined ?? new Map() });
      };
      const outcome = migrateVerified(request, packages, makeOne, {
        failed: failuresIn(request, [analysis, python]),
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
        otherReaders: pythonVersionReaders(python),
      });
      const changes = [
        ...changesOf(request, outcome),
        ...manifestChanges(request, project, packages, outcome),
        ...outlook.changes,
      ];
      // Whoever declines calls one by one is asked about the rest.
      const decisions = choice.declined ? [] : openDecisions(input(vetoes), plan);
      return {
        report: reportOf(request, {
          ...{ analysis, python, project, packages, outcome, outlook, changes, check, decisions },
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
function leftAlone({ found }: PipelineRequest, { files }: Analysis, python: PythonAnalysis): Map<string, string> {
  const around = found.context.sources;
  const sites = around.flatMap((file) => files.get(file.path)?.sites.map((site) => site.id) ?? []);
  const ids = [...sites, ...pythonSitesIn(python, around)];
  return new Map(ids.map((id) => [id, 'it is not among the paths that were given']));
}

function failuresIn({ files }: PipelineRequest, analyses: readonly Pick<Analysis, 'failed'>[]): Outcome['failed'] {
  const asked = new Set(files.map((file) => file.path));
  return new Map(analyses.flatMap(({ failed }) => [...failed].filter(([file]) => asked.has(file))));
}

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
