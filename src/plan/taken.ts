/** Names that are taken in a function: its own and those around it. */
import type { FileFacts, ScopeFact } from '../analyze/facts.js';

export interface Taken {
  has(name: string): boolean;
}

type Scopes = Pick<FileFacts, 'scopes'>;

const byFile = new WeakMap<readonly ScopeFact[], Map<string, Taken>>();
const asSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** @param functionId nothing is taken in a function that the facts do not know */
export function namesTaken({ scopes }: Scopes, functionId: string): Taken {
  let known = byFile.get(scopes);
  if (!known) byFile.set(scopes, (known = new Map(scopes.map((scope) => [scope.id, takenIn(scope)]))));
  return known.get(functionId) ?? new Set();
}

/** Some function of the file reads, declares or sees the name. */
export function isTakenSomewhere(file: Scopes, name: string): boolean {
  return file.scopes.some((scope) => namesTaken(file, scope.id).has(name));
}

function takenIn({ names, around = [] }: ScopeFact): Taken {
  const sets = [names, ...around].map(setOf);
  return { has: (name) => sets.some((set) => set.has(name)) };
}

/** Lists are shared between functions, and so are their sets. */
function setOf(names: readonly string[]): ReadonlySet<string> {
  let set = asSets.get(names);
  if (!set) asSets.set(names, (set = new Set(names)));
  return set;
}
