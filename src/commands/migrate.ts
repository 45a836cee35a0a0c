import path from 'node:path';
import { ANSWERS_FILE, readAnswers, writeAnswers } from '../answers.js';
import type { FindResult } from '../find/found.js';
import { findFiles } from '../find/index.js';
import { isAmong, resolveTargets } from '../find/targets.js';
import { Refusal } from '../findings/refusal.js';
import type { Answer } from '../interactive/askQuestions.js';
import type { FileChange, PipelineRequest, PipelineResult } from '../pipeline-types.js';
import { didYouMean } from '../report/didYouMean.js';
import type { Report } from '../report/report.js';
import { writeChanges, type FileWrite, type WriteResult } from '../write/index.js';
import { Journal } from '../write/journal.js';
import { compareWithBaseline, readBaseline } from './baseline.js';
import { askGit, askGitAboutOutside, judge, together, type GuardVerdict } from './guard.js';
import { InteractiveWriter } from './interactiveWriter.js';
import { Interruption } from './interruption.js';
import { checkOptions, type MigrateOptions, type RawOptions } from './options.js';
import { Progress } from './progress.js';
import { emptyReport, recount, withUnreadable, withWriteResults } from './reports.js';
import { checkOutput, deliver, usesColor, warn, type Shell } from './shell.js';

/** What may be meant by a word that is no path. */
const COMMANDS = ['list', 'explain', 'undo', 'completion'];

/**
 * The default command: find → pipeline → git guard → write → journal → report.
 *
 * @param paths as given on the command line
 * @param raw options as parsed
 * @param load brings the pipeline in, when there is something for it
 * @returns the exit code
 * @throws Refusal when the run is refused (exit code 2)
 */
export async function migrate(
  paths: string[],
  raw: RawOptions,
  shell: Shell,
  load: LoadPipeline = loadPipeline,
): Promise<number> {
  const options = checkOptions(paths, raw, { cwd: shell.cwd, env: shell.env, warn: (line) => warn(shell, line) });
  checkOutput(options.output, shell);
  if (options.mode === 'interactive') refuseInteractive(shell);
  const progress = new Progress(shell, options.verbosity === 'quiet');
  const interruption = new Interruption((exitCode) => stopAtOnce(exitCode, options, progress, shell));
  try {
    return await new Run(options, shell, progress, interruption, load).go();
  } finally {
    progress.clear();
    interruption.release();
  }
}

/** Brings in what loads parsers and a compiler. */
export type LoadPipeline = () => Promise<(request: PipelineRequest) => Promise<PipelineResult>>;

const loadPipeline: LoadPipeline = async () => (await import('../migrate.js')).runPipeline;

/** One run with everything that it carries along. */
class Run {
  private readonly began = performance.now();

  constructor(
    private readonly options: MigrateOptions,
    private readonly shell: Shell,
    private readonly progress: Progress,
    private readonly interruption: Interruption,
    private readonly load: LoadPipeline,
  ) {}

  async go(): Promise<number> {
    const { options } = this;
    const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline, this.shell.cwd);
    const found = await this.find();
    const { authConfigs: answers, preferred, accept } = await readAnswers(found.root);
    const answered = { ...options, answers, preferred, accept: new Set([...accept, ...options.accept]) };
    if (options.mode === 'interactive' && hasWork(found)) return this.goInteractive(found, answered);
    const guard = options.mode === 'write' && !options.force ? askGit(found) : undefined;
    const { report: planned, changes } = await this.runPipeline(found, answered);
    let report = withUnreadable(planned, found.failed);
    if (options.mode === 'write' && changes.length > 0) {
      if (guard) await this.heed(guard, found, changes);
      report = await this.write(report, changes, found);
    }
    let toDo = report.summary.sites.manual;
    if (baseline) {
      const { fresh, stale } = compareWithBaseline(report, baseline, this.looksAt(found));
      toDo = fresh.length;
      report = { ...report, notes: [...report.notes, ...stale] };
    }
    report.summary.durationMs = Math.round(performance.now() - this.began);
    await this.show(report, found, changes);
    return this.exitCode(report, toDo);
  }

  /** Whether a file of a report lies among the paths of this run. */
  private looksAt(found: FindResult): (file: string) => boolean {
    const targets = resolveTargets(this.shell.cwd, this.options.paths);
    return (file) => isAmong(targets, path.resolve(found.root, file));
  }

  private async find(): Promise<FindResult> {
    const { options } = this;
    const [word = ''] = options.paths;
    const found = await findFiles({
      cwd: this.shell.cwd,
      paths: options.paths,
      ignore: options.ignore,
      gitignore: options.gitignore,
      extensions: options.extensions,
      onProgress: (done, total) => this.progress.update('Searching', done, total),
    }).catch((error: unknown) => {
      const isPath = !(error instanceof Refusal) || error.code !== 'path-not-found' || /[./\\*]/.test(word);
      const [command] = isPath ? [] : didYouMean(word, COMMANDS);
      if (command === undefined) throw error;
      throw new Refusal('path-not-found', (error as Refusal).message, `Did you mean the command ‘${command}’?`);
    });
    for (const line of found.warnings) this.warn(line);
    return found;
  }

  /** Parsers and the compiler are loaded only when there is something for them. */
  private async runPipeline(found: FindResult, options: MigrateOptions): Promise<PipelineResult> {
    if (!hasWork(found)) {
      const report = emptyReport(options.mode);
      report.summary.files.scanned = found.scanned;
      if (found.documents.length + found.environment.length > 0) {
        const { Surroundings } = await import('../surroundings.js');
        report.notes.push(...new Surroundings(found, options.ignore).notes());
      }
      return { report, changes: [] };
    }
    return (await this.load())(this.request(found, options));
  }

  private request(found: FindResult, options: MigrateOptions): PipelineRequest {
    return {
      root: found.root,
      files: found.candidates,
      found,
      options,
      cwd: this.shell.cwd,
      env: this.shell.env,
      onProgress: (phase, done, total) => this.progress.update(phase, done, total),
      onWarning: (line) => this.warn(line),
    };
  }

  private async goInteractive(found: FindResult, options: MigrateOptions): Promise<number> {
    const guard = options.force ? undefined : askGit(found);
    const [{ openPipeline }, { runInteractive }] = await Promise.all([
      import('../migrate.js'),
      import('../interactive/index.js'),
    ]);
    const writer = new InteractiveWriter(found.root, (writes) => this.openJournal(found.root, writes));
    const pipeline = await openPipeline(this.request(found, options));
    if (options.resolveAuthConfigs) await pipeline.resolveAuthConfigs();
    await pipeline.askRegistry();
    const { report, written, results, ending } = await runInteractive({
      pipeline,
      terminal: {
        input: process.stdin,
        output: process.stderr,
        color: usesColor(options.color, { ...this.shell, stdout: this.shell.stderr }),
        signal: this.interruption.signal,
      },
      text: (path) => found.candidates.find((file) => file.path === path)?.text,
      begin: async (changes) => {
        if (guard) await this.heed(guard, found, changes);
        this.progress.stop();
        this.interruption.startWriting();
      },
      write: (change) => writer.write(toWrite(change)),
      remember: (answer) => this.remember(found.root, answer),
    });
    await writer.close();
    if (ending === 'interrupted' && !this.interruption.received) this.interruption.receive('SIGINT');
    if (ending === 'interrupted') this.tellStopped(results);
    const failed = results.filter((result) => result.status === 'failed');
    const after = withWriteResults(recount(withUnreadable(report, found.failed)), failed);
    if (writer.canUndo) after.nextSteps.push('Take this run back: npx composio-to-sessions undo');
    after.summary.durationMs = Math.round(performance.now() - this.began);
    await this.show(after, found, written);
    return this.exitCode(after, 0);
  }

  private async remember(root: string, answer: Answer): Promise<void> {
    const known = await readAnswers(root);
    const authConfigs = new Map(known.authConfigs);
    const preferred = new Map(known.preferred);
    const accept = new Set(known.accept);
    if (answer.kind === 'toolkit') authConfigs.set(answer.name, answer.toolkit);
    else if (answer.kind === 'which') preferred.set(answer.toolkit, answer.name);
    else accept.add(answer.code);
    try {
      await writeAnswers(root, { authConfigs, preferred, accept });
    } catch (error) {
      this.warn(`The answer cannot be kept in ${ANSWERS_FILE} (${(error as Error).message}).`);
    }
  }

  /** Refuses to write over uncommitted work; warns where git cannot tell. */
  private async heed(guard: Promise<GuardVerdict>, found: FindResult, changes: readonly FileChange[]): Promise<void> {
    const outside = await askGitAboutOutside(
      found,
      changes.map((change) => change.absolutePath),
    );
    const doubt = judge(
      together(await guard, outside),
      found,
      changes.map((change) => change.path),
    );
    if (doubt !== undefined) this.warn(doubt);
  }

  private async write(report: Report, changes: readonly FileChange[], found: FindResult): Promise<Report> {
    const writes = changes.map(toWrite);
    const journal = await this.openJournal(found.root, writes);
    this.interruption.startWriting();
    const results = await writeChanges(writes, {
      root: found.root,
      signal: this.interruption.signal,
      onProgress: (done, total) => this.progress.update('Writing', done, total),
    });
    const written = new Set(results.filter((result) => result.status === 'written').map((result) => result.path));
    await journal?.close(written);
    const after = withWriteResults(report, results);
    if (this.interruption.received) this.tellStopped(results);
    if (!journal || written.size === 0) return after;
    return { ...after, nextSteps: [...after.nextSteps, 'Take this run back: npx composio-to-sessions undo'] };
  }

  /** Without a journal the run goes on: git, where it is, can take it back as well. */
  private async openJournal(root: string, writes: readonly FileWrite[]): Promise<Journal | undefined> {
    try {
      const journal = await Journal.open(root, this.shell.cwd);
      await journal.add(writes);
      return journal;
    } catch (error) {
      this.warn(`This run cannot be taken back with ‘undo’: its journal cannot be kept (${(error as Error).message}).`);
      return undefined;
    }
  }

  private tellStopped(results: readonly WriteResult[]): void {
    const list = (paths: string[]): string => (paths.length === 0 ? 'none' : paths.join(', '));
    const fresh = results.filter((result) => result.status === 'written').map((result) => result.path);
    const old = results.filter((result) => result.status !== 'written').map((result) => result.path);
    this.progress.clear();
    this.shell.stderr.write(`Stopped. Every file is whole.\n  new: ${list(fresh)}\n  old: ${list(old)}\n`);
  }

  private async show(report: Report, found: FindResult, changes: readonly FileChange[]): Promise<void> {
    const before = new Map(found.candidates.map((file) => [file.path, file.text]));
    const after = new Map<string, string>();
    for (const change of changes) {
      before.set(change.path, change.before);
      after.set(change.path, change.after);
    }
    this.progress.clear();
    const { format, output, verbosity, showDiff, color } = this.options;
    const look = { before: (path: string) => before.get(path), after: (path: string) => after.get(path) };
    await deliver(report, { format, output, verbosity, showDiff, color, root: found.root, ...look }, this.shell);
  }

  private exitCode(report: Report, toDo: number): number {
    if (this.interruption.exitCode !== undefined) return this.interruption.exitCode;
    const { failed, changed } = recount(report).summary.files;
    if (failed > 0) return 3;
    return this.options.mode === 'check' && (changed > 0 || toDo > 0) ? 1 : 0;
  }

  private warn(line: string): void {
    this.progress.clear();
    warn(this.shell, line);
  }
}

/** Whole texts, with the BOM, as they are on disk. */
function toWrite(change: FileChange): FileWrite {
  const bom = change.bom ? '\uFEFF' : '';
  const { path, absolutePath } = change;
  return { path, absolutePath, before: bom + change.before, after: bom + change.after };
}

/** There is something that a parser could look at. */
function hasWork(found: FindResult): boolean {
  return found.candidates.length > 0;
}

function refuseInteractive(shell: Shell): void {
  if (shell.stdin.isTTY && shell.stderr.isTTY) return;
  throw new Refusal(
    'no-terminal',
    '--interactive needs a terminal to ask in.',
    'Without one, use --dry-run to see the changes, or --auth-config to answer what cannot be inferred.',
  );
}

function stopAtOnce(exitCode: number, options: MigrateOptions, progress: Progress, shell: Shell): void {
  progress.clear();
  shell.stderr.write('Stopped. Nothing was written.\n');
  if (options.format === 'json' && options.output === undefined) {
    const report = { ...emptyReport(options.mode), nextSteps: ['The run was stopped before anything was written.'] };
    shell.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  }
  process.exit(exitCode);
}
