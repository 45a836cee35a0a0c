/**
 * What a run may cost: bounds that hold on any machine, since they are ratios of what one run measured; memory and the
 * single file are absolute.
 *
 * @typedef {(scenario: string, command?: string) => { wall: number, memory: number | null } | undefined} Lookup
 * @typedef {{ name: string, value: (of: Lookup) => number | undefined, most: number, unit: string }} Budget
 */

const wall = (of, scenario, command = 'ours') => of(scenario, command)?.wall;
const ratio = (a, b) => (a === undefined || b === undefined ? undefined : a / b);
const sum = (a, b) => (a === undefined || b === undefined ? undefined : a + b);

/** @type {Budget[]} */
export const BUDGETS = [
  {
    name: '20,000 files, 200 with Composio: wall beside ast-grep’s bare search',
    value: (of) => ratio(wall(of, '20k'), wall(of, '20k', 'ast-grep')),
    most: 0.35,
    unit: '×',
  },
  {
    name: '20,000 files, 200 with Composio: wall beside ripgrep',
    value: (of) => ratio(wall(of, '20k'), wall(of, '20k', 'ripgrep')),
    most: 8,
    unit: '×',
  },
  {
    name: '20,000 files, 200 with Composio: peak memory',
    value: (of) => of('20k', 'ours')?.memory ?? undefined,
    most: 350,
    unit: ' MiB',
  },
  {
    name: '20,000 files, none with Composio: wall beside node -e 0 and ripgrep together',
    value: (of) => ratio(wall(of, '20k-none'), sum(wall(of, '20k-none', 'node -e 0'), wall(of, '20k-none', 'ripgrep'))),
    most: 2,
    unit: '×',
  },
  { name: 'one explicit file: wall', value: (of) => wall(of, 'one'), most: 1.5, unit: ' s' },
  {
    name: '--help beside node -e 0',
    value: (of) => ratio(wall(of, 'help'), wall(of, 'help', 'node -e 0')),
    most: 1.5,
    unit: '×',
  },
  {
    name: '--version beside node -e 0',
    value: (of) => ratio(wall(of, 'version'), wall(of, 'version', 'node -e 0')),
    most: 1.5,
    unit: '×',
  },
  {
    name: 'five times the files: 100,000 beside 20,000, both with 200',
    value: (of) => ratio(wall(of, '100k'), wall(of, '20k')),
    most: 3,
    unit: '×',
  },
  {
    name: 'ten times the Composio files: 2,000 beside 200 of 20,000',
    value: (of) => ratio(wall(of, '20k-many'), wall(of, '20k')),
    most: 9,
    unit: '×',
  },
  {
    name: 'memory in the tree’s size: 100,000 beside 20,000 files',
    value: (of) => ratio(of('100k', 'ours')?.memory ?? undefined, of('20k', 'ours')?.memory ?? undefined),
    most: 1.3,
    unit: '×',
  },
];

/**
 * @param {{ scenario: string, command: string, wall: number, memory: number | null }[]} rows
 * @returns {{ name: string, value: number | undefined, most: number, unit: string, isOver: boolean }[]} a value is
 *   undefined where a scenario or a peer was left out
 */
export function judge(rows) {
  const of = (scenario, command = 'ours') => rows.find((row) => row.scenario === scenario && row.command === command);
  return BUDGETS.map(({ name, value, most, unit }) => {
    const found = value(of);
    return { name, value: found, most, unit, isOver: found !== undefined && found > most };
  });
}
