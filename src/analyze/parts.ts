/**
 * Parts of a project that know nothing of each other. A syntax tree takes many times the memory of its text: in a
 * repository with thousands of files that use Composio, no more than one part has its trees in memory at a time.
 */
import path from 'node:path';
import { addTo } from '../grouping.js';
import { createProgram, resolverOver, type AnalysisProgram, type ProgramInput } from './program.js';
import { importSpecifiers } from './importSpecifiers.js';

type InputFile = ProgramInput['files'][number];

/** Texts of one part, in characters: its trees, and those of what it imports, take some 200 MB. */
const MOST_CHARACTERS = 1_500_000;

/** Imports are followed so far to find a file that is connected with another through files that matter to neither. */
const MOST_STEPS = 3;

/** A part whose program is made when it is asked for, and can be made again. */
export class Part {
  private opened: AnalysisProgram | undefined;

  constructor(readonly input: ProgramInput) {}

  open(): AnalysisProgram {
    return (this.opened ??= createProgram(this.input));
  }

  close(): void {
    this.opened = undefined;
  }
}

/**
 * Files that import each other, in any direction and through other files, are in one part: what a file says may be
 * explained by what it imports and by who imports it.
 *
 * @param most characters of a part; more only where one group of connected files has more
 * @returns the same input when it is small; else its parts, which together have its files and callers, each once
 */
export function partsOf(input: ProgramInput, most = MOST_CHARACTERS): ProgramInput[] {
  const roots = [...input.files, ...(input.callers ?? [])];
  if (sizeOf(roots) <= most) return [input];
  const groups = groupsOf(roots, input);
  const parts: InputFile[][] = [];
  let size = Infinity;
  for (const group of groups) {
    const own = sizeOf(group);
    if (size + own > most) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(...group);
    size += own;
  }
  return parts.map((part) => {
    const files = new Set(part);
    const among = (list: readonly InputFile[]): InputFile[] => list.filter((file) => files.has(file));
    return { ...input, files: among(input.files), callers: among(input.callers ?? []) };
  });
}

function sizeOf(files: readonly InputFile[]): number {
  return files.reduce((sum, { text }) => sum + text.length, 0);
}

/** Connected files, the groups in the order of their first files. */
function groupsOf(roots: readonly InputFile[], input: ProgramInput): InputFile[][] {
  const texts = new Map(roots.map((file) => [path.posix.join(input.root, file.path), file]));
  const { resolve, read } = resolverOver(input, new Map([...texts].map(([file, { text }]) => [file, text])));
  const imports = new Map<string, string[]>();
  const importsOf = (file: string): string[] => {
    let known = imports.get(file);
    if (!known) {
      known = importSpecifiers(read(file) ?? '').flatMap((specifier) => {
        const target = resolve(specifier, file);
        return target === undefined || target.includes('/node_modules/') ? [] : [target];
      });
      imports.set(file, known);
    }
    return known;
  };
  const union = new Union();
  for (const root of texts.keys()) {
    const seen = new Set([root]);
    let layer = [root];
    for (let step = 0; step < MOST_STEPS && layer.length > 0; step++) {
      const next = layer.flatMap(importsOf).filter((file) => !seen.has(file));
      for (const file of next) {
        seen.add(file);
        if (texts.has(file)) union.join(root, file);
      }
      // A file that is there for its own sake is followed on its own.
      layer = next.filter((file) => !texts.has(file));
    }
  }
  const groups = new Map<string, InputFile[]>();
  for (const [file, one] of texts) addTo(groups, union.leaderOf(file), one);
  return [...groups.values()];
}

/** Sets of names that grow together. */
class Union {
  private readonly parents = new Map<string, string>();

  leaderOf(name: string): string {
    let leader = name;
    for (let above = this.parents.get(leader); above !== undefined; above = this.parents.get(leader)) leader = above;
    if (leader !== name) this.parents.set(name, leader);
    return leader;
  }

  join(one: string, other: string): void {
    const [first, second] = [this.leaderOf(one), this.leaderOf(other)];
    if (first !== second) this.parents.set(second, first);
  }
}
