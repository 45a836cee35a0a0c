// Writes the generated pages of docs/ and the code lists of the report's JSON schema, from the same source as `explain`.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const { allPages, codeLists, TRANSFORMS } = await fromSource([
  "export { allPages } from './src/findings/pages.js';",
  "export { codeLists } from './src/findings/schemaCodes.js';",
  "export { TRANSFORMS } from './src/sdk/transforms.js';",
]);

const pages = allPages(TRANSFORMS);
for (const folder of ['codes', 'transforms']) {
  const absolute = path.join(root, 'docs', folder);
  mkdirSync(absolute, { recursive: true });
  for (const name of readdirSync(absolute)) if (!pages.has(`${folder}/${name}`)) rmSync(path.join(absolute, name));
}
for (const [name, content] of pages) await write(path.join(root, 'docs', name), content);

const schemaPath = path.join(root, 'src/report/data/report.schema.json');
const schema = JSON.parse(readFileSync(schemaPath, 'utf8'));
for (const [name, codes] of codeLists()) schema.$defs[name] = { enum: codes };
await write(schemaPath, JSON.stringify(schema));

/** @param {string} file @param {string} content */
async function write(file, content) {
  const options = await resolveConfig(file);
  writeFileSync(file, await format(content, { ...options, filepath: file }));
}

/** @param {string[]} lines of a module that exports what is wanted */
async function fromSource(lines) {
  const stdin = { contents: lines.join('\n'), resolveDir: root, loader: 'ts' };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, platform: 'node', format: 'esm' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
