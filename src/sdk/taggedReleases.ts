import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * What the vendor tagged: `data/provider-releases.tsv`, from the tags of the public repository ComposioHQ/composio up to
 * January 2026. A tag says which peers a version asks for; that it was published is likely, and not shown by it.
 */

const FILE = fileURLToPath(new URL('./data/provider-releases.tsv', import.meta.url));

export interface TaggedRelease {
  name: string;
  version: string;
  /** `engines.node`; null when it has none. */
  node: string | null;
  /** Name and range. */
  peers: readonly (readonly [name: string, range: string])[];
}

/**
 * The tagged versions whose peers are known, by package: a range that stands in another file of the vendor's (`catalog:`)
 * is not. Nor are those of 1.0.0, a tag of 13 January 2026 that the vendor left again for 0.5.
 */
export function taggedReleases(): TaggedRelease[] {
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', version = '', , peers = '{}', node = ''] = line.split('\t');
      const ranges = Object.entries(JSON.parse(peers) as Record<string, string>);
      return { name, version, node: node || null, peers: ranges };
    })
    .filter(({ version, peers }) => version !== '1.0.0' && peers.every(([, range]) => range !== 'catalog:'));
}
