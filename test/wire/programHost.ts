import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** How a program ended. */
export interface Ended {
  stdout: string;
  stderr: string;
  exitCode: number;
}

interface Waiting {
  resolve(ended: Ended): void;
  reject(error: Error): void;
}

let child: ChildProcess | undefined;
let programs = 0;
const waiting = new Map<number, Waiting>();

/** The process whose threads run programs; it ends with this one. */
function host(home: string): ChildProcess {
  if (child?.connected) return child;
  mkdirSync(home, { recursive: true });
  const started = fork(path.join(import.meta.dirname, 'program-host.mjs'), [], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  started.on('message', ({ id, ...ended }: Ended & { id: number }) => {
    waiting.get(id)?.resolve(ended);
    waiting.delete(id);
    rest(started);
  });
  started.on('exit', (code) => {
    for (const one of waiting.values()) one.reject(new Error(`the process of the programs ended (${code})`));
    waiting.clear();
  });
  return (child = started);
}

/** A process that waits for work keeps nobody. */
function rest(started: ChildProcess): void {
  if (waiting.size > 0) return;
  started.unref();
  started.channel?.unref();
}

/**
 * Runs a program in a thread of its own.
 *
 * @param file an ES module
 * @param options `home`: the folder that the process of the threads works in; `timeout`: in milliseconds
 */
export function runInThread(
  file: string,
  { home, env, timeout }: { home: string; env: NodeJS.ProcessEnv; timeout: number },
): Promise<Ended> {
  const started = host(home);
  const id = (programs += 1);
  started.ref();
  started.channel?.ref();
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    started.send({ id, file, env, timeout });
  });
}
