export { toolbox as default } from './clients.js';
