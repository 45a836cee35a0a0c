// Runs programs, each in a thread of its own: its globals, its modules, its environment and its streams are its own, as
// in a process, but nothing of Node has to be started again. Started by programHost.ts; one message per program.
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';

async function run({ file, env, timeout }) {
  const worker = new Worker(file, { env, argv: [], execArgv: [], stdin: false, stdout: true, stderr: true });
  let failure = '';
  worker.on('error', (error) => (failure = String(error?.stack ?? error)));
  const ended = new Promise((resolve) => worker.on('exit', resolve));
  const timer = setTimeout(() => {
    failure = '(timed out)';
    void worker.terminate();
  }, timeout);
  const [code, stdout, stderr] = await Promise.all([ended, text(worker.stdout), text(worker.stderr)]);
  clearTimeout(timer);
  return { stdout, stderr: stderr + failure, exitCode: failure === '' ? code : 1 };
}

let warm;

process.on('message', async ({ id, ...program }) => {
  // The parser of HTTP is WebAssembly, which V8 compiles once for all threads as long as one of them has it.
  // No program's run sees this request: it names none.
  warm ??= fetch(new URL('/', program.env.COMPOSIO_BASE_URL)).catch(() => undefined);
  await warm;
  process.send({ id, ...(await run(program)) });
});
