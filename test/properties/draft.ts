/** A program while it is put together: what its pieces need from each other. */

/** What a direct call permits: the session that takes its place may permit no more. */
export type Limit =
  | { kind: 'toolkits'; values: readonly string[] }
  | { kind: 'tools'; values: readonly string[] }
  /** Known when it runs: the config must hold this expression. */
  | { kind: 'text'; text: string }
  /** Runs one of these tools itself. */
  | { kind: 'slugs'; values: readonly string[] }
  /** Links an account of this toolkit; null: known when it runs. */
  | { kind: 'link'; toolkit: string | null }
  /** Makes no session of its own. */
  | { kind: 'none' };

export interface SiteModel {
  api: string;
  limit: Limit;
}

/** How an exported function of the program is run. */
export interface Driver {
  name: string;
  how: 'call' | 'method' | 'client' | 'generator' | 'module';
  /** Requests are under way at the same time, so that their order among themselves says nothing. */
  concurrent: boolean;
}

export class Draft {
  readonly sites: SiteModel[] = [];
  readonly drivers: Driver[] = [];
  /** Declarations at the top of the file, each once. */
  readonly declarations = new Set<string>();
  /** What is imported from the file with the helpers. */
  readonly helpers = new Set<string>();
  /** Something changes while requests are under way. */
  mutable = false;
  private count = 0;
  private readonly taken = new Set<string>();

  /** The mark that stands before the name of the site's method. */
  site(api: string, limit: Limit): string {
    this.sites.push({ api, limit });
    return `⟦${this.sites.length - 1}⟧`;
  }

  helper(name: string): string {
    this.helpers.add(name);
    return name;
  }

  /** A name that nothing else in the program has. */
  name(stem: string): string {
    this.count += 1;
    return `${stem}${this.count}`;
  }

  /** Takes a name that must be just so; false when the program has it already. */
  takes(name: string): boolean {
    if (this.taken.has(name)) return false;
    this.taken.add(name);
    return true;
  }

  emit(...values: string[]): string {
    return `${this.helper('emit')}(${values.join(', ')})`;
  }

  /** A value that leaves a trace each time it is evaluated. */
  noted(label: string, value: string): string {
    return `${this.helper('note')}('${label}', ${value})`;
  }

  /** Bindings that other code writes while a request is under way. */
  changing(property: string): string {
    this.mutable = true;
    this.declarations.add(
      `const state = { user: 'first', repo: 'first', url: 'first', kit: 'GITHUB', config: 'ac_github_1', slug: 'GMAIL_SEND_EMAIL', account: 'ca_1' };`,
    );
    this.declarations.add(
      `export function settle()«: void» {\n  state.user = 'first';\n  state.repo = 'first';\n  state.url = 'first';\n  state.kit = 'GITHUB';\n  state.config = 'ac_github_1';\n  state.slug = 'GMAIL_SEND_EMAIL';\n  state.account = 'ca_1';\n}`,
    );
    this.declarations.add(
      `export function change()«: void» {\n  state.user = 'second';\n  state.repo = 'second';\n  state.url = 'second';\n  state.kit = 'SLACK';\n  state.config = 'ac_slack_2';\n  state.slug = 'SLACK_SEND_MESSAGE';\n  state.account = 'ca_2';\n}`,
    );
    return `state.${property}`;
  }
}
