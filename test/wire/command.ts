import path from 'node:path';
import { CommandHost } from '../support/commandHost.js';

/** The built command; another build can be tried with WIRE_CLI. */
export const CLI = process.env.WIRE_CLI ?? path.join(import.meta.dirname, '../../dist/cli.js');

/** The built command in a process that stays. */
export const startHost = (): CommandHost => new CommandHost(CLI);

/** Environment of the command, as `run` and `execFile` take it. */
export const COMMAND_ENVIRONMENT: NodeJS.ProcessEnv = {
  ...process.env,
  NO_COLOR: '1',
  GITHUB_ACTIONS: undefined,
  COMPOSIO_API_KEY: undefined,
};
