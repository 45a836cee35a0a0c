import type { DirectApi } from '../sdk/apis.js';
import type { EffectNote, ErrorCode, KeptCode, ManualCode, NoteCode, RefusalCode } from '../findings/codes.js';

/**
 * The report of one run: plain data, schemaVersion 1. Every format is a function of it to a string.
 * Lines and columns count from 1; paths are relative to the root of the run, with forward slashes.
 */
export interface Report {
  schemaVersion: 1;
  tool: { name: 'composio-to-sessions'; version: string };
  mode: RunMode;
  summary: {
    files: { scanned: number; candidates: number; changed: number; failed: number };
    sites: { total: number; migrated: number; manual: number; kept: number };
    durationMs: number;
  };
  /** Every file with a site, a note, a change or an error, in path order. */
  files: FileReport[];
  /** About no single source file: package.json, install command, other languages. */
  notes: ReportNote[];
  nextSteps: string[];
  /** Present only when the run was refused (exit code 2); `files` is empty then. */
  error?: { code: RefusalCode; message: string };
}

export type RunMode = 'write' | 'dry-run' | 'check' | 'interactive' | 'undo';

export interface FileReport {
  path: string;
  status: 'changed' | 'unchanged' | 'failed';
  sites: SiteReport[];
  notes: ReportNote[];
  /** Unified diff with `a/` and `b/` prefixes that `git apply` takes; only where the file changes. */
  diff?: string;
  error?: { code: ErrorCode; message: string };
}

export interface SiteReport {
  /** Of the call's method name (`toolkitVersions`: of the property's name), in the file as it was. */
  line: number;
  column: number;
  api: DirectApi;
  outcome: 'migrated' | 'manual' | 'kept';
  /** Migrated sites only. */
  effect?: 'same' | 'differs';
  /** Manual and kept sites only. */
  code?: ManualCode | KeptCode;
  message?: string;
  hint?: string;
  /** Name of the transform that owns the site. */
  transform: string;
  /** What the decision rests on, in one sentence (how the client and the toolkit were found). */
  evidence?: string;
  notes: SiteNote[];
}

export interface SiteNote {
  code: EffectNote | NoteCode;
  message: string;
}

export interface ReportNote {
  /** File the note is about, where it is not the note of a file in `files`. */
  path?: string;
  /** From 1. */
  line?: number;
  code: NoteCode;
  message: string;
}

/** What the renderers may need beside the report: never serialised into JSON. */
export interface ReportContext {
  /** Text of a file as it was, by report path, for code frames; undefined when it cannot be had. */
  before(path: string): string | undefined;
  /** Text after the migration, for files that change. */
  after(path: string): string | undefined;
  /** Terminal columns; 80 when unknown. */
  columns: number;
  color: boolean;
  verbosity: 'quiet' | 'normal' | 'verbose';
  /** Print the diffs of changed files too. */
  showDiff: boolean;
}
