/**
 * The transforms for plain `jscodeshift -t`. jscodeshift loads a transform with `require()`, through Babel unless told
 * otherwise: that cannot load ES modules on every Node 20, and would compile a whole TypeScript compiler. So what
 * jscodeshift loads is this small CommonJS file, and the work is done in a thread where modules load as they are.
 */
// A CommonJS module written in TypeScript has no other way to import.
/* eslint-disable @typescript-eslint/no-require-imports */
import path = require('node:path');
import threads = require('node:worker_threads');
/* eslint-enable @typescript-eslint/no-require-imports */

/** What is sent to the thread, and what comes back. */
type Request =
  | { kind: 'transform'; name: string; file: { path: string; source: string }; options: object }
  | { kind: 'parse'; text: string };
type Answer = { value: unknown } | { error: { name: string; message: string; stack: string | undefined } };

let thread: { port: threads.MessagePort; signal: Int32Array } | undefined;

function start(): NonNullable<typeof thread> {
  const { port1, port2 } = new threads.MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new threads.Worker(path.join(__dirname, '../lib/transform-worker.js'), {
    workerData: { port: port2, signal },
    transferList: [port2],
    execArgv: [],
  });
  // Neither keeps the process alive when jscodeshift is done.
  worker.unref();
  port1.unref();
  return { port: port1, signal };
}

/** Asks the thread and waits: jscodeshift's own contract is synchronous. */
function ask(request: Request): unknown {
  thread ??= start();
  const { port, signal } = thread;
  Atomics.store(signal, 0, 0);
  port.postMessage(request);
  Atomics.wait(signal, 0, 0);
  const answer = threads.receiveMessageOnPort(port)?.message as Answer | undefined;
  if (!answer) throw new Error('the transform gave no answer');
  if ('value' in answer) return answer.value;
  const error = new Error(answer.error.message);
  error.name = answer.error.name;
  if (answer.error.stack !== undefined) error.stack = answer.error.stack;
  throw error;
}

interface PlainTransform {
  (file: { path: string; source: string }, api: unknown, options: object): string | undefined;
  parser: { parse(text: string): unknown };
}

/** The transform of this name as jscodeshift wants it. */
function plain(name: string): PlainTransform {
  const transform = (file: { path: string; source: string }, _api: unknown, options: object): string | undefined => {
    const given = { path: path.resolve(file.path), source: file.source };
    return ask({ kind: 'transform', name, file: given, options: cloneable(options) }) as string | undefined;
  };
  return Object.assign(transform, { parser: { parse: (text: string) => ask({ kind: 'parse', text }) } });
}

/** Options of the command line; what cannot be sent to a thread is none of them. */
function cloneable(options: object): object {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  );
}

export = plain;
