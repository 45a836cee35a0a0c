/** Direct code and version pins outside TypeScript and JavaScript: documents, components, Python, env files. */
export { isEnvTemplate, kindOf, type ElsewhereKind } from './kinds.js';
export { removeVersionPins } from './pins.js';
export { scanElsewhere, type ElsewhereFile } from './scan.js';
