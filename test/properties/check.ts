/** Runs a batch of programs through the pipeline, and says what is wrong with the result. */
import type { RawOptions } from '../../src/commands/options.js';
import type { PipelineResult } from '../../src/pipeline-types.js';
import { widerThan } from './access.js';
import { behaviourDiffers } from './behaviour.js';
import { siteProblems, takenBack, textProblems } from './laws.js';
import { applied, migrate, newTypeErrors, textsOf, type Text } from './pipeline.js';
import type { Program } from './programs.js';

/** What is wrong, with the program that shows it. */
export interface Problem {
  program: Program;
  after: string;
  what: string;
}

export interface Checked {
  problems: Problem[];
  migrated: number;
  manual: number;
}

export async function checkBatch(programs: readonly Program[], options: RawOptions = {}): Promise<Checked> {
  const texts = textsOf(programs);
  const result = await migrate(texts, options);
  const after = applied(texts, result);
  const problems = await problemsOf(programs, result, after);
  const add = (path: string, what: string): void => {
    const program = programs.find((one) => one.path === path);
    if (program) problems.push({ program, after: textAt(after, path), what });
  };
  for (const error of newTypeErrors(texts, result)) add(error.path, `line ${error.line}: ${error.message}`);

  const again = await migrate(after, options);
  for (const change of again.changes) add(change.path, `a second run changes it:\n${change.after}`);
  for (const file of again.report.files) {
    if (file.sites.some((site) => site.outcome === 'migrated')) add(file.path, 'a second run reports a migrated site');
  }
  const { migrated, manual } = result.report.summary.sites;
  return { problems, migrated, manual };
}

async function problemsOf(
  programs: readonly Program[],
  result: PipelineResult,
  after: readonly Text[],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const program of programs) {
    const report = result.report.files.find((file) => file.path === program.path);
    const change = result.changes.find((one) => one.path === program.path);
    const text = textAt(after, program.path);
    const found = [...siteProblems(program, report), ...takenBack(report)];
    if (change) {
      const told = report?.notes.flatMap((note) => (note.code === 'comment-removed' ? [note.message] : [])) ?? [];
      found.push(...textProblems(program, change, told));
      const isMigrated = (line: number, column: number): boolean =>
        report?.sites.some((site) => site.line === line && site.column === column && site.outcome === 'migrated') ??
        false;
      const migrated = program.sites
        .filter((site) => isMigrated(site.line, site.column))
        .sort((a, b) => a.line - b.line || a.column - b.column);
      found.push(...widerThan(program.path, program.text, text, migrated));
      const difference = await behaviourDiffers(program, text);
      if (difference) found.push(difference);
    }
    problems.push(...found.map((what) => ({ program, after: text, what })));
  }
  return problems;
}

const textAt = (texts: readonly Text[], path: string): string => texts.find((one) => one.path === path)?.text ?? '';

/** The order in which the files are given says nothing. */
export async function orderMatters(programs: readonly Program[]): Promise<string[]> {
  const texts = textsOf(programs);
  const there = await migrate(texts);
  const back = await migrate([...texts].reverse());
  const shown = ({ report, changes }: PipelineResult): string =>
    JSON.stringify([
      report,
      changes.map(({ path, after }) => [path, after]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ]);
  return shown(there) === shown(back) ? [] : ['the result depends on the order of the files'];
}

/** The text of a problem for the person who reads it. */
export function shown({ program, after, what }: Problem): string {
  return `${what}\n--- ${program.path}, before\n${program.text}\n--- after\n${after}`;
}
