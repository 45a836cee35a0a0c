import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes `<dist>/transforms/<name>.js` loadable by plain jscodeshift, which uses `require()`: the ES modules there become
 * `.mjs`, and each transform gets a CommonJS module of its name beside them (see transforms/plain.cts).
 *
 * @param dist folder with freshly compiled `src` and `transforms`
 */
export function finishTransforms(dist) {
  const folder = path.join(dist, 'transforms');
  const modules = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const transforms = modules.filter((file) =>
    /export default function transform\b|\btransform as default\b/.test(readFileSync(path.join(folder, file), 'utf8')),
  );
  for (const file of modules) renameSync(path.join(folder, file), path.join(folder, asEsModule(file)));
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (/\.m?js$/.test(file)) renameImports(path.join(dist, file), folder, new Set(modules));
  }
  for (const file of transforms) {
    const name = file.slice(0, -'.js'.length);
    writeFileSync(path.join(folder, file), `module.exports = require('./plain.cjs')('${name}');\n`);
  }
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "commonjs" }\n');
}

function asEsModule(file) {
  return file.replace(/\.js$/, '.mjs');
}

/** Points the imports of a file that mean a renamed module at its new name. */
function renameImports(file, folder, modules) {
  const text = readFileSync(file, 'utf8');
  const renamed = text.replace(
    /((?:from|import\()\s*)(['"])(\.{1,2}\/[^'"]+)\2/g,
    (whole, before, quote, specifier) => {
      const target = path.join(path.dirname(file), specifier);
      const isRenamed = path.dirname(target) === folder && modules.has(path.basename(target));
      return isRenamed ? `${before}${quote}${asEsModule(specifier)}${quote}` : whole;
    },
  );
  if (renamed !== text) writeFileSync(file, renamed);
}
