/** Asks what the tool could not infer, once for every auth config. */
import type { AcceptableCode } from '../findings/codes.js';
import type { FileFacts } from '../analyze/facts.js';
import type { Plan } from '../plan/plan.js';
import { LOOKUP, MANAGED } from '../plan/context.js';
import { explanationOf } from '../findings/explanations.js';
import type {
  AcceptQuestion,
  CredentialsQuestion,
  Question,
  ToolkitQuestion,
  WhichQuestion,
} from '../plan/questions.js';
import { count, wrap } from '../report/layout.js';
import { visibleLine } from '../report/safeText.js';
import { knownToolkits } from '../sdk/toolkits.js';
import { LAST_KEYS, type Key } from './help.js';
import { Quit } from './fileDialogue.js';
import type { Suggestion, Terminal } from './terminal.js';
import { searchToolkits } from './toolkitSearch.js';
import { placeLines } from './view.js';

/** Answer to one question: a toolkit for an auth config, an auth config for a toolkit, or a reason to live with. */
export type Answer =
  | { kind: 'toolkit'; name: string; toolkit: string }
  | { kind: 'which'; toolkit: string; name: string }
  | { kind: 'accept'; code: AcceptableCode };

/** Places shown with a question; more are counted. */
const SHOWN_PLACES = 3;
/** What the search of a toolkit answers beside slugs. */
const LEAVE = '';
const QUIT = 'q!';

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
  if (question.kind === 'which') return askWhich(question, terminal);
  return question.kind === 'accept' ? askAccept(question, terminal) : askCredentials(question, terminal);
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
  if (question.kind === 'accept') {
    const explanation = explanationOf(question.code);
    return {
      head: `migrate what is left only for ${question.code}?`,
      why: `${explanation?.means ?? ''} ${explanation?.why ?? ''}`.trim(),
    };
  }
  return {
    head: `which auth config do sessions of ${question.toolkit} take?`,
    why: `The project has several for ${question.toolkit}. A session takes one; without an answer none is put into it.`,
  };
}

async function askAccept({ code }: AcceptQuestion, terminal: Terminal): Promise<Answer | undefined> {
  const key = await chooseWithHelp(terminal, 'Migrate these?', ACCEPT_KEYS);
  if (key !== 'y') {
    say(terminal, `What is ${code} stays.`);
    return undefined;
  }
  say(terminal, `What is only ${code} is migrated, with a note.`);
  return { kind: 'accept', code };
}

const ACCEPT_KEYS: readonly Key[] = [
  {
    key: 'y',
    label: 'migrate them, with a note',
    help: 'the code does without what the reason says; each call gets a note',
  },
  { key: 'n', label: 'leave them as they are', help: 'the calls stay; the next run asks again' },
  ...LAST_KEYS,
];

async function askToolkit(question: ToolkitQuestion, { terminal, plan }: QuestionContext): Promise<Answer | undefined> {
  const likely = [...(question.likely === null ? [] : [question.likely]), ...toolkitsIn(plan)];
  const leave = {
    value: LEAVE,
    name: 'leave it: these calls stay as they are',
    description: 'Esc leaves it too; the next run asks again',
  };
  const quit = { value: QUIT, name: 'quit', description: 'stop asking; what was answered is kept (as Ctrl-D)' };
  const known = (term: string): Suggestion[] =>
    searchToolkits(term, knownToolkits(), likely).map((slug) => ({
      value: slug,
      name: slug === question.likely ? `${slug} (likely)` : slug,
    }));
  const suggest = (typed: string): Suggestion[] => {
    const term = typed.trim();
    if (term === '?') return [leave, quit];
    // Everywhere else this letter quits.
    if (term.toLowerCase() === 'q') return [quit, ...known(term)];
    if (term !== '') return [...known(term), leave];
    const [first, ...others] = known(term);
    return first?.value === question.likely ? [first!, leave, ...others, quit] : [leave, ...known(term), quit];
  };
  const toolkit = await terminal.find('Toolkit:', suggest, LEAVE);
  if (toolkit === QUIT) throw new Quit();
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
