import { applyEdits } from './apply.js';
import {
  readPackages,
  decideVersions,
  type Hold,
  type PackageFacts,
  type TextFile,
  type VersionDecision,
} from '../../src/manifest/index.js';
import { RELEASES, type ReleaseTable } from '../../src/manifest/releases.js';
import type { Capability } from '../../src/sdk/capabilities.js';

/** Makes manifests for the tests of this folder. */

export interface Wanted {
  needs?: Capability[];
  upgrade?: boolean;
  requiresSdk?: boolean;
  extras?: TextFile[];
  hold?: Hold;
  releases?: ReleaseTable;
}

/** A package.json text with two spaces of indentation. */
export function manifest(dependencies: Record<string, string>, rest: Record<string, unknown> = {}): string {
  return `${JSON.stringify({ name: 'app', ...rest, dependencies }, null, 2)}\n`;
}

export function factsOf(text: string, extras: TextFile[] = [], releases: ReleaseTable = RELEASES): PackageFacts {
  return readPackages([{ path: 'package.json', text }], extras, '', [], releases)[0]!;
}

/** Decides for one package in the root; Node is new enough unless the manifest or the extras say otherwise. */
export function decide(text: string, wanted: Wanted = {}): VersionDecision & { after: string } {
  const facts = factsOf(text, wanted.extras, wanted.releases);
  const decision = decideVersions(facts, new Set(wanted.needs ?? ['direct-tools']), {
    upgrade: wanted.upgrade ?? true,
    requiresSdk: wanted.requiresSdk ?? false,
    hold: wanted.hold,
  });
  return { ...decision, after: applyEdits(text, decision.edits) };
}

export const NEW_NODE = { engines: { node: '>=24' } };
