/** How the files of a package write local imports: what a new import goes by where its file has none. */
import type { PlanInput } from './index.js';

export type ImportHabit = 'extension' | 'bare';

export interface ImportHabits {
  of(path: string): ImportHabit | undefined;
}

export function importHabits(input: Pick<PlanInput, 'files' | 'packageOf' | 'isModulePackage'>): ImportHabits {
  const homeOf = (path: string): string => input.packageOf?.(path) ?? '';
  // Imports with an extension count for it, the others against it.
  const balances = new Map<string, number>();
  for (const file of input.files.values()) {
    const home = homeOf(file.path);
    for (const { specifier } of file.imports) {
      if (!/^\.{1,2}\//.test(specifier)) continue;
      const vote = /\.[cm]?[jt]sx?$/.test(specifier) ? 1 : -1;
      balances.set(home, (balances.get(home) ?? 0) + vote);
    }
  }
  return {
    of(path) {
      const balance = balances.get(homeOf(path));
      if (balance !== undefined && balance !== 0) return balance > 0 ? 'extension' : 'bare';
      return input.isModulePackage?.(path) ? 'extension' : undefined;
    },
  };
}
