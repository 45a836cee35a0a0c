/** The check of a project in parts: with more than one, only the part that is checked has its trees in memory. */
import path from 'node:path';
import type { Part } from '../analyze/parts.js';
import { resolverOver, type ProgramInput } from '../analyze/program.js';
import type { NewError, Rewritten } from './diagnostics.js';
import { installedPackages } from './installed.js';
import { limitsOf, type Limit, type Owners } from './limits.js';
import { readTsconfigs } from './tsconfigs.js';
import { createTypeCheck, type CheckedProject, type TypeCheck, type Versions } from './typeCheck.js';

export interface Check {
  /** Errors that the changed texts have and the present ones do not. */
  newErrors(after: ReadonlyMap<string, Rewritten>, versions: Versions): NewError[];
  /** What could not be checked, in sentences, for the changed files given. */
  limits(changed: readonly string[], owners: Owners): Limit[];
}

/** @param parts of the project; what one of them has can neither mend nor break another */
export function createCheck(parts: readonly Part[], project: CheckedProject): Check {
  const checks = parts.map((part) => new PartCheck(part, project, parts.length === 1));
  return {
    newErrors: (after, versions) => checks.flatMap((check) => check.newErrors(after, versions)),
    limits(changed, owners) {
      const input = wholeOf(parts);
      const texts = new Map(input.files.map((file) => [path.posix.join(input.root, file.path), file.text]));
      const tsconfigs = readTsconfigs(project.configs);
      const absolute = (file: string): string => path.posix.join(input.root, file);
      return limitsOf(changed, owners, {
        root: input.root,
        textOf: (file) => texts.get(absolute(file)),
        resolve: resolverOver(input, texts).resolve,
        tsconfigsOf: (file) => tsconfigs.of(absolute(file)),
        installed: project.packages
          ? {
              isInstalled: installedPackages(input.root),
              problemOf: (file) => checks.map((check) => check.problemOf(file)).find((one) => one !== null) ?? null,
            }
          : null,
      });
    },
  };
}

function wholeOf(parts: readonly Part[]): ProgramInput {
  const [first] = parts;
  return { ...first!.input, files: parts.flatMap(({ input }) => input.files) };
}

class PartCheck {
  private readonly paths: readonly string[];
  private check: TypeCheck | undefined;
  private readonly problems = new Map<string, string>();
  /** The texts that were found to be without any error. */
  private clean = '';

  /** @param stays the part stays in memory */
  constructor(
    private readonly part: Part,
    private readonly project: CheckedProject,
    private readonly stays: boolean,
  ) {
    const { files, callers = [] } = part.input;
    this.paths = [...files, ...callers].map((file) => file.path);
  }

  newErrors(all: ReadonlyMap<string, Rewritten>, { sdkOf, isError }: Versions): NewError[] {
    const after = new Map(this.paths.flatMap((file) => (all.has(file) ? [[file, all.get(file)!] as const] : [])));
    if (after.size === 0) return [];
    // What stays in memory is asked again for less than it costs to remember.
    const key = this.stays
      ? ''
      : JSON.stringify([...after].map(([file, { after: text }]) => [file, sdkOf(file), text]));
    if (!this.stays && key === this.clean) return [];
    let isClean = true;
    this.check ??= createTypeCheck(this.part.open(), this.paths, this.project);
    const errors = this.check.newErrors(after, {
      sdkOf,
      isError(error) {
        isClean = false;
        return isError(error);
      },
    });
    for (const file of after.keys()) {
      const problem = this.check.problemOf(file);
      if (problem !== null) this.problems.set(file, problem);
    }
    if (!this.stays) {
      this.clean = isClean ? key : '';
      this.check = undefined;
      this.part.close();
    }
    return errors;
  }

  problemOf(file: string): string | null {
    return this.problems.get(file) ?? null;
  }
}
