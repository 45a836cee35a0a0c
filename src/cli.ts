#!/usr/bin/env node
import { CommanderError } from 'commander';
import { createProgram, type Handlers } from './commands/program.js';

/**
 * The command line: options in, one call, exit code out. What does the work is loaded when it is called for, so that
 * `--help` and `--version` cost hardly more than the process itself.
 */
async function main(argv: string[]): Promise<number> {
  let exitCode = 0;
  const handlers = async (): Promise<Handlers> =>
    (await import('./commands/handlers.js')).createHandlers(
      () => program,
      (code) => (exitCode = code),
    );
  const program = createProgram({
    migrate: async (paths, options) => (await handlers()).migrate(paths, options),
    list: async (options) => (await handlers()).list(options),
    explain: async (code, options) => (await handlers()).explain(code, options),
    undo: async (options) => (await handlers()).undo(options),
    completion: async (shell, options) => (await handlers()).completion(shell, options),
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ outputError: () => undefined });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : (await import('./commands/misuse.js')).refuseMisuse(error, argv);
  }
}

// `… | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await main(process.argv.slice(2));
