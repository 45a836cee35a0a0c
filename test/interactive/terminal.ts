import { realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { COMMAND, withDecisions } from '../cli/command.js';

/** A real pseudo-terminal with the built command in it, and an emulator that turns its bytes into a screen. */

export interface TerminalOptions {
  cwd: string;
  columns?: number;
  rows?: number;
  env?: Record<string, string>;
  /** Arguments beside `-i`. */
  args?: string[];
}

export const KEY = {
  enter: '\r',
  up: '\x1b[A',
  down: '\x1b[B',
  escape: '\x1b',
  ctrlC: '\x03',
  ctrlD: '\x04',
} as const;

/** Far more than a dialogue needs: the machine may be busy with other tests. */
const PATIENCE = 60_000;

export class Dialogue {
  private readonly emulator: xterm.Terminal;
  private readonly child: pty.IPty;
  private seen = 0;
  private settled: Promise<void> = Promise.resolve();
  private exit: number | undefined;
  /** Everything that was printed, byte for byte. */
  raw = '';

  constructor({ cwd, columns = 100, rows = 40, env = {}, args = [] }: TerminalOptions) {
    this.emulator = new xterm.Terminal({ cols: columns, rows, scrollback: 5000, allowProposedApi: true });
    const { GITHUB_ACTIONS: _actions, NO_COLOR: _plain, FORCE_COLOR: _color, ...inherited } = process.env;
    this.child = pty.spawn(process.execPath, [COMMAND, ...withDecisions(['-i', ...args])], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      cwd: realpathSync(cwd),
      env: { ...inherited, ...env },
    });
    this.child.onData((data) => {
      this.raw += data;
      this.settled = new Promise((resolve) => this.emulator.write(data, resolve));
    });
    this.child.onExit(({ exitCode, signal }) => (this.exit = signal ? 128 + signal : exitCode));
  }

  /** All lines so far, those that were scrolled away too, without blanks at their ends. */
  text(): string {
    const { active } = this.emulator.buffer;
    const lines: string[] = [];
    for (let row = 0; row < active.length; row++) lines.push(active.getLine(row)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  }

  /** The lines that can be seen now. */
  screen(): string[] {
    const { active } = this.emulator.buffer;
    return Array.from(
      { length: this.emulator.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    );
  }

  /** Lines that were too long for the terminal. */
  tornLines(): string[] {
    const { active } = this.emulator.buffer;
    const rows = Array.from({ length: active.length }, (_, row) => active.getLine(row));
    return rows.filter((line) => line?.isWrapped).map((line) => line?.translateToString(true) ?? '');
  }

  /** Waits until a text appears behind what was waited for before, and answers with all the text so far. */
  async until(wanted: string): Promise<string> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      await this.settled;
      const at = strip(this.raw).indexOf(wanted, this.seen);
      if (at >= 0) {
        this.seen = at + wanted.length;
        // The rest of the same picture is on its way.
        await sleep(60);
        await this.settled;
        return this.text();
      }
      if (this.exit !== undefined || Date.now() > deadline) {
        throw new Error(
          `‘${wanted}’ did not appear${this.exit === undefined ? '' : ` before exit ${this.exit}`}:\n${this.text()}`,
        );
      }
      await sleep(20);
    }
  }

  press(keys: string): void {
    this.child.write(keys);
  }

  /** Waits for a question, then answers it. */
  async answer(question: string, keys: string): Promise<void> {
    await this.until(question);
    this.press(keys);
  }

  resize(columns: number, rows: number): void {
    this.child.resize(columns, rows);
    this.emulator.resize(columns, rows);
  }

  /** Waits for the end of the process. */
  async ended(): Promise<number> {
    const deadline = Date.now() + PATIENCE;
    while (this.exit === undefined) {
      if (Date.now() > deadline) {
        this.child.kill('SIGKILL');
        throw new Error(`the command did not end:\n${this.text()}`);
      }
      await sleep(20);
    }
    await sleep(60);
    await this.settled;
    return this.exit;
  }

  /** Ends a command that a failed test has left behind. */
  kill(): void {
    if (this.exit === undefined) this.child.kill('SIGKILL');
  }
}

/** Text without escape sequences: what was printed, in the order in which it was. */
export function strip(raw: string): string {
  // eslint-disable-next-line no-control-regex -- escape sequences are what it looks for
  return raw.replaceAll(/\x1b\[[0-9;?]*[ -/]*[@-~]|\r/g, '');
}
