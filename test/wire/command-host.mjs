// Runs the built command many times in one process: what it loads (parsers, a compiler) is loaded once.
// Started by command.ts with the path of the built command; one message per run.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [cli] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(path.join(path.dirname(cli), 'lib', file)).href);
const [{ createProgram }, { createHandlers }] = await Promise.all([load('program.js'), load('handlers.js')]);

process.on('message', async ({ id, cwd, args }) => {
  const stdout = [];
  const stderr = [];
  const sink = (list) => ({ isTTY: false, columns: 80, write: (text) => list.push(text) });
  const shell = { cwd, env: { HOME: cwd, NO_COLOR: '1' }, stdin: {}, stdout: sink(stdout), stderr: sink(stderr) };
  let exitCode = 0;
  try {
    const program = createProgram(
      createHandlers(
        () => program,
        (code) => (exitCode = code),
        shell,
      ),
    );
    await program.exitOverride().parseAsync(args, { from: 'user' });
  } catch (error) {
    exitCode = 70;
    stderr.push(String(error?.stack ?? error));
  }
  process.send({ id, exitCode, stdout: stdout.join(''), stderr: stderr.join('') });
});
process.send('ready');
