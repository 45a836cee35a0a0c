import type { MigrateOptions } from './commands/options.js';
import type { Edit } from './edit/edit.js';
import type { FindResult, SourceFile } from './find/found.js';
import type { Report } from './report/report.js';

/** What one run of the pipeline works on. */
export interface PipelineRequest {
  /** Absolute. */
  root: string;
  files: SourceFile[];
  found: FindResult;
  options: MigrateOptions;
  onProgress?(phase: string, done: number, total: number): void;
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
