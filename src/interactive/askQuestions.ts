/** Asks what the tool could not infer, once for every auth config. */
import type { FileFacts } from '../analyze/facts.js';
import type { Plan } from '../plan/plan.js';
import type { Question, ToolkitQuestion, WhichQuestion } from '../plan/questions.js';
import { count, wrap } from '../report/layout.js';
import { visibleLine } from '../report/safeText.js';
import { knownToolkits } from '../sdk/toolkits.js';
import type { Terminal } from './terminal.js';
import { searchToolkits } from './toolkitSearch.js';
import { placeLines } from './view.js';

/** Answer to one question: a toolkit for an auth config, or an auth config for a toolkit. */
export type Answer =
  { kind: 'toolkit'; name: string; toolkit: string } | { kind: 'which'; toolkit: string; name: string };

/** Places shown with a question; more are counted. */
const SHOWN_PLACES = 3;
/** No slug of a toolkit. */
const LEAVE = '';

export interface QuestionContext {
  terminal: Terminal;
  plan: Plan;
  /** `2 of 3`. */
  position: string;
  text(path: FileFacts['path']): string | undefined;
}

/** @returns undefined when the user leaves it open. */
export async function askQuestion(question: Question, context: QuestionContext): Promise<Answer | undefined> {
  const { terminal } = context;
  const look = { columns: terminal.columns, style: terminal.style };
  const { head, why } = wordsOf(question);
  terminal.print(
    '',
    ...wrap(visibleLine(`Question ${context.position}: ${head}`), look.columns - 1).map((line) =>
      look.style.bold(line),
    ),
    ...wrap(visibleLine(why), look.columns - 1, '  '),
    ...wrap(`${count(question.places.length, 'call')} waiting for the answer:`, look.columns - 1, '  '),
    ...question.places.slice(0, SHOWN_PLACES).flatMap((place) => placeLines(place, context.text(place.path), look)),
    ...(question.places.length > SHOWN_PLACES ? [`  and ${question.places.length - SHOWN_PLACES} more`] : []),
    '',
  );
  return question.kind === 'toolkit' ? askToolkit(question, context) : askWhich(question, terminal);
}

function wordsOf(question: Question): { head: string; why: string } {
  if (question.kind === 'toolkit') {
    return {
      head: `which toolkit does the auth config ${question.name} belong to?`,
      why: `${question.message.charAt(0).toUpperCase()}${question.message.slice(1)}.`,
    };
  }
  return {
    head: `which auth config do sessions of ${question.toolkit} take?`,
    why: `The project has several for ${question.toolkit}. A session takes one; without an answer none is put into it.`,
  };
}

async function askToolkit(question: ToolkitQuestion, { terminal, plan }: QuestionContext): Promise<Answer | undefined> {
  const likely = toolkitsIn(plan);
  const leave = { value: LEAVE, name: 'leave it: these calls stay as they are' };
  const toolkit = await terminal.find('Toolkit:', (term) => {
    const found = searchToolkits(term, knownToolkits(), likely).map((slug) => ({ value: slug, name: slug }));
    return term.trim() === '' ? [leave, ...found] : [...found, leave];
  });
  const name = visibleLine(question.name);
  if (toolkit === LEAVE) {
    say(terminal, `${name} is left open.`);
    return undefined;
  }
  say(terminal, `${name} belongs to ${toolkit}.`);
  return { kind: 'toolkit', name: question.name, toolkit };
}

async function askWhich({ toolkit, choices }: WhichQuestion, terminal: Terminal): Promise<Answer | undefined> {
  // Nobody has more than nine for one toolkit; what is beyond can be named in the answers file.
  const listed = choices.slice(0, 9).map(({ text }, index) => ({ key: String(index + 1), label: visibleLine(text) }));
  const key = await terminal.choose('Which one?', [...listed, { key: 'n', label: 'none of them' }]);
  const chosen = choices[Number(key) - 1];
  if (!chosen) {
    say(terminal, `Sessions of ${toolkit} take none.`);
    return undefined;
  }
  say(terminal, `Sessions of ${toolkit} take ${visibleLine(chosen.text)}.`);
  return { kind: 'which', toolkit, name: chosen.name };
}

function say(terminal: Terminal, text: string): void {
  terminal.print(...wrap(text, terminal.columns - 1, '  ', '✔ ').map((line) => terminal.style.green(line)));
}

/** Toolkits that the planned sessions are limited to: the likeliest answers. */
function toolkitsIn(plan: Plan): string[] {
  const slugs = new Set<string>();
  for (const file of plan.files.values()) {
    for (const entry of file.sessions.flatMap((session) => session.config)) {
      if (entry.kind !== 'property' || entry.key.kind !== 'name' || entry.key.name !== 'toolkits') continue;
      if (entry.value.kind !== 'array') continue;
      for (const item of entry.value.items) if (item.kind === 'string') slugs.add(item.value);
    }
  }
  return [...slugs].sort();
}
