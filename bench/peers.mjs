// The tools that ours is measured beside. They are no dependencies: the benchmark installs them for itself.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const VERSIONS = { '@vscode/ripgrep': '1.18.0', '@ast-grep/cli': '0.51.1', jscodeshift: '17.4.0' };

/** jscodeshift's fastest honest use: a look at the text, and a parse only where it may matter. */
const GUARDED = `module.exports = function transform(file, { jscodeshift: j }) {
  if (!/composio/i.test(file.source)) return undefined;
  const root = j(file.source);
  const calls = root.find(j.CallExpression, { callee: { property: { name: 'get' } } });
  return calls.size() > 0 ? root.toSource() : undefined;
};
`;

/**
 * Commands of the peers; one that is not to be had here is left out.
 *
 * @param {string} folder where they are installed, once
 * @returns {Map<string, { version: string, command: string[], exits?: number[] }>} each command searches or transforms the
 *   current folder and writes nothing
 */
export function peers(folder) {
  install(folder);
  const inside = (...segments) => path.join(folder, 'node_modules', ...segments);
  const platform = `${process.platform}-${process.arch}`;
  const found = new Map();
  const windows = process.platform === 'win32';
  const ripgrep = [
    inside('@vscode', `ripgrep-${platform}`, 'bin', windows ? 'rg.exe' : 'rg'),
    '/usr/bin/rg', // Debian's
  ].find((file) => existsSync(file));
  if (ripgrep) found.set('ripgrep', { version: versionOf([ripgrep]), command: [ripgrep, '-li', 'composio', '.'] });
  const suffix = { linux: `${platform}-gnu`, win32: `${platform}-msvc` }[process.platform] ?? platform;
  const astGrep = inside('@ast-grep', `cli-${suffix}`, windows ? 'ast-grep.exe' : 'ast-grep');
  if (existsSync(astGrep)) {
    const command = [astGrep, 'run', '--pattern', '$CLIENT.tools.get($$$)', '--lang', 'ts', '.'];
    found.set('ast-grep', { version: versionOf([astGrep]), command, exits: [0, 1] });
  }
  const jscodeshift = inside('jscodeshift', 'bin', 'jscodeshift.js');
  if (existsSync(jscodeshift)) {
    const transform = path.join(folder, 'guarded.cjs');
    writeFileSync(transform, GUARDED);
    const options = [
      '--dry',
      '--silent',
      '--no-babel',
      '--parser=tsx',
      '--extensions=ts,tsx',
      '--ignore-config=.gitignore',
    ];
    const command = [process.execPath, jscodeshift, ...options, '-t', transform, '.'];
    found.set('jscodeshift, guarded', { version: VERSIONS.jscodeshift, command });
  }
  return found;
}

function install(folder) {
  const mark = path.join(folder, 'package.json');
  const wanted = `${JSON.stringify({ private: true, dependencies: VERSIONS }, null, 2)}\n`;
  const complete = path.join(folder, `complete-${Object.values(VERSIONS).join('-')}`);
  if (existsSync(complete)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(mark, wanted);
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  writeFileSync(complete, '');
}

function versionOf(command) {
  const text = execFileSync(command[0], [...command.slice(1), '--version'], { encoding: 'utf8' });
  return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? 'unknown';
}
