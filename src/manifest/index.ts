/** The stage between analyze and plan that reads package.json files and decides which SDK versions may be used. */
export type { PackageFacts, PackageManagerFacts, PackageManagerName, TextFile } from './facts.js';
export { assumedVersion, currentVersions, oldestShown, saysCore } from './current.js';
export { isWithin } from './facts.js';
export { isReadableLock } from './locks.js';
export { installCommand } from './packageManager.js';
export { isManifestExtra, packageOf, readPackages } from './read.js';
export type { Hold, Refusal, RefusalCode } from './solve.js';
export { decideVersions, type RaisedRange, type VersionDecision, type VersionOptions } from './versions.js';
export { unknownProviders, type Waiting } from './waiting.js';
export { CORE_PACKAGE, RELEASES, RELEASES_READ_ON, withReleases, type ReleaseTable } from './releases.js';
