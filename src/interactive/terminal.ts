/** The terminal of interactive mode: prints, pages, asks. All of it goes to stderr; stdout is for the report. */
import type { ReadStream, WriteStream } from 'node:tty';
import { input as inputPrompt, search } from '@inquirer/prompts';
import { Chalk, type ChalkInstance } from 'chalk';
import { truncate } from '../report/layout.js';
import { keyPrompt, pagerPrompt, type KeyChoice, type PagerKey } from './keyPrompt.js';

/** The input is over (Ctrl-D, a closed terminal): what was accepted stays, nothing more is asked. */
export class EndOfInput extends Error {}

/** Ctrl-C, or a signal. */
export class Interrupted extends Error {}

export interface TerminalOptions {
  input: ReadStream;
  output: WriteStream;
  color: boolean;
  /** Aborted by a signal to the process. */
  signal: AbortSignal;
}

/** Something to choose by typing a part of its name. */
export interface Suggestion {
  value: string;
  name: string;
  /** Shown below the list while it is the one to take. */
  description?: string;
}

type PromptContext = Parameters<typeof search>[1];

export class Terminal {
  readonly style: ChalkInstance;
  private ended = false;

  constructor(private readonly options: TerminalOptions) {
    this.style = new Chalk({ level: options.color ? 1 : 0 });
    options.input.once('end', () => (this.ended = true));
  }

  /** At least 20, so that narrow terminals get short lines, not none. */
  get columns(): number {
    return Math.max(20, this.options.output.columns || 80);
  }

  get rows(): number {
    return Math.max(6, this.options.output.rows || 24);
  }

  /** Lines that are safe to print and fit. */
  print(...lines: string[]): void {
    if (lines.length > 0) this.options.output.write(`${lines.join('\n')}\n`);
  }

  /**
   * Prints lines, a screenful at a time.
   *
   * @param answers keys that answer the question after the text; one of them ends the paging
   * @returns that key
   */
  async page(lines: readonly string[], answers: ReadonlySet<string>): Promise<string | undefined> {
    let next = 0;
    let amount = this.rows - 2;
    for (;;) {
      // A text that is one line too long is not worth a key.
      if (lines.length - next <= amount + 2) amount = lines.length - next;
      this.print(...lines.slice(next, next + amount));
      next += amount;
      if (next >= lines.length) return undefined;
      const message = (): string => this.style.inverse(truncate(moreLine(next, lines.length), this.columns - 1));
      const key: PagerKey = await this.ask((context) =>
        pagerPrompt({ message, answers, onResize: (listener) => this.onResize(listener) }, context),
      );
      if (answers.has(key)) return key;
      if (key === 'question') return undefined;
      amount = key === 'line' ? 1 : key === 'rest' ? lines.length : this.rows - 2;
    }
  }

  /** Asks a question that one key answers. @param escape what Esc answers; nothing when left out */
  choose(message: string, choices: readonly KeyChoice[], escape?: string): Promise<string> {
    const { style } = this;
    const size = (): { columns: number; rows: number } => ({ columns: this.columns, rows: this.rows });
    const onResize = (listener: () => void): (() => void) => this.onResize(listener);
    return this.ask((context) => keyPrompt({ message, choices, escape, style, size, onResize }, context));
  }

  /** Asks for a line. @param problem what is wrong with it, as a sentence; undefined when nothing is */
  type(message: string, problem: (text: string) => string | undefined): Promise<string> {
    const { style } = this;
    const theme = {
      prefix: { idle: style.blue('?'), done: style.green('✔') },
      style: { answer: style.cyan, message: (text: string) => style.bold(text), error: style.red },
    };
    const validate = (text: string): string | true => problem(text) ?? true;
    return this.ask((context) => inputPrompt({ message, theme, validate }, context));
  }

  /** Asks for one of many things, by a part of its name. @param escape what Esc answers */
  find(message: string, source: (term: string) => Suggestion[], escape: string): Promise<string> {
    const { style } = this;
    const theme = {
      prefix: { idle: style.blue('?'), done: style.green('✔') },
      spinner: { interval: 80, frames: [style.blue('?')] },
      style: {
        answer: style.cyan,
        message: (text: string) => style.bold(text),
        error: style.red,
        help: style.dim,
        highlight: style.cyan,
        searchTerm: style.cyan,
        description: style.dim,
        keysHelpTip: () => style.dim(truncate('type to search, ↑↓, Enter; ? for help', this.columns - 1)),
      },
    };
    const pageSize = Math.max(3, Math.min(10, this.rows - 8));
    const cut = (one: Suggestion): Suggestion => ({ ...one, name: truncate(one.name, this.columns - 3) });
    return this.ask(
      (context) => search({ message, theme, pageSize, source: (term) => source(term ?? '').map(cut) }, context),
      escape,
    );
  }

  private onResize(listener: () => void): () => void {
    const { output } = this.options;
    output.on('resize', listener);
    return () => output.off('resize', listener);
  }

  /**
   * @param escape what Esc answers, where the prompt has no answer of its own for it
   * @throws EndOfInput, Interrupted
   */
  private async ask<T>(start: (context: PromptContext) => Promise<T>, escape?: T): Promise<T> {
    const { input, output, signal } = this.options;
    if (signal.aborted) throw new Interrupted();
    if (this.ended) throw new EndOfInput();
    const controller = new AbortController();
    let isEscaped = false;
    const stop = (): void => controller.abort();
    const onKey = (_text: string | undefined, key: { ctrl?: boolean; name?: string } | undefined): void => {
      isEscaped = key?.name === 'escape' && escape !== undefined;
      if (isEscaped || (key?.ctrl && key.name === 'd')) stop();
    };
    signal.addEventListener('abort', stop);
    input.on('keypress', onKey).on('end', stop);
    try {
      return await start({ input, output, signal: controller.signal, clearPromptOnDone: true });
    } catch (error) {
      if (signal.aborted || (error instanceof Error && error.name === 'ExitPromptError')) throw new Interrupted();
      if (isEscaped) return escape!;
      if (controller.signal.aborted) throw new EndOfInput();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      input.off('keypress', onKey).off('end', stop);
    }
  }
}

function moreLine(shown: number, all: number): string {
  return ` ${shown} of ${all} lines: space for more, esc to answer `;
}
