/** Small projects, and the real command run in them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileReport, Report } from '../../src/report/report.js';
import { folderWith, repositoryWith, run, type Ran } from '../cli/command.js';

export const MANIFEST = '{ "dependencies": { "@composio/core": "^0.19.0" } }\n';

/** One direct call that is always migrated. */
export const AGENT = `import { Composio } from '@composio/core';

const composio = new Composio();

export async function load(userId: string) {
  const tools = await composio.tools.get(userId, { toolkits: ['GITHUB'] });
  return tools;
}
`;

/** One that is never. */
export const MANUAL = `import { Composio } from '@composio/core';

const composio = new Composio();

export const find = (userId: string) => composio.tools.get(userId, { search: 'mail' });
`;

export const PLAIN = 'export const a = 1;\n';

export const NEW_LINES = {
  session: "  const session = await composio.create(userId, { toolkits: ['github'] });",
  call: '  const tools = await session.tools();',
};

export const OLD_CALL = "  const tools = await composio.tools.get(userId, { toolkits: ['GITHUB'] });";

/** The agent after its migration. */
export const MIGRATED = AGENT.replace(OLD_CALL, `${NEW_LINES.session}\n${NEW_LINES.call}`);

export type Files = Record<string, string | Uint8Array>;

export const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

export interface Finished extends Ran {
  report: Report;
}

/** Runs the command with a JSON report. */
export async function migrate(cwd: string, ...args: string[]): Promise<Finished> {
  const ran = await run(['--format', 'json', ...args], { cwd });
  return { ...ran, report: JSON.parse(ran.stdout) as Report };
}

/** A folder without git, with a package that needs no raise; the command is run in it. */
export async function migrated(files: Files, ...args: string[]): Promise<Finished & { folder: string }> {
  const folder = await folderWith({ 'package.json': MANIFEST, ...files });
  return { folder, ...(await migrate(folder, ...args)) };
}

export const project = (files: Files): Promise<string> => repositoryWith({ 'package.json': MANIFEST, ...files });

export const fileOf = (report: Report, file: string): FileReport | undefined =>
  report.files.find((one) => one.path === file);

/** Lines of a text that another one does not have, in order. */
export function linesOnlyIn(text: string, other: string): string[] {
  const lines = new Set(other.split('\n'));
  return text.split('\n').filter((line) => !lines.has(line));
}
