import path from 'node:path';
import { CommandHost } from '../support/commandHost.js';

/** The built command; another build can be tried with WIRE_CLI. */
export const CLI = process.env.WIRE_CLI ?? path.join(import.meta.dirname, '../../dist/cli.js');

let host: CommandHost | undefined;

/** The built command in a process that stays, for all programs of a worker. */
export function commandHost(): CommandHost {
  if (!host?.isOpen) host = new CommandHost(CLI);
  return host;
}

/** Environment of the command, as `run` and `execFile` take it. */
export const COMMAND_ENVIRONMENT: NodeJS.ProcessEnv = {
  ...process.env,
  NO_COLOR: '1',
  GITHUB_ACTIONS: undefined,
  COMPOSIO_API_KEY: undefined,
};
