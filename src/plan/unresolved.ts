/** Auth configs whose toolkit the code does not show, as far as somebody else could say it: by their ids. */
import type { AuthConfigFact, FileFacts } from '../analyze/facts.js';
import type { RuleOptions } from './context.js';
import { toolkitOfAuthConfig } from './rules/authConfigToolkit.js';

export interface UnresolvedAuthConfig {
  /** What a mapping calls it: its id where the code has it, else the environment variable that holds it. */
  name: string;
  /** `ac_…`. Of an environment variable it is not for any output. */
  id: string;
}

const ID = /^ac_[\w-]+$/;

/**
 * @param mappings what the user has said already
 * @param env where the values of environment variables are looked up
 * @returns each auth config once, in the order of the files and sites; `unset`: variables that hold no id here
 */
export function unresolvedAuthConfigs(
  files: Iterable<FileFacts>,
  mappings: RuleOptions['mappings'],
  env: Readonly<Record<string, string | undefined>>,
): { authConfigs: UnresolvedAuthConfig[]; unset: string[] } {
  const found = new Map<string, UnresolvedAuthConfig>();
  const unset = new Set<string>();
  for (const fact of authConfigFacts(files)) {
    const toolkit = toolkitOfAuthConfig(fact, mappings);
    if (!('code' in toolkit)) continue;
    const { literals, env: variable } = fact.expression;
    for (const id of literals ?? []) if (ID.test(id) && !mappings.has(id)) found.set(id, { name: id, id });
    if (literals !== null || variable === null) continue;
    const id = env[variable]?.trim() ?? '';
    if (ID.test(id)) found.set(variable, { name: variable, id });
    else unset.add(variable);
  }
  return { authConfigs: [...found.values()], unset: [...unset] };
}

function* authConfigFacts(files: Iterable<FileFacts>): Generator<AuthConfigFact> {
  for (const { sites } of files) {
    for (const { authorize, toolsGet } of sites) {
      if (authorize?.authConfig && !authorize.toolkit) yield authorize.authConfig;
      yield* toolsGet?.authConfigs ?? [];
    }
  }
}
