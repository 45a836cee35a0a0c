/** Brings the parser in: tree-sitter with Python's grammar, both as WebAssembly. Loaded when there is Python to read. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';

let loading: Promise<Parser> | undefined;

/** The one parser of the process, ready to parse Python. */
export function pythonParser(): Promise<Parser> {
  return (loading ??= load());
}

async function load(): Promise<Parser> {
  const wasmBinary = webAssembly('web-tree-sitter', 'web-tree-sitter.wasm');
  await Parser.init({ wasmBinary });
  const language = await Language.load(webAssembly('tree-sitter-python', 'tree-sitter-python.wasm'));
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}

/** Beside the built code, where the build puts it; among the installed packages when the sources run by themselves. */
function webAssembly(packageName: string, file: string): Uint8Array {
  const built = fileURLToPath(new URL(`./data/${file}`, import.meta.url));
  return readFileSync(existsSync(built) ? built : createRequire(import.meta.url).resolve(`${packageName}/${file}`));
}
