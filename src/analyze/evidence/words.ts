/**
 * Rung 5 over the whole project: a word such as `calendar` names a toolkit only where exactly one toolkit of that word
 * is used elsewhere in it.
 */
import { toolkitOfTool, toolkitsOfWord } from '../../sdk/toolkits.js';
import type { AuthConfigFact, FileFacts, SiteFact } from '../facts.js';
import { isTestPath } from './testFiles.js';

/** Adds what such words say to auth configs that nothing else speaks of. To be called when all files are known. */
export function hearWords(files: ReadonlyMap<string, FileFacts>): void {
  const waiting = [...files.values()].flatMap((file) =>
    authConfigsOf(file).flatMap((fact) => {
      const spoken = fact.evidence.length === 0 ? wordOf(fact) : null;
      return spoken ? [{ fact, ...spoken }] : [];
    }),
  );
  if (waiting.length === 0) return;
  const used = toolkitsUsedIn(files);
  for (const { fact, name, toolkits } of waiting) {
    const [slug, ...others] = toolkits.filter((one) => used.has(one));
    if (slug === undefined || others.length > 0) continue;
    const how = `the name ${name} fits ${slug}, and no other toolkit of that name is used in the project`;
    fact.evidence.push({ rung: 5, toolkit: { kind: 'constant', slug }, how });
  }
}

function authConfigsOf({ sites, sessionAuthConfigs }: FileFacts): AuthConfigFact[] {
  const atSites = sites.flatMap(({ authorize, toolsGet }) => [
    authorize?.authConfig ?? [],
    toolsGet?.authConfigs ?? [],
  ]);
  return [...atSites.flat(), ...sessionAuthConfigs.map(({ fact }) => fact)];
}

/** The toolkits of the one word that the names speak of; null when there is none, or when they differ. */
function wordOf(fact: AuthConfigFact): { name: string; toolkits: readonly string[] } | null {
  const spoken = fact.names.flatMap((name) => {
    const toolkits = toolkitsOfWord(name);
    return toolkits ? [{ name, toolkits }] : [];
  });
  const [first] = spoken;
  return first && spoken.every((one) => one.toolkits === first.toolkits) ? first : null;
}

/** Toolkits that are executed, shown to a model, connected or named by auth configs, tests apart. */
function toolkitsUsedIn(files: ReadonlyMap<string, FileFacts>): Set<string> {
  const used = new Set<string>();
  for (const file of files.values()) {
    if (isTestPath(file.path)) continue;
    for (const { toolkit } of file.authConfigs) used.add(toolkit);
    for (const { toolkits, authConfigs } of file.sessions) {
      for (const slug of [...(toolkits ?? []), ...authConfigs.map((one) => one.toolkit)]) used.add(slug);
    }
    for (const site of file.sites) for (const slug of toolkitsOfSite(site)) used.add(slug);
  }
  return used;
}

/** Toolkits that a call itself names. */
export function toolkitsOfSite({ execute, toolsGet, authorize }: SiteFact): string[] {
  const filter = toolsGet?.filter.entries ?? [];
  const valuesOf = (key: string): string[] =>
    filter.flatMap((one) => (one.key === key ? (one.value.values ?? []) : []));
  const tools = [...(execute?.slug.literals ?? []), ...valuesOf('tools')];
  const evidence = authorize?.authConfig?.evidence ?? [];
  return [
    ...tools.flatMap((slug) => toolkitOfTool(slug).toolkit ?? []),
    ...[...valuesOf('toolkits'), ...(authorize?.toolkit?.literals ?? [])].map((slug) => slug.toLowerCase()),
    ...evidence.flatMap(({ toolkit }) => (toolkit.kind === 'constant' ? [toolkit.slug] : [])),
  ];
}
