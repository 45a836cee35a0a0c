import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Name of the package and of the command. */
export const TOOL_NAME = 'composio-to-sessions';

let version: string | undefined;

/** Version in the package's own package.json, found upwards from this file (source and build lie at different depths). */
export function toolVersion(): string {
  if (version !== undefined) return version;
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest)) {
      const parsed = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string; version?: string };
      if (parsed.name === TOOL_NAME) return (version = parsed.version ?? '0.0.0');
    }
    const parent = path.dirname(folder);
    if (parent === folder) return (version = '0.0.0');
    folder = parent;
  }
}
