import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export const PROJECT = path.join(import.meta.dirname, '../..');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Variables by which an outer `npm test` would steer an inner npm or the command. */
const NEUTRAL = { GITHUB_ACTIONS: undefined, FORCE_COLOR: undefined, NO_COLOR: '1', COMPOSIO_API_KEY: undefined };

/** Runs a program without a shell; never rejects on a failing exit code. */
export function execute(file: string, args: readonly string[], cwd: string): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const env = { ...Object.fromEntries(inherited), ...NEUTRAL };
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * Packs the built project.
 *
 * @param target folder for the tarball
 * @returns the tarball, and the paths in it
 */
export async function pack(target: string): Promise<{ tarball: string; files: string[] }> {
  const packed = await execute(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--loglevel=error', '--pack-destination', target],
    PROJECT,
  );
  if (packed.code !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
  const report = JSON.parse(packed.stdout) as PackReport[] | Record<string, PackReport>;
  // One entry: a list up to npm 11, by package name from 12 on.
  const [entry] = Object.values(report);
  if (!entry) throw new Error('npm pack made nothing');
  return { tarball: path.join(target, entry.filename), files: entry.files.map((file) => file.path) };
}

interface PackReport {
  filename: string;
  files: { path: string }[];
}

const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|EIDLETIMEOUT/;

/**
 * Installs a tarball as a user does. Where no registry can be reached, the tarball is unpacked by hand beside what
 * package-lock.json has as production dependencies, and nothing else.
 *
 * @param folder empty
 * @returns how it was installed
 */
export async function install(tarball: string, folder: string): Promise<'npm' | 'by hand'> {
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const args = [
    'install',
    '--offline=false',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=2000',
    tarball,
  ];
  const installed = await execute('npm', args, folder);
  if (installed.code === 0) return 'npm';
  if (!UNREACHABLE.test(installed.stderr)) throw new Error(`npm install failed: ${installed.stderr}`);
  await installByHand(tarball, folder);
  return 'by hand';
}

async function installByHand(tarball: string, folder: string): Promise<void> {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  const lock = JSON.parse(readFileSync(path.join(PROJECT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }>;
  };
  for (const [place, { dev, devOptional }] of Object.entries(lock.packages)) {
    if (place === '' || dev || devOptional || /node_modules\/.*node_modules\//.test(place)) continue;
    if (!existsSync(path.join(PROJECT, place))) continue;
    cpSync(path.join(PROJECT, place), path.join(folder, place), { recursive: true });
  }
  const unpacked = await execute('tar', ['-xzf', tarball, '-C', folder], folder);
  if (unpacked.code !== 0) throw new Error(`tar failed: ${unpacked.stderr}`);
  const own = path.join(modules, 'composio-to-sessions');
  renameSync(path.join(folder, 'package'), own);
  symlinkSync(path.join(own, 'dist/cli.js'), path.join(modules, '.bin/composio-to-sessions'));
  symlinkSync(path.join(modules, 'jscodeshift/bin/jscodeshift.js'), path.join(modules, '.bin/jscodeshift'));
}

/** Paths of the files below a folder, forward slashes, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
