/**
 * A transform under plain `jscodeshift -t`: it sees one file at a time. What can only be decided with the other files
 * at hand is left alone, so a run of this kind may leave more than the command does, and never migrates more.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileFacts, SiteFact } from '../src/analyze/facts.js';
import { analyze } from '../src/analyze/index.js';
import { parseMappings } from '../src/answers.js';
import { parse, parserFor } from '../src/edit/parse.js';
import { decideVersions, packageOf, readPackages } from '../src/manifest/index.js';
import { capabilitiesWanted } from '../src/plan/capabilities.js';
import { featuresOf } from '../src/plan/features.js';
import type { RuleOptions, SdkFeatures } from '../src/plan/context.js';
import { plan } from '../src/plan/index.js';
import type { TransformName } from '../src/sdk/transforms.js';
import { rewriteFile } from '../src/transform/rewrite.js';
import { clientsStayInside } from './escapes.js';

/** The parser under the name by which jscodeshift asks for it. */
export const parser = parserFor();

/** What jscodeshift gives to a transform, as far as it is used. */
export interface TransformFile {
  path: string;
  source: string;
}
export interface TransformApi {
  report?(message: string): void;
}

/**
 * Migrates the sites of one transform in one file, by what this file and the nearest package.json say.
 *
 * @param file as jscodeshift reads it; a BOM is kept
 * @param options of jscodeshift's command line: `--tools=meta|direct`, `--allowWider`, `--strict`, `--noSandbox`,
 * `--noManageConnections` and `--authConfig=<id or name>=<toolkit>` (several with commas between) mean the same as the
 * options of the command
 * @returns the new source; undefined when nothing changes
 * @throws ParseError
 */
export function runAlone(name: TransformName, file: TransformFile, options: object): string | undefined {
  const mark = file.source.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = file.source.slice(mark.length);
  if (!/composio/i.test(text)) return undefined;
  parse(text, file.path);
  const absolute = path.resolve(file.path);
  const root = path.dirname(absolute).replaceAll('\\', '/');
  const own = path.basename(absolute);

  const { files } = analyze({ root, files: [{ path: own, text }] });
  const facts = files.get(own);
  if (!facts) return undefined;
  const features = featuresFor(absolute, facts);
  const given = new Map(Object.entries(options));
  const made = plan({
    files,
    options: {
      tools: given.get('tools') === 'meta' || given.get('tools') === 'direct' ? given.get('tools') : 'auto',
      allowWider: given.get('allowWider') === true,
      strict: given.get('strict') === true,
      sandbox: given.get('noSandbox') !== true,
      manageConnections: given.get('noManageConnections') !== true,
      transforms: new Set<string>([name]),
      mappings: mappingsFrom(given.get('authConfig')),
    },
    features: () => features,
    vetoes: unseen(facts),
    unseenReaders: () => (clientsStayInside(text, own, facts.constructions) ? [] : ['code in other files']),
  });
  const filePlan = made.files.get(own);
  if (!filePlan || (filePlan.sessions.length === 0 && !filePlan.sites.some((site) => site.action))) return undefined;
  const { after } = rewriteFile(filePlan, text);
  return after === text ? undefined : mark + after;
}

function mappingsFrom(option: unknown): RuleOptions['mappings'] {
  const given = typeof option === 'string' ? option.split(',') : [];
  return new Map([...parseMappings(given)].map(([name, toolkit]) => [name, { toolkit, source: 'option' }]));
}

/** Sites whose decision rests on there being nothing else in the project, with the reason. */
function unseen({ sites }: FileFacts): Map<string, string> {
  const vetoes = new Map<string, string>();
  for (const site of sites) if (restsOnOtherFiles(site)) vetoes.set(site.id, 'the rest of the project cannot be seen');
  return vetoes;
}

function restsOnOtherFiles({ api, authorize }: SiteFact): boolean {
  // Which auth configs there are for the toolkit; which toolkits the callers ask for.
  if (api === 'toolkits.authorize') return authorize?.authConfig == null;
  return authorize?.authConfig?.kind === 'parameter' && authorize.authConfig.evidence[0]?.rung === 2;
}

/** What the SDK of the nearest package.json can do as it is: by itself a transform raises no range. */
function featuresFor(file: string, facts: FileFacts): SdkFeatures {
  const manifests: { path: string; text: string }[] = [];
  const beside: { path: string; text: string }[] = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const here = path.relative(path.parse(file).root, folder).replaceAll('\\', '/');
    const read = (name: string, into: { path: string; text: string }[]): void => {
      const target = path.join(folder, name);
      if (!existsSync(target)) return;
      const text = readFileSync(target, 'utf8').replace(/^\uFEFF/, '');
      into.push({ path: here === '' ? name : `${here}/${name}`, text });
    };
    read('package.json', manifests);
    read('node_modules/@composio/core/package.json', beside);
    read('pnpm-workspace.yaml', beside);
    if (path.dirname(folder) === folder) break;
  }
  const relative = path.relative(path.parse(file).root, file).replaceAll('\\', '/');
  const manifest = packageOf(relative, readPackages(manifests, beside));
  if (!manifest) return featuresOf();
  const constructions = new Map(facts.constructions.map((construction) => [construction.id, construction]));
  const wanted = new Set(facts.sites.flatMap((site) => [...capabilitiesWanted(site, constructions)]));
  const { capabilities, unmet } = decideVersions(manifest, wanted, {
    upgrade: false,
    requiresSdk: facts.requiresSdk,
  });
  return featuresOf(capabilities, unmet);
}
