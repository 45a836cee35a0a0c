// Runs the built command many times in one process: what it loads (parsers, a compiler) is loaded once. Each run
// evaluates the command's own entry anew, with arguments, folder, environment, streams and exit code of its own.
// Started by commandHost.ts with the path of the entry; one message per run.
import { pathToFileURL } from 'node:url';

const [entry] = process.argv.slice(2);

function setEnvironment(env) {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

/** Takes what is written to a stream, until the returned function gives the stream back with the text. */
function capture(stream) {
  const { write } = stream;
  const chunks = [];
  stream.write = (chunk, ...rest) => {
    chunks.push(Buffer.from(chunk));
    rest.find((one) => typeof one === 'function')?.();
    return true;
  };
  return () => {
    stream.write = write;
    stream.removeAllListeners('error');
    return Buffer.concat(chunks).toString();
  };
}

process.on('message', async ({ id, cwd, args, env }) => {
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  let failure = '';
  try {
    setEnvironment(env);
    process.chdir(cwd);
    process.argv = [process.execPath, entry, ...args];
    process.exitCode = undefined;
    await import(`${pathToFileURL(entry)}?run=${id}`);
  } catch (error) {
    // What nothing catches ends a process so.
    process.exitCode = 1;
    failure = String(error?.stack ?? error);
  }
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  process.send({ id, code, stdout: stdout(), stderr: stderr() + failure });
});
process.send('ready');
