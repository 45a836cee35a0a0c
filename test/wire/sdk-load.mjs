// Evaluates the bundle of the SDK, once for each program (each has threads and modules of its own). Only what V8 made
// of its text is kept, beside it: compiling it again for each program would cost more than running it.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import vm from 'node:vm';

let sdk;

/** The exports of the bundle. */
export function load(file) {
  if (sdk) return sdk;
  const cache = `${file}.${process.version}`;
  const script = new vm.Script(Module.wrap(readFileSync(file, 'utf8')), {
    filename: file,
    ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}),
  });
  // At the end, when the functions that programs call are compiled too.
  if (script.cachedDataRejected !== false) {
    process.on('exit', () => {
      const part = `${cache}.${process.pid}-${threadId}`;
      writeFileSync(part, script.createCachedData());
      renameSync(part, cache);
    });
  }
  const module = { exports: {} };
  const wrapper = script.runInThisContext();
  wrapper.call(module.exports, module.exports, createRequire(file), module, file, path.dirname(file));
  return (sdk = module.exports);
}
