/**
 * What is measured: for each scenario a tree and the commands that run in it.
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {string} what for people
 * @property {import('./generate.mjs').TreeWish} tree
 * @property {string[]} ours arguments of the command
 * @property {number[]} [exits] exit codes that are no failure
 * @property {boolean} [searchers] measure ripgrep and ast-grep as well
 * @property {boolean} [transformers] measure jscodeshift as well
 */

/** Everything on: analysis with types, verification, report. */
const FULL = ['--dry-run'];

/** @type {Scenario[]} */
export const SCENARIOS = [
  { name: 'help', what: '--help', tree: { files: 1, composio: 1 }, ours: ['--help'] },
  { name: 'version', what: '--version', tree: { files: 1, composio: 1 }, ours: ['--version'] },
  { name: 'empty', what: 'no file', tree: { files: 0, composio: 0 }, ours: FULL, exits: [0, 2] },
  {
    name: 'one',
    what: 'one explicit file in a small project',
    tree: { files: 20, composio: 4 },
    ours: [...FULL, 'packages/pkg-0000/src/lib/composio.ts'],
  },
  {
    name: '5k',
    what: '5,000 files, 50 with Composio',
    tree: { files: 5000, composio: 50 },
    ours: FULL,
    searchers: true,
  },
  {
    name: '20k',
    what: '20,000 files, 200 with Composio',
    tree: { files: 20_000, composio: 200 },
    ours: FULL,
    searchers: true,
    transformers: true,
  },
  {
    name: '20k-none',
    what: '20,000 files, none with Composio',
    tree: { files: 20_000, composio: 0 },
    ours: FULL,
    searchers: true,
  },
  { name: '20k-many', what: '20,000 files, 2,000 with Composio', tree: { files: 20_000, composio: 2000 }, ours: FULL },
  { name: '100k', what: '100,000 files, 200 with Composio', tree: { files: 100_000, composio: 200 }, ours: FULL },
  {
    name: '100k-flat',
    what: '100,000 files in one folder, 20 with Composio',
    tree: { files: 100_000, composio: 20, flat: true },
    ours: FULL,
  },
];
