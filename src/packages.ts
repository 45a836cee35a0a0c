/** The packages of a run: what SDK each has or gets, and what its package.json must say for that. */
import { lt } from 'semver';
import { applyEdits } from './edit/apply.js';
import type { Edit } from './edit/edit.js';
import type { ConstructionFact, FileFacts, SiteFact } from './analyze/facts.js';
import {
  assumedVersion,
  currentVersions,
  decideVersions,
  CORE_PACKAGE,
  installCommand,
  oldestShown,
  packageOf,
  saysCore,
  type Hold,
  type PackageFacts,
  type PackageManagerName,
  type VersionDecision,
  unknownProviders,
  type Waiting,
} from './manifest/index.js';
import { capabilitiesUsed, capabilitiesWanted } from './plan/capabilities.js';
import type { OwnedCall, SdkFeatures } from './plan/context.js';
import { featuresOf, featuresOfOldest } from './plan/features.js';
import type { Plan, SitePlan } from './plan/plan.js';
import { brokenBy, type BrokenCalls } from './plan/raises.js';
import type { ReportNote } from './report/report.js';
import { capabilitiesOf, type Capabilities, type Capability } from './sdk/capabilities.js';

export interface ManifestChange {
  path: string;
  before: string;
  after: string;
  edits: Edit[];
}

/** First version with `composio.create` (`src/sdk/capabilities.ts`). */
const FIRST_SESSIONS = '0.3.0';

export class Packages {
  private readonly decisions = new Map<string, VersionDecision>();
  /** What was said when everything was asked for: the reasons hold, however little is used in the end. */
  private first: ReadonlyMap<string, VersionDecision> = new Map();
  /** Packages whose range stays below a version, as calls that stay would break: path of the package.json → why. */
  private readonly holds = new Map<string, Hold>();
  private readonly features = new Map<string, SdkFeatures>();
  /** Folder of a file → its package: files are many, and asked about often. */
  private readonly owners = new Map<string, PackageFacts | null>();
  private readonly constructions = new Map<string, ConstructionFact>();

  /** @param facts what `readPackages` read of the project */
  constructor(
    private readonly files: ReadonlyMap<string, FileFacts>,
    private readonly facts: readonly PackageFacts[],
    private readonly upgrade: boolean,
  ) {
    for (const file of files.values()) for (const one of file.constructions) this.constructions.set(one.id, one);
    this.askForAll();
  }

  private askForAll(): void {
    this.first = new Map();
    this.decide(this.needs((site) => capabilitiesWanted(site, this.constructions)));
    this.first = new Map(this.decisions);
  }

  private ownerOf(file: string): PackageFacts | null {
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    let owner = this.owners.get(folder);
    if (owner === undefined) this.owners.set(folder, (owner = packageOf(file, this.facts)));
    return owner;
  }

  /** Folder of the package that a file belongs to; '' is the root. */
  folderOf(path: string): string {
    return this.ownerOf(path)?.folder ?? '';
  }

  /** Node loads the package's files as ES modules. */
  isModule(path: string): boolean {
    return this.ownerOf(path)?.module === 'esm';
  }

  /** What the SDK has that made the client of a call: the oldest, where several may have. */
  featuresOf(call: OwnedCall): SdkFeatures {
    const owners = this.ownersOf(call);
    // The package that makes the client is out of sight, and nothing newer than the first sessions is sure.
    const isUnseen = this.facts.length > 0 && owners.includes(null) && (call.client?.constructions ?? []).length > 0;
    if (isUnseen) return { ...featuresOf(capabilitiesOf(FIRST_SESSIONS)), version: null };
    return featuresOfOldest(owners.map((owner) => this.featuresIn(owner)));
  }

  /** What the clients of the calls of a file have; without calls, what the package of the file has. */
  featuresOfFile(path: string): SdkFeatures {
    return featuresOfOldest(this.ownersIn(path).map((owner) => this.featuresIn(owner)));
  }

  /**
   * The packages whose SDK counts for a call (rules §4): those that make its client, and the one of its file only where
   * no construction is seen. Null: a file without a package.json.
   */
  private ownersOf({ path, client }: OwnedCall): (PackageFacts | null)[] {
    // One outside of the paths is known by its id alone.
    const made = (client?.constructions ?? []).map((id) => id.slice(0, id.lastIndexOf(':')));
    return [...new Set((made.length > 0 ? made : [path]).map((one) => this.ownerOf(one)))];
  }

  private ownersIn(path: string): (PackageFacts | null)[] {
    const sites = this.files.get(path)?.sites ?? [];
    return sites.length === 0 ? [this.ownerOf(path)] : [...new Set(sites.flatMap((site) => this.ownersOf(site)))];
  }

  /** Whose ranges a call asks for more: those of its owners, and that of its own package where it has one. */
  private askedBy(site: SiteFact): PackageFacts[] {
    const own = this.ownerOf(site.path);
    const asked = [...this.ownersOf(site), own?.declared.some((line) => line.name === CORE_PACKAGE) ? own : null];
    return [...new Set(asked)].filter((one) => one !== null);
  }

  private featuresIn(owner: PackageFacts | null): SdkFeatures {
    const key = owner?.path ?? '';
    let features = this.features.get(key);
    if (!features) {
      const decision = this.decisions.get(key);
      const today = owner ? currentVersions(owner).core : assumedVersion(this.facts[0]?.shown ?? []);
      const current = capabilitiesOf(today);
      features = decision
        ? featuresOf(decision.capabilities, (this.first.get(key) ?? decision).unmet, current)
        : featuresOfNothing(this.shown(), current);
      this.features.set(key, features);
    }
    return features;
  }

  /** The SDK types that count in a file: those of `node_modules` where they are of the version that it is written for. */
  sdkOf(path: string): 'installed' | 'described' {
    const owner = this.ownerOf(path);
    if (!owner || owner.installedCore === null || owner.lockedIn !== null) return 'described';
    return [owner, ...this.ownersIn(path)].every((one) => this.hasWhatIsInstalled(one)) ? 'installed' : 'described';
  }

  private hasWhatIsInstalled(owner: PackageFacts | null): boolean {
    const decision = this.decisions.get(owner?.path ?? '');
    return !decision || (decision.edits.length === 0 && decision.capabilities.version === owner?.installedCore);
  }

  /** Folders of the packages that the calls of a file ask for versions. */
  foldersAskedBy(path: string): string[] {
    return this.files.get(path)?.sites.flatMap((site) => this.askedBy(site).map((one) => one.folder)) ?? [];
  }

  /** Path of the package.json of a file; '' where it has none. */
  packageOf(path: string): string {
    return this.ownerOf(path)?.path ?? '';
  }

  /**
   * Asks for no more than the plan uses.
   *
   * @returns whether some package now has another version than the plan was made for
   */
  narrowTo(plan: Plan): boolean {
    const before = this.versions();
    const used = new Map(
      [...plan.files.values()].flatMap((filePlan) => {
        const file = this.files.get(filePlan.path);
        return file ? [...capabilitiesUsed(filePlan, file, this.constructions)] : [];
      }),
    );
    this.decide(this.needs((site) => used.get(site.id) ?? []));
    return this.versions() !== before;
  }

  /**
   * Takes back raises that would break direct calls that stay (rules §7).
   *
   * @returns whether there is one, so that the plan has to be made again without it
   */
  holdRaises(plan: Plan): boolean {
    const staying = this.stayingIn(plan);
    let isNew = false;
    for (const { path, before, capabilities, raised } of this.decisions.values()) {
      if (!raised.some((one) => one.name === CORE_PACKAGE)) continue;
      const concerned = staying.filter((site) => this.ownersOf(site).some((one) => mayBe(one, path)));
      const broken = brokenBy({ before, after: capabilities }, concerned, this.constructions);
      const known = this.holds.get(path);
      // A smaller raise than one that was held may break other calls.
      if (!broken || (known && !lt(broken.from, known.from))) continue;
      this.holds.set(path, holdFor(broken, path));
      isNew = true;
    }
    if (!isNew) return false;
    this.askForAll();
    return true;
  }

  /** The direct calls that a plan leaves. */
  private stayingIn(plan: Plan): SiteFact[] {
    const migrated = new Set(
      [...plan.files.values()].flatMap((file) => file.sites.filter((one) => one.action).map((one) => one.id)),
    );
    return [...this.files.values()].flatMap((file) => file.sites.filter((site) => !migrated.has(site.id)));
  }

  /**
   * Packages with versions to ask a registry for: those of calls that a plan leaves for want of one, and those that stay
   * unknown beside a raise. Without a plan: as if every call used all that it may.
   */
  waiting(plan?: Plan): Waiting[] {
    const left =
      plan &&
      new Set([...plan.files.values()].flatMap((file) => file.sites.filter(waitsForVersions)).map((one) => one.id));
    const wanted = this.needs((site) =>
      left && !left.has(site.id) ? [] : capabilitiesWanted(site, this.constructions),
    );
    return this.facts.flatMap((facts) => {
      const first = this.first.get(facts.path);
      const decision = this.decisions.get(facts.path);
      const lacking = [...(first?.unmet ?? [])].flatMap(([capability, refusal]) =>
        wanted.get(facts.path)?.has(capability) ? (refusal.lacking ?? []) : [],
      );
      const names = new Set([...lacking, ...(decision ? unknownProviders(facts, decision) : [])]);
      return names.size === 0 ? [] : [{ folder: facts.folder, names: [...names] }];
    });
  }

  changes(): ManifestChange[] {
    return this.facts.flatMap((facts) => {
      const edits = this.decisions.get(facts.path)?.edits ?? [];
      if (edits.length === 0) return [];
      return [{ path: facts.path, before: facts.text, after: applyEdits(facts.text, edits), edits }];
    });
  }

  /** What became of the ranges, and what had to be assumed about versions, once for each package. */
  notes(): ReportNote[] {
    const around = new Set(this.facts.flatMap((facts) => (facts.isContext ? [facts.path] : [])));
    const decisions = [...this.decisions.values()].filter(({ path }) => !around.has(path));
    return decisions.flatMap(({ path, notes, assumptions }) => [
      ...notes,
      ...assumptions.map((message): ReportNote => ({ path, code: 'version-assumed', message: `${message}.` })),
    ]);
  }

  /** The package manager of the package in a folder, or of the nearest one above it. */
  managerOf(folder: string): PackageManagerName {
    return packageOf(`${folder}/package.json`, this.facts)?.packageManager.name ?? 'npm';
  }

  /** Install commands of the packages whose ranges were raised, each once, with the folder to run it in. */
  installCommands(): { command: string; folder: string }[] {
    const commands = this.facts
      .filter((facts) => (this.decisions.get(facts.path)?.edits.length ?? 0) > 0)
      .map((facts) => installCommand(facts.packageManager));
    return [...new Map(commands.map((one) => [`${one.folder}\0${one.command}`, one])).values()];
  }

  private needs(of: (site: SiteFact) => Iterable<Capability>): Map<string, Set<Capability>> {
    const needs = new Map<string, Set<Capability>>();
    for (const site of [...this.files.values()].flatMap((file) => file.sites)) {
      const wanted = [...of(site)];
      for (const { path } of this.askedBy(site)) needs.set(path, new Set([...(needs.get(path) ?? []), ...wanted]));
    }
    return needs;
  }

  private decide(needs: ReadonlyMap<string, Set<Capability>>): void {
    this.decisions.clear();
    this.features.clear();
    // What is assumed goes by what the others get.
    const [saying, silent] = [this.facts.filter(saysCore), this.facts.filter((one) => !saysCore(one))];
    for (const each of [...saying, ...silent]) {
      const facts = saysCore(each) ? each : { ...each, shown: this.shown() };
      const wanted = needs.get(facts.path);
      const asked = this.first.get(facts.path);
      if (!wanted || wanted.size === 0) {
        // Nothing is raised; the reasons of its sites are those of the plan that had everything.
        // A range that may not be raised is one of them.
        const notes = asked?.notes.filter((note) => note.code === 'range-not-raised') ?? [];
        if (asked) this.decisions.set(facts.path, { ...asked, raised: [], edits: [], notes });
        continue;
      }
      const requiresSdk = [...this.files.values()].some(
        (file) => file.requiresSdk && this.ownerOf(file.path)?.path === facts.path,
      );
      this.decisions.set(
        facts.path,
        decideVersions(facts, wanted, { upgrade: this.upgrade, requiresSdk, hold: this.holds.get(facts.path) }),
      );
    }
  }

  /** The oldest versions that the project has, with the ranges that are raised. */
  private shown(): PackageFacts['shown'] {
    return [...oldestShown(this.facts, new Map([...this.decisions].map(([path, { raised }]) => [path, raised])))];
  }

  private versions(): string {
    const versions = this.facts.map(({ path }) => `${path}=${this.decisions.get(path)?.capabilities.version}`);
    return [...versions, this.shown().join(' ')].join(' ');
  }
}

/** Why a call can be left when no version with what it needs is known. */
const FOR_WANT_OF_A_VERSION: ReadonlySet<string> = new Set([
  'peer-conflict',
  'sdk-too-old',
  'tool-calls',
  'needs-named-tools',
]);

function waitsForVersions({ report }: SitePlan): boolean {
  return report.outcome === 'manual' && FOR_WANT_OF_A_VERSION.has(report.code ?? '');
}

/** A package that does not say its SDK may have that of any other. */
function mayBe(owner: PackageFacts | null, path: string): boolean {
  return owner === null || owner.path === path || !saysCore(owner);
}

/** Where no package.json says a version, and no newer one is assumed than some other of the project has. */
function featuresOfNothing(shown: PackageFacts['shown'], current: Capabilities): SdkFeatures {
  const version = assumedVersion(shown);
  if (version === null) return featuresOf(undefined, undefined, current);
  const capabilities = capabilitiesOf(version, new Map(shown));
  if (capabilities.has('sessions')) return featuresOf(capabilities, undefined, current);
  const refusal = {
    code: 'sdk-too-old',
    message: `no package.json says the version here, and the project has @composio/core ${version}.`,
    hint: 'Raise @composio/core where its version is decided, then run again.',
  } as const;
  return featuresOf(capabilities, new Map([['sessions', refusal]]), current);
}

/** At most this many calls are named in one message. */
const NAMED_CALLS = 8;

function holdFor({ from, what, wayOut, sites }: BrokenCalls, manifest: string): Hold {
  const named = sites.slice(0, NAMED_CALLS).map((site) => `${site.path}:${site.line}`);
  const more = sites.length > named.length ? ` and ${sites.length - named.length} more` : '';
  const message = `It needs a newer ${CORE_PACKAGE} in ${manifest}, and from ${from} on ${what}: that would break calls that stay (${named.join(', ')}${more}).`;
  return { from, refusal: { code: 'raise-breaks-calls', message, hint: `${wayOut}, then run again` } };
}
