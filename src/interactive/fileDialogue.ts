/** The dialogue about one file: whole, or change by change. */
import { applyEdits } from '../edit/apply.js';
import { unusedAfter } from '../edit/unused.js';
import type { FileChange } from '../pipeline-types.js';
import type { SitePlan } from '../plan/plan.js';
import { truncate, wrap } from '../report/layout.js';
import type { FileReport } from '../report/report.js';
import { visibleLine } from '../report/safeText.js';
import type { WriteResult } from '../write/index.js';
import { groupsOf, textWith, type ChangeGroup } from './changes.js';
import { NOT_REACHED, SKIPPED, type Decisions } from './decisions.js';
import { CHANGE_KEYS, FILE_KEYS, helpLines, type Key } from './help.js';
import { EndOfInput, type Terminal } from './terminal.js';
import { diffLines, fileLines, groupLines, type Look } from './view.js';

/** The user has had enough: what was accepted stays. */
export class Quit extends Error {}

export type WriteFile = (change: FileChange) => Promise<WriteResult>;

/** What is done with the files that come, once the user has said so. */
type Standing = 'ask' | 'apply' | 'skip';

export class FileDialogue {
  standing: Standing = 'ask';

  constructor(
    private readonly terminal: Terminal,
    private readonly decisions: Decisions,
    private readonly writeFile: WriteFile,
  ) {}

  /**
   * Asks about a file and does what is answered.
   *
   * @param position `1 of 3`
   * @throws Quit, EndOfInput, Interrupted
   */
  async about(path: string, position: string): Promise<void> {
    const { decisions } = this;
    const planned = decisions.current.changes.find((change) => change.path === path);
    if (!planned) return this.tellWithdrawn(path);
    const earlier = decisions.fileOf(path);
    // The second time round only what was held back is new.
    const change = earlier ? { ...planned, before: earlier.change.after } : planned;
    const groups = groupsOf(planned, decisions.planOf(path)).filter((group) => !earlier || group.removesVersions);
    if (groups.length === 0) return this.tellWithdrawn(path);
    const sites = groups.flatMap((group) => group.sites);
    const steps = groups.length > 1 && !earlier;
    const reports = new Set(sites.map((site) => site.report));
    const report = decisions.reportOf(path);
    const shown = earlier && report ? { ...report, sites: report.sites.filter((site) => reports.has(site)) } : report;
    const key = await this.answerFor(change, shown, `file ${position}`, steps);
    if (key === 'q') throw new Quit();
    if (key === 'a') this.standing = 'apply';
    if (key === 'd') this.standing = 'skip';
    if (key === 's') return this.stepwise(change, groups);
    if (key === 'y' || key === 'a') return this.write(change);
    decisions.decline(sites, SKIPPED);
    this.tell('dim', '–', `skipped ${path}`);
  }

  private async answerFor(
    change: FileChange,
    file: FileReport | undefined,
    position: string,
    steps: boolean,
  ): Promise<string> {
    if (this.standing !== 'ask') return this.standing === 'apply' ? 'y' : 'n';
    const keys = FILE_KEYS.filter((each) => steps || each.key !== 's');
    return this.ask('Apply these changes?', keys, (look) => fileLines(change, file, position, look));
  }

  private async stepwise(change: FileChange, groups: readonly ChangeGroup[]): Promise<void> {
    const accepted: ChangeGroup[] = [];
    const skipped: SitePlan[] = [];
    let standing: Standing = 'ask';
    let left: Quit | EndOfInput | undefined;
    for (const [index, group] of groups.entries()) {
      if (left) {
        this.decisions.decline(group.sites, NOT_REACHED);
        continue;
      }
      if (group.removesVersions && this.isNeeded(group, skipped)) continue;
      try {
        const position = `change ${index + 1} of ${groups.length}`;
        const key: string = standing === 'ask' ? await this.answerForGroup(change, group, position) : standing;
        if (key === 'q') throw new Quit();
        if (key === 'a') standing = 'apply';
        if (key === 'd') standing = 'skip';
        if (['y', 'a', 'apply'].includes(key)) accepted.push(group);
        else skipped.push(...group.sites);
      } catch (error) {
        if (!(error instanceof Quit || error instanceof EndOfInput)) throw error;
        left = error;
        this.decisions.decline(group.sites, NOT_REACHED);
      }
    }
    this.decisions.decline(skipped, SKIPPED);
    await this.writeAccepted(change, accepted, groups.length);
    if (left) throw left;
  }

  private answerForGroup(change: FileChange, group: ChangeGroup, position: string): Promise<string> {
    const after = textWith(change, group);
    return this.ask('Apply this change?', CHANGE_KEYS, (look) => groupLines(change, group, after, position, look));
  }

  /** Calls that stay read the versions: they cannot go, and there is nothing to ask. */
  private isNeeded(group: ChangeGroup, skipped: readonly SitePlan[]): boolean {
    if (skipped.length === 0 && !this.decisions.hasDeclined) return false;
    const ids = new Set(group.sites.map((site) => site.id));
    const reports = [...this.decisions.without(skipped).plan.files.values()]
      .flatMap((file) => file.sites)
      .filter((site) => ids.has(site.id) && !site.action);
    for (const { report } of reports) this.tell('yellow', '!', `${report.api} stays: ${report.message ?? ''}`);
    return reports.length > 0;
  }

  /** Plans the file again with what was accepted alone, so that the text is right by itself. */
  private async writeAccepted(change: FileChange, accepted: readonly ChangeGroup[], all: number): Promise<void> {
    const { path } = change;
    if (accepted.length === all) return this.write(change);
    if (accepted.length === 0) return this.tell('dim', '–', `skipped ${path}`);
    const planned = this.decisions.current.changes.find((one) => one.path === path);
    const sites = new Map(this.decisions.planOf(path)?.sites.map((site) => [site.id, site]));
    for (const { id } of accepted.flatMap((group) => group.sites)) {
      const site = sites.get(id);
      if (!site || site.action) continue;
      this.tell(
        'yellow',
        '!',
        `${site.report.api} in line ${site.report.line} stays too: ${site.report.message ?? ''}`,
      );
    }
    if (!planned) return this.tell('dim', '–', `nothing left to write in ${path}`);
    if (planned.after !== joined(change, accepted)) {
      const { columns, style } = this.terminal;
      this.tell('yellow', '!', 'Without the skipped changes the file becomes:');
      this.terminal.print(...diffLines(planned.before, planned.after, { columns, style }));
    }
    await this.write(planned);
  }

  async write(change: FileChange): Promise<void> {
    const result = await this.writeFile(change);
    this.decisions.note(change, result);
    if (result.status === 'written') this.tell('green', '✔', `written ${change.path}`);
    else this.tell('red', '✘', `${change.path}: ${result.status === 'failed' ? result.message : 'stopped'}`);
  }

  private tellWithdrawn(path: string): void {
    for (const { report } of this.decisions.planOf(path)?.sites ?? []) {
      if (report.api !== 'toolkitVersions' || report.outcome !== 'manual') continue;
      this.tell('yellow', '!', `${report.api} in ${path} stays: ${report.message ?? ''}`);
    }
  }

  /** Shows lines by the page, then asks; the help comes as often as it is wanted. */
  async ask(message: string, keys: readonly Key[], lines: (look: Look) => string[]): Promise<string> {
    const { terminal } = this;
    const answers = new Set(keys.map((each) => each.key));
    let key = await terminal.page(lines({ columns: terminal.columns, style: terminal.style }), answers);
    for (;;) {
      key ??= await terminal.choose(message, keys);
      if (key !== '?') return key;
      terminal.print(...helpLines(keys).flatMap((line) => wrap(line, terminal.columns - 1, '     ', '  ')), '');
      key = undefined;
    }
  }

  tell(color: 'green' | 'yellow' | 'red' | 'dim', sign: string, text: string): void {
    const { columns, style } = this.terminal;
    const lines = wrap(visibleLine(text), columns - 1, '  ', `${sign} `);
    this.terminal.print(...lines.map((line) => style[color](truncate(line, columns - 1))));
  }
}

/** The text with the accepted edits and nothing else changed. */
function joined(change: FileChange, accepted: readonly ChangeGroup[]): string {
  const groups = new Set(accepted.map((group) => group.group));
  const edits = change.edits.filter((edit) => groups.has(edit.group));
  return applyEdits(change.before, [...edits, ...unusedAfter(change.path, change.before, edits)]);
}
