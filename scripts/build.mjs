// Builds dist/: TypeScript through tsc, the data files that the code reads beside itself, and the transforms as
// modules that plain jscodeshift can load.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { finishTransforms } from './plainTransforms.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
rmSync(path.join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
for (const folder of ['src/sdk/data', 'src/report/data']) {
  cpSync(path.join(root, folder), path.join(root, 'dist', folder), { recursive: true });
}
finishTransforms(path.join(root, 'dist'));
