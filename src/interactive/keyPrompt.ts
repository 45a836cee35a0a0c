/** A question that is answered by one key, or by the arrow keys and Enter. */
import { createPrompt, isDownKey, isEnterKey, isUpKey, useEffect, useKeypress, useState } from '@inquirer/core';
import type { ChalkInstance } from 'chalk';
import { truncate } from '../report/layout.js';

export interface KeyChoice {
  /** One character, lower case. */
  key: string;
  label: string;
}

export interface KeyPromptConfig {
  /** Short: at most 30 columns. */
  message: string;
  choices: readonly KeyChoice[];
  /** What Esc answers; it does nothing where that is left out. */
  escape?: string | undefined;
  style: ChalkInstance;
  size(): { columns: number; rows: number };
  /** Tells of changes of the size; returns the way to end that. */
  onResize(listener: () => void): () => void;
}

/** What a key press carries beside the type that the library gives it. */
interface Pressed {
  name: string | undefined;
  sequence?: string;
  ctrl: boolean;
  meta?: boolean;
}

/** The character that a key press types; undefined for arrows, Enter, Escape and control keys. */
export function characterOf({ sequence, ctrl, meta }: Pressed): string | undefined {
  return !ctrl && !meta && sequence !== undefined && /^[!-~]$/.test(sequence) ? sequence.toLowerCase() : undefined;
}

/**
 * Resolves with the key of the choice. A key answers at once. Nothing is chosen beforehand, so that an Enter after a
 * letter (the habit from prompts that need one) does not answer the next question.
 */
export const keyPrompt = createPrompt<string, KeyPromptConfig>((config, done) => {
  const { choices, style } = config;
  const [active, setActive] = useState<number>(-1);
  const [hint, setHint] = useState('');
  const [, setResized] = useState(0);
  useEffect(() => {
    let times = 0;
    return config.onResize(() => setResized(++times));
  }, []);
  useKeypress((event, readline) => {
    const pressed = event as Pressed;
    readline.clearLine(0);
    if (isEnterKey(event)) {
      const chosen = choices[active];
      if (chosen) done(chosen.key);
      else setHint('Press a letter, or choose with ↑ ↓.');
    } else if (isUpKey(event) || isDownKey(event)) {
      const step = isDownKey(event) ? 1 : -1;
      setHint('');
      setActive(active < 0 ? (step > 0 ? 0 : choices.length - 1) : (active + step + choices.length) % choices.length);
    } else if (event.name === 'escape' && config.escape !== undefined) {
      done(config.escape);
    } else {
      const typed = characterOf(pressed);
      if (typed === undefined) return;
      const chosen = choices.find((choice) => choice.key === typed);
      if (chosen) done(chosen.key);
      else setHint(`There is no answer ‘${typed}’ here.`);
    }
  });

  const { columns, rows } = config.size();
  const letters = choices.map((choice) => choice.key).join(',');
  const header = `${style.blue('?')} ${style.bold(config.message)} ${style.dim(`[${letters}]`)}`;
  const shown = windowAround(choices, active, Math.max(1, rows - 4));
  const lines = shown.map(({ choice, index }) => {
    const text = truncate(`${index === active ? '❯' : ' '} ${choice.key}  ${choice.label}`, columns - 1);
    return index === active ? style.cyan(text) : text;
  });
  return [header, [...lines, ...(hint === '' ? [] : [style.yellow(truncate(hint, columns - 1))])].join('\n')];
});

/** As many choices as there is room for, the active one among them. */
function windowAround(
  choices: readonly KeyChoice[],
  active: number,
  room: number,
): { choice: KeyChoice; index: number }[] {
  const all = choices.map((choice, index) => ({ choice, index }));
  const start = Math.max(0, Math.min(active - Math.floor(room / 2), all.length - room));
  return all.slice(start, start + room);
}

export type PagerKey = 'page' | 'line' | 'rest' | 'question' | (string & {});

export interface PagerConfig {
  message(): string;
  /** Keys that answer the question below the text already. */
  answers: ReadonlySet<string>;
  onResize(listener: () => void): () => void;
}

const PAGER_KEYS: ReadonlyMap<string, PagerKey> = new Map([
  ['space', 'page'],
  ['return', 'page'],
  ['enter', 'page'],
  ['pagedown', 'page'],
  ['f', 'page'],
  ['down', 'line'],
  ['j', 'line'],
  ['end', 'rest'],
  ['g', 'rest'],
  ['escape', 'question'],
]);

/** Waits below a screenful of text: go on, or answer already. */
export const pagerPrompt = createPrompt<PagerKey, PagerConfig>((config, done) => {
  const [, setResized] = useState(0);
  useEffect(() => {
    let times = 0;
    return config.onResize(() => setResized(++times));
  }, []);
  useKeypress((event, readline) => {
    readline.clearLine(0);
    const typed = characterOf(event as Pressed);
    if (typed !== undefined && config.answers.has(typed)) return done(typed);
    const key = PAGER_KEYS.get(event.name);
    if (key !== undefined) done(key);
  });
  return config.message();
});
