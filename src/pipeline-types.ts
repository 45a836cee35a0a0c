import type { MigrateOptions } from './commands/options.js';
import type { AcceptableCode } from './findings/codes.js';
import type { Edit } from './edit/edit.js';
import type { FindResult, SourceFile } from './find/found.js';
import type { Plan } from './plan/plan.js';
import type { Question } from './plan/questions.js';
import type { Report } from './report/report.js';

/** What one run of the pipeline works on. */
export interface PipelineRequest {
  /** Absolute. */
  root: string;
  files: SourceFile[];
  found: FindResult;
  options: MigrateOptions;
  onProgress?(phase: string, done: number, total: number): void;
  /** Takes one line that is worth saying while the run goes on. */
  onWarning?(line: string): void;
  /** Absolute: the folder that the tool was started in; the root when left out. */
  cwd?: string;
  /** Where the values of environment variables are looked up; `process.env` when left out. */
  env?: Readonly<Record<string, string | undefined>>;
}

/** A file that the run would change. Texts are without the BOM. */
export interface FileChange {
  /** Relative to the root, forward slashes. */
  path: string;
  absolutePath: string;
  bom: boolean;
  before: string;
  after: string;
  edits: Edit[];
}

export interface PipelineResult {
  report: Report;
  changes: FileChange[];
}

/** A pipeline that has read and analyzed its files and can plan them more than once. */
export interface Pipeline {
  /**
   * Asks Composio's API for the toolkits of the auth configs that are unknown, and for the auth configs of the toolkits
   * that calls wait for; later runs know them.
   *
   * @throws Refusal `api-key-missing` or `api-failed`
   */
  resolveAuthConfigs(): Promise<void>;
  /** Asks the registry for versions that calls wait for, unless `--offline` is given; later runs know them. */
  askRegistry(): Promise<void>;
  run(choice?: PipelineChoice): PlannedResult;
}

/** What the user has said since the run began. */
export interface PipelineChoice {
  /** Auth config (id or name) → toolkit, beside what the options say. */
  answers?: ReadonlyMap<string, string>;
  /** Toolkit → the auth config that its sessions take, where the project has several. */
  preferred?: ReadonlyMap<string, string>;
  /** Reasons that the user can live with, beside those of the options. */
  accept?: ReadonlySet<AcceptableCode>;
  /** Sites that stay as they are, by id, each with the reason to report. */
  declined?: ReadonlyMap<string, string>;
  /** Plan for the versions of the last run without declined sites, so that its other changes stay as they were shown. */
  keepVersions?: boolean;
}

export interface PlannedResult extends PipelineResult {
  plan: Plan;
  /** What the user could tell the tool. */
  questions: Question[];
}
