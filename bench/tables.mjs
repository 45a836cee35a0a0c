// What was measured, as Markdown tables that read well in a terminal, too.

/** Walls, CPU and memory of every command, with the ratio of ours to it. */
export function resultTable({ machine, runs, rows, peers }) {
  const { cpu, cores, gibibytes, load, node } = machine;
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  const head = `${cores} cores (${cpu}), ${gibibytes} GiB, load ${load.join(' ')}; Node ${node}; ${versions.join(', ') || 'no peers'}; medians of ${runs}\n`;
  const lines = rows.map((row) => {
    const ours = rows.find((one) => one.scenario === row.scenario && one.command === 'ours');
    const beside = (key) =>
      row === ours || !ours || !row[key] || ours[key] === null ? '' : fixed(ours[key] / row[key], 2);
    const [least, most] = row.spread;
    const range = `${fixed(least, 2)}–${fixed(most, 2)}`;
    return [
      row.scenario,
      row.command,
      fixed(row.wall, 2),
      range,
      fixed(row.cpu, 2),
      fixed(row.memory, 0),
      beside('wall'),
      beside('cpu'),
    ];
  });
  const titles = ['scenario', 'command', 'wall s', 'range', 'CPU s', 'peak MiB', 'ours/it wall', 'ours/it CPU'];
  return `${head}\n${table(titles, lines)}`;
}

/** What each stage of ours took, from one run. */
export function stageTable({ stages }) {
  const lines = stages.flatMap(({ scenario, stages: measured, total }) => {
    const start = measured[0]?.startTime ?? total;
    const end = Math.max(start, ...measured.map((one) => one.startTime + one.duration));
    return [
      [scenario, 'start', fixed(start, 0), ''],
      ...byName(measured).map(({ name, duration, counts, times }) => [
        scenario,
        times > 1 ? `${name} (${times} times)` : name,
        fixed(duration, 0),
        Object.entries(counts)
          .map(([what, count]) => `${count} ${what}`)
          .join(', '),
      ]),
      [scenario, 'report and end', fixed(total - end, 0), ''],
    ];
  });
  return table(['scenario', 'stage', 'ms', 'of'], lines);
}

function byName(measured) {
  const found = new Map();
  for (const { name, duration, detail } of measured) {
    const known = found.get(name) ?? { name, duration: 0, counts: {}, times: 0 };
    known.duration += duration;
    known.times++;
    for (const [what, count] of Object.entries(detail ?? {})) known.counts[what] = (known.counts[what] ?? 0) + count;
    found.set(name, known);
  }
  return [...found.values()];
}

/** @param {ReturnType<import('./budgets.mjs').judge>} budgets */
export function budgetTable(budgets) {
  const lines = budgets.map(({ name, value, most, unit, isOver }) => [
    name,
    value === undefined ? 'not measured' : `${fixed(value, 2)}${unit}`,
    `${most}${unit}`,
    value === undefined ? '' : isOver ? 'OVER' : 'kept',
  ]);
  return table(['budget', 'measured', 'at most', ''], lines);
}

function table(titles, lines) {
  const widths = titles.map((title, column) => Math.max(title.length, 3, ...lines.map((line) => line[column].length)));
  const row = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return `${[row(titles), row(widths.map((width) => '-'.repeat(width))), ...lines.map(row)].join('\n')}\n`;
}

function fixed(value, digits) {
  return value === null || value === undefined ? '–' : value.toFixed(digits);
}
