/** The thread in which a transform works when plain jscodeshift asks for it (see `plain.cts`). */
import { workerData, type MessagePort } from 'node:worker_threads';

interface Request {
  kind: 'transform' | 'parse';
  name: string;
  file: { path: string; source: string };
  options: object;
  text: string;
}

const { port, signal } = workerData as { port: MessagePort; signal: Int32Array };

// Everything is loaded inside of an answer: the asker waits for one, and a module that does not load is one too.
async function answer(request: Request): Promise<unknown> {
  if (request.kind === 'parse') return (await import('../src/edit/parse.js')).parse(request.text);
  const { TRANSFORMS } = await import('./index.js');
  const transform = TRANSFORMS.find(({ name }) => name === request.name);
  if (!transform) throw new Error(`there is no transform ${request.name}`);
  const { default: run } = await transform.load();
  return run(request.file, {}, request.options);
}

port.on('message', (request: Request) => {
  void answer(request)
    .then(
      (value) => ({ value }),
      (error: unknown) => {
        const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
        return { error: { name, message, stack } };
      },
    )
    .then((reply) => {
      port.postMessage(reply);
      Atomics.store(signal, 0, 1);
      Atomics.notify(signal, 0);
    });
});
