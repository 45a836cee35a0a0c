/** Reads the manifests of Python projects: requirements files, pyproject.toml, setup.cfg, Pipfile. */
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import type { ManifestFact, ManifestFile, ManifestKind, Requirement } from './facts.js';
import { normalized, parseRequirement } from './requirement.js';

/** What a file is by its name; null for one that is no manifest. `constraints.txt` says no dependency. */
export function manifestKind(file: string): ManifestKind | null {
  const name = path.posix.basename(file);
  if (/^requirements[\w.-]*\.(?:txt|in)$/.test(name) || /(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/.test(file)) {
    return 'requirements';
  }
  if (name === 'pyproject.toml') return 'pyproject';
  return name === 'setup.cfg' || name === 'Pipfile' ? name : null;
}

/** The facts of one manifest; null for a file that is none, or that cannot be read as what it is. */
export function readManifest(file: ManifestFile): ManifestFact | null {
  const kind = manifestKind(file.path);
  if (!kind) return null;
  const folder = path.posix.dirname(file.path).replace(/^\.$/, '');
  const base = {
    path: file.path,
    folder: kind === 'requirements' ? folder.replace(/\/?requirements$/, '') : folder,
    kind,
  };
  try {
    return { ...base, ...READERS[kind](file.text) };
  } catch {
    return null;
  }
}

type Read = Pick<ManifestFact, 'requiresPython' | 'requirements'>;

const READERS: Record<ManifestKind, (text: string) => Read> = {
  requirements: (text) => ({ requiresPython: null, requirements: requirementsFile(text) }),
  pyproject,
  'setup.cfg': setupConfig,
  Pipfile: pipfile,
};

/** Lines with their continuations; comments, options and links to other files say no requirement. */
function requirementsFile(text: string): Requirement[] {
  const found: Requirement[] = [];
  for (const match of text.matchAll(/(?:[^\\\r\n]|\\(?!\r?\n))*(?:\\\r?\n(?:[^\\\r\n]|\\(?!\r?\n))*)*/g)) {
    const whole = match[0];
    const hashed = /\s--hash[=\s]/.test(whole);
    const line = whole.replace(/\\\r?\n/g, (gap) => ' '.repeat(gap.length)).replace(/(^|\s)#.*$/, '');
    const [first = ''] = line.split(/\s--[a-z]/);
    if (first.trim() === '' || first.trim().startsWith('-')) continue;
    const one = placed(first, '', text, match.index);
    if (one) found.push({ ...one, hashed });
  }
  return found;
}

/** A requirement that stands in the text at an offset. */
function placed(written: string, section: string, text: string, offset: number): Requirement | null {
  const parsed = parseRequirement(written);
  if (!parsed) return null;
  const { at, ...one } = parsed;
  const start = offset + at;
  const range = one.specifier === '' ? null : { start, end: start + one.specifier.length };
  return {
    ...one,
    section,
    hashed: false,
    line: lineAt(text, offset + (written.length - written.trimStart().length)),
    range,
  };
}

/** A requirement whose text is known, and whose place is looked for from an offset on. */
function located(written: string, section: string, text: string, from: number): Requirement | null {
  const offset = text.indexOf(written, from);
  if (offset >= 0) return placed(written, section, text, offset);
  const parsed = parseRequirement(written);
  if (!parsed) return null;
  const { at: _, ...one } = parsed;
  return { ...one, section, hashed: false, line: null, range: null };
}

type Table = Record<string, unknown>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function tableAt(root: Table, ...way: string[]): Table {
  let current: unknown = root;
  for (const key of way) current = isTable(current) ? current[key] : undefined;
  return isTable(current) ? current : {};
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function pyproject(text: string): Read {
  const root = parseToml(text) as Table;
  const project = tableAt(root, 'project');
  const lists: [section: string, header: RegExp, list: string[]][] = [
    ['dependencies', /^\s*dependencies\s*=/m, texts(project.dependencies)],
    ...named(tableAt(project, 'optional-dependencies'), 'optional-dependencies'),
    ...named(tableAt(root, 'dependency-groups'), 'dependency-groups'),
    ...named(tableAt(root, 'tool', 'pdm', 'dev-dependencies'), 'tool.pdm.dev-dependencies'),
    ['tool.uv.dev-dependencies', /^\s*dev-dependencies\s*=/m, texts(tableAt(root, 'tool', 'uv')['dev-dependencies'])],
  ];
  const requirements = lists.flatMap(([section, header, list]) => {
    const from = Math.max(0, text.search(header));
    return list.flatMap((written) => located(written, section, text, from) ?? []);
  });
  const poetry = tableAt(root, 'tool', 'poetry');
  const groups = Object.entries(tableAt(poetry, 'group')).map(
    ([name, group]) =>
      [`tool.poetry.group.${name}.dependencies`, isTable(group) ? tableAt(group, 'dependencies') : {}] as const,
  );
  const sections = [
    ['tool.poetry.dependencies', tableAt(poetry, 'dependencies')] as const,
    ['tool.poetry.dev-dependencies', tableAt(poetry, 'dev-dependencies')] as const,
    ...groups,
  ];
  for (const [section, table] of sections) requirements.push(...tableRequirements(table, section, text));
  const own = typeof project['requires-python'] === 'string' ? project['requires-python'] : null;
  const python = tableAt(poetry, 'dependencies').python;
  return { requiresPython: own ?? (typeof python === 'string' ? python : null), requirements };
}

function named(table: Table, section: string): [string, RegExp, string[]][] {
  return Object.entries(table).map(([name, list]) => [
    `${section}.${name}`,
    new RegExp(`^\\s*["']?${name.replace(/[^\w-]/g, '.')}["']?\\s*=`, 'm'),
    texts(list),
  ]);
}

/** `name = "^1"`, `name = { version = "^1", extras = ["a"] }`: Poetry and Pipenv. */
function tableRequirements(table: Table, section: string, text: string): Requirement[] {
  const header = text.indexOf(`[${section}]`);
  return Object.entries(table).flatMap(([name, value]): Requirement[] => {
    if (name === 'python') return [];
    const given = isTable(value) ? value : {};
    const version = typeof value === 'string' ? value : typeof given.version === 'string' ? given.version : '';
    const line = new RegExp(`^[ \\t]*["']?${name.replace(/[^\w-]/g, '.')}["']?\\s*=[^\\n]*`, 'm');
    const found = header < 0 ? null : line.exec(text.slice(header));
    const offset = found ? header + found.index : -1;
    const specifier = version === '*' ? '' : version;
    const inLine = found && specifier !== '' ? found[0].indexOf(specifier, found[0].indexOf('=') + 1) : -1;
    return [
      {
        name: normalized(name),
        extras: texts(given.extras),
        specifier,
        marker: typeof given.markers === 'string' ? given.markers : null,
        section,
        direct: ['git', 'path', 'url', 'file'].some((key) => key in given),
        hashed: false,
        line: offset < 0 ? null : lineAt(text, offset + (found![0].length - found![0].trimStart().length)),
        range: inLine < 0 ? null : { start: offset + inLine, end: offset + inLine + specifier.length },
      },
    ];
  });
}

function pipfile(text: string): Read {
  const root = parseToml(text) as Table;
  const python = tableAt(root, 'requires').python_version;
  return {
    requiresPython: typeof python === 'string' ? `==${python}.*` : null,
    requirements: ['packages', 'dev-packages'].flatMap((section) =>
      tableRequirements(tableAt(root, section), section, text),
    ),
  };
}

/** Of setup.cfg only its `[options]` and `[options.extras_require]`. */
function setupConfig(text: string): Read {
  const requirements: Requirement[] = [];
  let requiresPython: string | null = null;
  let section = '';
  let key = '';
  for (const { line, offset } of linesOf(text)) {
    const header = /^\[([^\]]+)\]/.exec(line);
    const assigned = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line);
    if (header) [section, key] = [header[1]!, ''];
    else if (assigned) key = assigned[1]!;
    else if (!/^\s+\S/.test(line)) key = line.trim() === '' ? key : '';
    if (header || line.trimStart().startsWith('#')) continue;
    if (section === 'options' && key === 'python_requires' && assigned) requiresPython = assigned[2]!.trim() || null;
    const isList = (section === 'options' && key === 'install_requires') || section === 'options.extras_require';
    if (!isList || key === '') continue;
    const shift = assigned ? line.length - assigned[2]!.length : 0;
    const one = placed(
      line.slice(shift),
      section === 'options' ? 'install_requires' : `extras_require.${key}`,
      text,
      offset + shift,
    );
    if (one) requirements.push(one);
  }
  return { requiresPython, requirements };
}

function linesOf(text: string): { line: string; offset: number }[] {
  return [...text.matchAll(/^.*$/gm)].map((match) => ({ line: match[0].replace(/\r$/, ''), offset: match.index }));
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
