/**
 * What the user has decided so far, and the plan that follows from it. A skipped site is planned again as one that
 * stays: so the rest of its file is right by itself, versions that it reads stay, and no package is raised for it.
 */
import { basename } from 'node:path/posix';
import type { AcceptableCode } from '../findings/codes.js';
import type { FileChange, Pipeline, PlannedResult } from '../pipeline-types.js';
import type { FilePlan, SitePlan } from '../plan/plan.js';
import type { FileReport } from '../report/report.js';
import type { WriteResult } from '../write/index.js';
import type { Answer } from './askQuestions.js';

export const SKIPPED = 'skipped in interactive mode';
export const NOT_REACHED = 'the run was ended before it was asked about';

/** A file that was written, as the report shows it. */
interface Written {
  change: FileChange;
  report: FileReport | undefined;
  result: WriteResult;
}

export class Decisions {
  private readonly answers = new Map<string, string>();
  private readonly preferred = new Map<string, string>();
  private readonly accept = new Set<AcceptableCode>();
  /** Site id → words for the report. */
  private readonly declined = new Map<string, string>();
  /** Sites that are asked about later: until then they stay as they are. */
  private readonly held = new Map<string, string>();
  private readonly files = new Map<string, Written>();
  private leastPlan: { key: string; result: PlannedResult } | undefined;
  private stale = false;
  private result: PlannedResult;

  constructor(private readonly pipeline: Pipeline) {
    this.result = pipeline.run();
  }

  /** The plan with everything decided so far; what is written already stays as it is. */
  get current(): PlannedResult {
    if (this.stale) this.result = this.run(this.excluded(), true);
    this.stale = false;
    return this.result;
  }

  /** Takes answers, and plans all files with them. Only before the first file is decided. */
  answer(answers: readonly Answer[]): void {
    for (const one of answers) {
      if (one.kind === 'toolkit') this.answers.set(one.name, one.toolkit);
      else if (one.kind === 'which') this.preferred.set(one.toolkit, one.name);
      else this.accept.add(one.code);
    }
    if (answers.length > 0) this.result = this.run(undefined, false);
  }

  decline(sites: readonly SitePlan[], words: string): void {
    for (const site of sites) this.declined.set(site.id, words);
    if (sites.length > 0) this.stale = true;
  }

  hold(sites: readonly SitePlan[]): void {
    for (const site of sites) this.held.set(site.id, NOT_REACHED);
    if (sites.length > 0) this.stale = true;
  }

  release(sites: readonly SitePlan[]): void {
    for (const site of sites) this.stale = this.held.delete(site.id) || this.stale;
  }

  get hasDeclined(): boolean {
    return this.declined.size > 0;
  }

  /** The plan as if these sites were declined too. */
  without(sites: readonly SitePlan[]): PlannedResult {
    return this.run(new Map([...this.excluded(), ...sites.map((site) => [site.id, SKIPPED] as const)]), true);
  }

  private excluded(): Map<string, string> {
    return new Map([...this.held, ...this.declined]);
  }

  planOf(path: string): FilePlan | undefined {
    return this.current.plan.files.get(path);
  }

  reportOf(path: string): FileReport | undefined {
    return this.current.report.files.find((file) => file.path === path);
  }

  /** Sites of a file that the plan migrates. */
  sitesToMigrate(path: string): SitePlan[] {
    return (this.planOf(path)?.sites ?? []).filter((site) => site.action !== null);
  }

  /**
   * The changes of package.json files for what was written: no more than that needs, as long as the versions would not
   * have brought other code.
   */
  manifests(): FileChange[] {
    if (this.written().length === 0) return [];
    const least = this.least();
    const same = this.written().every(({ path, after }) =>
      least.changes.some((change) => change.path === path && change.after === after),
    );
    return (same ? least : this.current).changes.filter(isManifest);
  }

  private least(): PlannedResult {
    const excluded = this.excluded();
    if (excluded.size === 0) return this.current;
    const key = [...excluded.keys()].sort().join(' ');
    if (this.leastPlan?.key !== key) this.leastPlan = { key, result: this.run(excluded, false) };
    return this.leastPlan.result;
  }

  /** Notes that a file was written, or could not be. */
  note(change: FileChange, result: WriteResult): void {
    const earlier = this.files.get(change.path);
    const whole = earlier ? { ...change, before: earlier.change.before } : change;
    // A file that failed the second time is still what the first time made of it.
    if (earlier && result.status !== 'written') return this.decline(this.sitesToMigrate(change.path), SKIPPED);
    this.files.set(change.path, { change: whole, report: this.reportOf(change.path), result });
    if (result.status !== 'written') this.decline(this.sitesToMigrate(change.path), 'the file could not be written');
  }

  fileOf(path: string): Written | undefined {
    return this.files.get(path);
  }

  results(): WriteResult[] {
    return [...this.files.values()].map((file) => file.result);
  }

  /** Changes that are on disk. */
  written(): FileChange[] {
    return [...this.files.values()].filter(({ result }) => result.status === 'written').map(({ change }) => change);
  }

  private run(declined: ReadonlyMap<string, string> | undefined, keepVersions: boolean): PlannedResult {
    const { answers, preferred, accept } = this;
    return this.pipeline.run({
      answers,
      preferred,
      accept,
      declined,
      keepVersions: keepVersions && declined !== undefined,
    });
  }
}

export function isManifest(change: FileChange): boolean {
  return basename(change.path) === 'package.json';
}
