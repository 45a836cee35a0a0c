import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The licences of the packages that a bundle contains.
 *
 * @param {string[]} inputs files of the bundle, relative to `root`
 * @param {string} root folder with `node_modules`
 * @returns {string} one section for each package, in order of names
 * @throws when a package says nothing about its licence
 */
export function licensesOf(inputs, root) {
  const folders = new Set(inputs.map((file) => packageFolder(file)).filter((folder) => folder !== undefined));
  const sections = [...folders].sort().map((folder) => section(path.join(root, folder)));
  return ['The files in this folder contain code of these packages.', ...sections].join(`\n\n${'-'.repeat(80)}\n\n`);
}

function packageFolder(file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1];
}

function section(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  if (!license && !file) throw new Error(`no licence found for ${name}`);
  const text = file && existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8').trim() : '';
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}`.trim();
}
