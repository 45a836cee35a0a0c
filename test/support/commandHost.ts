import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** How a run of the command ended. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

type Answer = Ran & { id?: number };

/** The built command in a process that stays, one run at a time: loading it again for each run would cost most. */
export class CommandHost {
  private readonly child: ChildProcess;
  private last: Promise<unknown>;
  private runs = 0;

  /** @param entry path of the built command */
  constructor(entry: string) {
    if (!existsSync(entry)) throw new Error(`${entry} is not there: run "npm run build" first`);
    this.child = fork(path.join(import.meta.dirname, 'command-host.mjs'), [entry], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    this.last = this.answer(() => true);
  }

  /** The process is there and takes runs. */
  get isOpen(): boolean {
    return this.child.connected;
  }

  /**
   * Runs the command.
   *
   * @param args what would stand behind the command's name
   */
  run(args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<Ran> {
    const id = (this.runs += 1);
    const given = Object.entries(options.env).filter(([, value]) => value !== undefined);
    const ran = this.last.then(async () => {
      const answer = this.answer((message) => message.id === id);
      this.child.send({ id, cwd: options.cwd, args, env: Object.fromEntries(given) });
      const { code, stdout, stderr } = await answer;
      return { code, stdout, stderr };
    });
    this.last = ran.catch(() => undefined);
    return ran;
  }

  close(): void {
    this.child.kill();
  }

  /** The next message that fits; fails when the process ends before. A process that waits for work keeps nobody. */
  private answer(fits: (message: Answer) => boolean): Promise<Answer> {
    this.child.ref();
    this.child.channel?.ref();
    return new Promise((resolve, reject) => {
      const done = (): void => {
        this.child.off('message', take);
        this.child.off('exit', ended);
        this.child.unref();
        this.child.channel?.unref();
      };
      const ended = (code: number | null): void => {
        done();
        reject(new Error(`the command's process ended (${code})`));
      };
      const take = (message: Answer): void => {
        if (!fits(message)) return;
        done();
        resolve(message);
      };
      this.child.on('message', take);
      this.child.on('exit', ended);
    });
  }
}
