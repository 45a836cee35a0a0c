/**
 * Ctrl-C. Before the first file is written, the process ends at once; while files are written, the ones that are
 * begun are finished, the others are left as they were, and the report says which are which.
 */
export class Interruption {
  private readonly controller = new AbortController();
  private readonly listeners = new Map<NodeJS.Signals, () => void>();
  private finishing = false;
  /** The signal that came, once it has. */
  received: 'SIGINT' | 'SIGTERM' | undefined;

  /** @param stopAtOnce ends the process; called when nothing is being written */
  constructor(private readonly stopAtOnce: (exitCode: number) => void) {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      const listener = (): void => this.receive(name);
      this.listeners.set(name, listener);
      process.on(name, listener);
    }
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** As a shell counts: 128 and the number of the signal. Undefined without a signal. */
  get exitCode(): number | undefined {
    return this.received && exitCodeOf(this.received);
  }

  /** From now on a signal stops the work between two files. */
  startWriting(): void {
    this.finishing = true;
  }

  release(): void {
    for (const [name, listener] of this.listeners) process.off(name, listener);
  }

  /** Also for a Ctrl-C that a prompt has read as a key. */
  receive(name: 'SIGINT' | 'SIGTERM'): void {
    this.received = name;
    if (this.finishing) this.controller.abort();
    else this.stopAtOnce(exitCodeOf(name));
  }
}

function exitCodeOf(name: 'SIGINT' | 'SIGTERM'): number {
  return name === 'SIGINT' ? 130 : 143;
}
