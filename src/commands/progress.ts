import type { Shell } from './shell.js';

/** Milliseconds before the bar shows: quick work needs none. */
const PATIENCE = 1000;
/** Milliseconds between two pictures. */
const INTERVAL = 80;
const BAR_WIDTH = 24;

/** A progress bar on stderr: nothing when stderr is no terminal, nothing in the first second. */
export class Progress {
  private readonly began = performance.now();
  private active: boolean;
  private last = -Infinity;
  private shown = false;

  constructor(
    private readonly shell: Shell,
    quiet: boolean,
  ) {
    this.active = !quiet && Boolean(shell.stderr.isTTY) && shell.env.TERM !== 'dumb';
  }

  /**
   * @param phase what is being done, one or two words
   * @param total 0 when it is not known
   */
  update(phase: string, done: number, total: number): void {
    if (!this.active) return;
    const now = performance.now();
    if (now - this.began < PATIENCE || now - this.last < INTERVAL) return;
    this.last = now;
    this.shown = true;
    this.shell.stderr.write(`\r\x1b[2K${this.picture(phase, done, total)}`);
  }

  /** Removes the bar; the next output starts on an empty line. */
  clear(): void {
    if (this.shown) this.shell.stderr.write('\r\x1b[2K');
    this.shown = false;
  }

  /** No bar from now on: the terminal belongs to somebody else. */
  stop(): void {
    this.clear();
    this.active = false;
  }

  private picture(phase: string, done: number, total: number): string {
    const filled = total > 0 ? Math.round((Math.min(done, total) / total) * BAR_WIDTH) : 0;
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
    const files = total > 0 ? `${done}/${total} files` : '';
    const columns = this.shell.stderr.columns ?? 80;
    return `${phase.padEnd(12)} ${bar} ${files}`.slice(0, Math.max(columns - 1, 10));
  }
}
