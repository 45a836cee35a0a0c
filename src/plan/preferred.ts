/** Which of several auth configs of a toolkit the user wants in sessions. */
import type { PortableValue } from '../analyze/facts.js';
import type { AuthConfigRegistry, RegistryEntry, RegistryValue } from './registry.js';

/**
 * What an auth config is called in the answers file: its id, its environment variable, or `module#constant`.
 */
export function nameOfAuthConfig(value: RegistryValue): string {
  // The key is the kind and the name; two spellings of one auth config have the same.
  return value.key.slice(value.key.indexOf(':') + 1);
}

/**
 * The registry with one auth config for each toolkit that the user has chosen one for. A choice that names none of them
 * (any more) changes nothing, so that the question is asked again.
 */
export function withPreferred(
  registry: AuthConfigRegistry,
  preferred: ReadonlyMap<string, string> | undefined,
): AuthConfigRegistry {
  if (!preferred || preferred.size === 0) return registry;
  const entries = new Map<string, RegistryEntry>(registry.entries);
  for (const [toolkit, name] of preferred) {
    const entry = entries.get(toolkit);
    const chosen = entry?.values.find((value) => nameOfAuthConfig(value) === name);
    if (entry && chosen) entries.set(toolkit, { toolkit, values: [chosen], others: [], given: [] });
  }
  return { ...registry, entries };
}

/** How an auth config is written where it stands, for people. */
export function wordsForAuthConfig(value: PortableValue): string {
  if (value.kind === 'literal') return `'${value.value}'`;
  return value.kind === 'env' ? value.text : `${value.text} (${value.path})`;
}
