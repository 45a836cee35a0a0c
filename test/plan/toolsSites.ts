/** Facts of small files and a context for the rules about tools. */
import { analyze } from '../../src/analyze/index.js';
import type { SiteFact } from '../../src/analyze/facts.js';
import type { RuleContext, RuleOptions, SdkFeatures } from '../../src/plan/context.js';
import { featuresOf } from '../../src/plan/features.js';
import { capabilitiesOf } from '../../src/sdk/capabilities.js';
import { TRANSFORM_NAMES } from '../../src/sdk/transforms.js';

export interface Given {
  options?: Partial<RuleOptions>;
  /** Installed versions; the newest that the tool knows when left out. */
  core?: string;
  providers?: Readonly<Record<string, string>>;
  features?: Partial<SdkFeatures>;
}

export interface Sites {
  context(given?: Given): RuleContext;
  /** Sites of an API, in order of path and place. */
  of(api: SiteFact['api']): SiteFact[];
}

/** @param files path → text */
export function sitesOf(files: Readonly<Record<string, string>>): Sites {
  const { files: facts } = analyze({
    root: '/project',
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
  });
  const sites = new Map([...facts.values()].flatMap((file) => file.sites.map((site) => [site.id, site])));
  const constructions = new Map([...facts.values()].flatMap((file) => file.constructions.map((one) => [one.id, one])));
  return {
    of: (api) => [...sites.values()].filter((site) => site.api === api),
    context({ options, core, providers, features } = {}) {
      const known =
        core === undefined ? featuresOf() : featuresOf(capabilitiesOf(core, new Map(Object.entries(providers ?? {}))));
      return {
        options: {
          tools: 'auto',
          allowWider: false,
          transforms: new Set<string>(TRANSFORM_NAMES),
          mappings: new Map(),
          ...options,
        },
        features: () => ({ ...known, ...features }),
        files: facts,
        sites,
        constructions,
        nested: new Map(),
        vetoes: new Map(),
      };
    },
  };
}
