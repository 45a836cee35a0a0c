// Builds dist/. Types are checked by `npm run typecheck`.
import { bundle } from './bundle.mjs';

await bundle();
