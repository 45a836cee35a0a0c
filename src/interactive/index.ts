/** Interactive mode: questions, then file by file, then what the accepted changes need of package.json. */
import type { FileChange, Pipeline } from '../pipeline-types.js';
import type { Question } from '../plan/questions.js';
import { count, wrap } from '../report/layout.js';
import type { Report } from '../report/report.js';
import { visibleLine } from '../report/safeText.js';
import type { WriteResult } from '../write/index.js';
import { askQuestion, type Answer } from './askQuestions.js';
import { groupsOf } from './changes.js';
import { Decisions, isManifest, NOT_REACHED } from './decisions.js';
import { FileDialogue, Quit, type WriteFile } from './fileDialogue.js';
import { MANIFEST_KEYS } from './help.js';
import { interactiveReport } from './interactiveReport.js';
import { EndOfInput, Interrupted, Terminal, type TerminalOptions } from './terminal.js';
import { diffLines } from './view.js';

export interface InteractiveOptions {
  pipeline: Pipeline;
  terminal: TerminalOptions;
  /** Text of a file as it was, by report path. */
  text(path: string): string | undefined;
  /** Called once, before the first question, with what the run would change; refuses by throwing. */
  begin(changes: readonly FileChange[]): Promise<void>;
  /** Writes one file at once. */
  write: WriteFile;
  /** Keeps an answer for later runs. */
  remember(answer: Answer): Promise<void>;
}

export interface InteractiveResult {
  report: Report;
  /** Files that were written, each from what it was to what it is. */
  written: FileChange[];
  /** Every file that was written, could not be, or was not reached. */
  results: WriteResult[];
  ending: 'done' | 'quit' | 'interrupted';
}

/**
 * Leads the whole dialogue.
 *
 * @throws what `begin` throws
 */
export async function runInteractive(options: InteractiveOptions): Promise<InteractiveResult> {
  const decisions = new Decisions(options.pipeline);
  const { changes, questions } = decisions.current;
  if (changes.length > 0 || questions.length > 0) await options.begin(changes);
  const terminal = new Terminal(options.terminal);
  const dialogue = new FileDialogue(terminal, decisions, options.write);
  let ending: InteractiveResult['ending'] = 'done';
  try {
    await askAll(options, terminal, decisions);
    await allFiles(terminal, decisions, dialogue);
    await manifests(decisions, dialogue);
  } catch (error) {
    if (error instanceof Interrupted) ending = 'interrupted';
    else if (error instanceof Quit || error instanceof EndOfInput) ending = 'quit';
    else throw error;
  }
  if (changes.length > 0 || questions.length > 0) terminal.print('');
  const planned = decisions.current.changes.map((change) => change.path);
  for (const path of planned)
    if (!decisions.fileOf(path)) decisions.decline(decisions.sitesToMigrate(path), NOT_REACHED);
  const stopped = planned
    .filter((path) => !decisions.fileOf(path))
    .map((path): WriteResult => ({ path, status: 'stopped' }));
  return {
    report: interactiveReport(decisions),
    written: decisions.written(),
    results: [...decisions.results(), ...stopped],
    ending,
  };
}

/** Each question once; an answer can bring up others, and settle some. */
async function askAll(options: InteractiveOptions, terminal: Terminal, decisions: Decisions): Promise<void> {
  const asked = new Set<string>();
  const keyOf = (question: Question): string =>
    question.kind === 'toolkit'
      ? `toolkit ${question.name}`
      : `${question.kind} ${question.kind === 'accept' ? question.code : question.toolkit}`;
  let number = 0;
  for (;;) {
    const open = decisions.current.questions.filter((question) => !asked.has(keyOf(question)));
    // Which of several there are depends on what belongs to which toolkit.
    const round = open.filter((question) => question.kind === open[0]?.kind);
    if (round.length === 0) return;
    const answers: Answer[] = [];
    for (const [index, question] of round.entries()) {
      asked.add(keyOf(question));
      const position = `${++number} of ${number - index - 1 + open.length}`;
      const answer = await askQuestion(question, {
        terminal,
        plan: decisions.current.plan,
        position,
        text: options.text,
      });
      if (!answer) continue;
      answers.push(answer);
      await options.remember(answer);
    }
    decisions.answer(answers);
  }
}

/**
 * Every file once. Whether versions can go depends on every call that reads them, so they come last: in the one file
 * that has them beside other changes, or, if several have, after all other changes.
 */
async function allFiles(terminal: Terminal, decisions: Decisions, dialogue: FileDialogue): Promise<void> {
  const early: string[] = [];
  const mixed: string[] = [];
  const late: string[] = [];
  for (const change of decisions.current.changes) {
    if (isManifest(change)) continue;
    const groups = groupsOf(change, decisions.planOf(change.path));
    const dependent = groups.filter((group) => group.removesVersions || group.sites.length === 0).length;
    (dependent === 0 ? early : dependent < groups.length ? mixed : late).push(change.path);
  }
  const files = early.length + mixed.length + late.length;
  if (files === 0) return;
  terminal.print(
    ...wrap(`${count(files, 'file')} to look at; ? explains the keys.`, terminal.columns - 1).map((line) =>
      terminal.style.bold(line),
    ),
  );
  const order = mixed.length === 1 ? [...early, ...mixed, ...late] : [...early, ...mixed, ...mixed, ...late];
  const versionsOf = (path: string) =>
    decisions.current.plan.files.get(path)?.sites.filter((site) => site.action?.kind === 'remove-versions') ?? [];
  const held = new Map(mixed.length > 1 ? mixed.map((path) => [path, versionsOf(path)]) : []);
  for (const sites of held.values()) decisions.hold(sites);
  for (const [index, path] of order.entries()) {
    if (index === early.length + mixed.length) for (const sites of held.values()) decisions.release(sites);
    await dialogue.about(path, `${index + 1} of ${order.length}`);
  }
}

/** One question for all package.json files: they belong together. */
async function manifests(decisions: Decisions, dialogue: FileDialogue): Promise<void> {
  const changes = decisions.manifests();
  if (changes.length === 0) return;
  const key =
    dialogue.standing === 'apply'
      ? 'y'
      : await dialogue.ask('Raise the versions?', MANIFEST_KEYS, ({ columns, style }) =>
          changes.flatMap((change) => [
            '',
            ...wrap(visibleLine(`${change.path} needs for the changes you accepted:`), columns - 1).map((line) =>
              style.bold(line),
            ),
            ...change.edits.flatMap((edit) => wrap(visibleLine(edit.reason), columns - 1, '    ', '  · ')),
            '',
            ...diffLines(change.before, change.after, { columns, style }),
            '',
          ]),
        );
  if (key === 'y') for (const change of changes) await dialogue.write(change);
}
