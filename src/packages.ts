/** The packages of a run: what SDK each has or gets, and what its package.json must say for that. */
import { applyEdits } from './edit/apply.js';
import type { Edit } from './edit/edit.js';
import type { ConstructionFact, FileFacts } from './analyze/facts.js';
import {
  decideVersions,
  installCommand,
  packageOf,
  readPackages,
  type PackageFacts,
  type PackageManagerName,
  type TextFile,
  type VersionDecision,
} from './manifest/index.js';
import { capabilitiesUsed, capabilitiesWanted } from './plan/capabilities.js';
import type { SdkFeatures } from './plan/context.js';
import { featuresOf } from './plan/features.js';
import type { Plan } from './plan/plan.js';
import type { ReportNote } from './report/report.js';
import type { Capability } from './sdk/capabilities.js';

export interface ManifestChange {
  path: string;
  before: string;
  after: string;
  edits: Edit[];
}

/** What was read of a project: see `readPackages`. */
export interface ReadForPackages {
  manifests: readonly TextFile[];
  extras: readonly TextFile[];
  /** Absolute, forward slashes. */
  root: string;
}

export class Packages {
  private readonly facts: PackageFacts[];
  private readonly decisions = new Map<string, VersionDecision>();
  /** What was said when everything was asked for: the reasons hold, however little is used in the end. */
  private first: ReadonlyMap<string, VersionDecision> = new Map();
  private readonly features = new Map<string, SdkFeatures>();
  /** Folder of a file → its package: files are many, and asked about often. */
  private readonly owners = new Map<string, PackageFacts | null>();
  private readonly constructions = new Map<string, ConstructionFact>();

  constructor(
    private readonly files: ReadonlyMap<string, FileFacts>,
    project: ReadForPackages,
    private readonly upgrade: boolean,
  ) {
    this.facts = readPackages(project.manifests, project.extras, project.root);
    for (const file of files.values()) for (const one of file.constructions) this.constructions.set(one.id, one);
    this.decide(this.needs((file) => capabilitiesWanted(file, this.constructions)));
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

  featuresOf(path: string): SdkFeatures {
    const key = this.ownerOf(path)?.path ?? '';
    let features = this.features.get(key);
    if (!features) {
      const decision = this.decisions.get(key);
      features = decision ? featuresOf(decision.capabilities, (this.first.get(key) ?? decision).unmet) : featuresOf();
      this.features.set(key, features);
    }
    return features;
  }

  /** The SDK types that count in a file: those of `node_modules` where they are of the version that it is written for. */
  sdkOf(path: string): 'installed' | 'described' {
    const owner = this.ownerOf(path);
    if (!owner || owner.installedCore === null || owner.lockedIn !== null) return 'described';
    const decision = this.decisions.get(owner.path);
    const fits = !decision || (decision.edits.length === 0 && decision.capabilities.version === owner.installedCore);
    return fits ? 'installed' : 'described';
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
    this.decide(
      this.needs((file) => {
        const filePlan = plan.files.get(file.path);
        return filePlan ? capabilitiesUsed(filePlan, file, this.constructions) : new Set();
      }),
    );
    return this.versions() !== before;
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
    return [...this.decisions.values()].flatMap(({ path, notes, assumptions }) => [
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

  private needs(of: (file: FileFacts) => Set<Capability>): Map<string, Set<Capability>> {
    const needs = new Map<string, Set<Capability>>();
    for (const file of this.files.values()) {
      const owner = this.ownerOf(file.path);
      if (!owner) continue;
      const known = needs.get(owner.path) ?? new Set();
      for (const capability of of(file)) known.add(capability);
      needs.set(owner.path, known);
    }
    return needs;
  }

  private decide(needs: ReadonlyMap<string, Set<Capability>>): void {
    this.decisions.clear();
    this.features.clear();
    for (const facts of this.facts) {
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
      this.decisions.set(facts.path, decideVersions(facts, wanted, { upgrade: this.upgrade, requiresSdk }));
    }
  }

  private versions(): string {
    return this.facts.map((facts) => `${facts.path}=${this.decisions.get(facts.path)?.capabilities.version}`).join(' ');
  }
}
