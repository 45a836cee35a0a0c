/** Direct code and version pins outside of code files: documents, components, notebooks, env files. */
export { isEnvTemplate, kindOf, type ElsewhereKind } from './kinds.js';
export { removeVersionPins } from './pins.js';
export type { ElsewhereFile } from './calls.js';
export { readersElsewhere, type ReaderElsewhere } from './readers.js';
export { pinReads, scanElsewhere, type PinRead } from './scan.js';
