import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** The built command; another build can be tried with WIRE_CLI. */
export const CLI = process.env.WIRE_CLI ?? path.join(HERE, '../../dist/cli.js');

export interface CommandResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** The built command in a process that stays, one run at a time: loading it again for each run would cost most. */
export class CommandHost {
  private readonly child: ChildProcess;
  private readonly ready: Promise<unknown>;
  private last: Promise<unknown>;
  private runs = 0;

  constructor() {
    if (!existsSync(CLI)) throw new Error(`${CLI} is not there: run "npm run build" first`);
    this.child = fork(path.join(HERE, 'command-host.mjs'), [CLI], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    this.ready = this.message(() => true);
    this.last = this.ready;
  }

  /**
   * Runs the command.
   * @param cwd folder to run in
   * @param args what would stand behind the command's name
   */
  run(cwd: string, args: readonly string[]): Promise<CommandResult> {
    this.runs += 1;
    const id = this.runs;
    const result = this.last.then(async () => {
      const answer = this.message((message) => message.id === id);
      this.child.send({ id, cwd, args });
      return answer;
    });
    this.last = result.catch(() => undefined);
    return result;
  }

  close(): void {
    this.child.kill();
  }

  /** The next message that fits; fails when the process ends before. */
  private message(fits: (message: CommandResult & { id?: number }) => boolean): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`the command's process ended (${code})`));
      const take = (message: CommandResult & { id?: number }): void => {
        if (!fits(message)) return;
        this.child.off('message', take);
        this.child.off('exit', ended);
        resolve(message);
      };
      this.child.on('message', take);
      this.child.on('exit', ended);
    });
  }
}
