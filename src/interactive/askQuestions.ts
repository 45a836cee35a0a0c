/** Asks what the tool could not infer, once for every auth config. */
import type { FileFacts } from '../analyze/facts.js';
import type { Plan } from '../plan/plan.js';
import { LOOKUP, MANAGED } from '../plan/context.js';
import type { CredentialsQuestion, Question, ToolkitQuestion, WhichQuestion } from '../plan/questions.js';
import { count, wrap } from '../report/layout.js';
import { visibleLine } from '../report/safeText.js';
import { knownToolkits } from '../sdk/toolkits.js';
import { LAST_KEYS, type Key } from './help.js';
import { Quit } from './fileDialogue.js';
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
  if (question.kind === 'toolkit') return askToolkit(question, context);
  return question.kind === 'which' ? askWhich(question, terminal) : askCredentials(question, terminal);
}

function wordsOf(question: Question): { head: string; why: string } {
  if (question.kind === 'credentials') {
    return {
      head: `under which auth config are accounts of ${question.toolkit}?`,
      why: 'A session finds accounts only under the auth config that it is given, or that sessions made. Nothing in the code says which that is.',
    };
  }
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
  const likely = [...(question.likely === null ? [] : [question.likely]), ...toolkitsIn(plan)];
  const leave = { value: LEAVE, name: 'leave it: these calls stay as they are' };
  const toolkit = await terminal.find('Toolkit:', (term) => {
    const found = searchToolkits(term, knownToolkits(), likely).map((slug) => ({
      value: slug,
      name: slug === question.likely ? `${slug} (likely)` : slug,
    }));
    if (term.trim() !== '') return [...found, leave];
    const [first, ...others] = found;
    return first?.value === question.likely ? [first!, leave, ...others] : [leave, ...found];
  });
  const name = visibleLine(question.name);
  if (toolkit === LEAVE) {
    say(terminal, `${name} is left open.`);
    return undefined;
  }
  say(terminal, `${name} belongs to ${toolkit}.`);
  return { kind: 'toolkit', name: question.name, toolkit };
}

async function askCredentials({ toolkit }: CredentialsQuestion, terminal: Terminal): Promise<Answer | undefined> {
  const key = await chooseWithHelp(terminal, 'Which one?', CREDENTIAL_KEYS);
  if (key === 'a') {
    const typed = await terminal.type('Id or variable:', nameProblem);
    const name = typed.trim();
    if (name !== '') {
      say(terminal, `Sessions of ${toolkit} take ${visibleLine(name)}.`);
      return { kind: 'toolkit', name, toolkit };
    }
  }
  if (key === 'm') {
    say(terminal, `Sessions made the accounts of ${toolkit}.`);
    return { kind: 'toolkit', name: MANAGED + toolkit, toolkit };
  }
  if (key === 'l') {
    say(terminal, `The code looks accounts of ${toolkit} up.`);
    return { kind: 'toolkit', name: LOOKUP + toolkit, toolkit };
  }
  say(terminal, `${toolkit} is left open.`);
  return undefined;
}

const CREDENTIAL_KEYS: readonly Key[] = [
  {
    key: 'a',
    label: 'one of ours: type its id or variable',
    help: 'the id (ac_…), or the environment variable with it',
  },
  { key: 'm', label: 'made by sessions: pass nothing', help: 'sessions connected these accounts and find them again' },
  {
    key: 'l',
    label: 'look the account up in the code',
    help: 'ask for the newest active account before each session; one more request each time',
  },
  { key: 'n', label: 'leave it: these calls stay as they are', help: 'the calls stay; the next run asks again' },
  ...LAST_KEYS,
];

/** Nothing typed leaves the question open. */
function nameProblem(text: string): string | undefined {
  const name = text.trim();
  if (name === '' || /^ac_[\w-]+$/.test(name) || /^[A-Z][A-Z0-9_]*$/.test(name)) return undefined;
  if (name.startsWith('ca_')) return 'ca_… is a connected account; an auth config id starts with ac_.';
  return 'An id starts with ac_; a variable is written as LINEAR_AUTH_CONFIG_ID.';
}

/** `?` explains and asks again, `q` ends the dialogue, Esc is `n`. */
async function chooseWithHelp(terminal: Terminal, message: string, keys: readonly Key[]): Promise<string> {
  for (;;) {
    const key = await terminal.choose(message, keys, 'n');
    if (key === 'q') throw new Quit();
    if (key !== '?') return key;
    terminal.print(
      ...keys.flatMap(({ key: name, help }) => wrap(`${name}  ${help}`, terminal.columns - 1, '     ', '  ')),
    );
    terminal.print('  Esc leaves the question open.', '');
  }
}

async function askWhich({ toolkit, choices }: WhichQuestion, terminal: Terminal): Promise<Answer | undefined> {
  // Nobody has more than nine for one toolkit; what is beyond can be named in the answers file.
  const listed = choices.slice(0, 9).map(({ text }, index): Key => {
    const label = visibleLine(text);
    return { key: String(index + 1), label, help: `sessions take ${label}` };
  });
  const none: Key = { key: 'n', label: 'none of them', help: 'the calls stay; the next run asks again' };
  const key = await chooseWithHelp(terminal, 'Which one?', [...listed, none, ...LAST_KEYS]);
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
