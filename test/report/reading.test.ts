import { marked } from 'marked';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/report/diff.js';
import { render } from '../../src/report/index.js';
import { MARKDOWN_LIMIT } from '../../src/report/markdown.js';
import { codeBlock, inlineCode } from '../../src/report/markdownText.js';
import type { FileReport } from '../../src/report/report.js';
import { ACTING, contextOf, counted, HOSTILE_PATH, sampleReport, sampleTexts, site } from './samples.js';

type Element = DefaultTreeAdapterTypes.Element;

/** All elements of a page or fragment of HTML, as a browser reads it. */
function elements(html: string): Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}

const attribute = (element: Element, name: string) => element.attrs.find((each) => each.name === name)?.value;

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** Nothing in the elements can run, load, or lead to another scheme. */
function expectInert(found: Element[], allowed: readonly string[]): void {
  for (const element of found) {
    expect(allowed, textOf(element)).toContain(element.tagName);
    for (const { name, value } of element.attrs) {
      expect(name).not.toMatch(/^on/);
      if (name === 'href' || name === 'src') expect(value).not.toMatch(/^\s*(?:javascript|vbscript|https?):|^\/\//i);
    }
  }
}

const MARKDOWN_ELEMENTS =
  'html head body h1 h2 h3 p strong em code pre table thead tbody tr th td ul ol li a details summary br'.split(' ');

describe('markdown', () => {
  const markdown = (report = sampleReport(), texts = sampleTexts()) => render('markdown', report, contextOf(texts));

  it('has the summary, what differs, the manual sites with links, and the diffs folded', async () => {
    const shown = await markdown();
    expect(shown).toContain('**Would migrate 1 of 5 sites in 1 file; 3 need you, 1 kept on purpose.**');
    expect(shown).toContain('| 5 | 1 | 3 | 1 | 1 | 1 |');
    expect(shown).toContain('| `meta-tools` | 1 |');
    expect(shown).toContain('| [`src/agent.ts:11`](src/agent.ts#L11) | `tools.get` | `no-session-filter` |');
    expect(shown).toMatch(
      /<details><summary><code>src\/agent\.ts<\/code> \(1 site\)<\/summary>\n\n- line 6: `tools\.get` → `session\.tools`; differs: `meta-tools`/,
    );
    expect(shown).toContain("+  const session = await composio.create(userId, { toolkits: ['github'] });");
  });

  it('links to the line in the new text after writing', async () => {
    expect(await markdown(sampleReport('write'))).toContain('| [`src/agent.ts:12`](src/agent.ts#L12) |');
  });

  it('is inert whatever names, messages and diffs contain', async () => {
    const report = sampleReport();
    const evil = '````\n</details><script>alert(1)</script>\n```\n[x](javascript:alert(1)) \u202e\n';
    report.files.push({
      path: '</summary><img src=x>`',
      status: 'changed',
      sites: [],
      notes: [],
      diff: unifiedDiff('a', '', evil),
    });
    const shown = await markdown(report);
    const found = elements(await marked.parse(shown, { gfm: true }));
    expectInert(found, MARKDOWN_ELEMENTS);
    const rows = found.filter((each) => each.tagName === 'tr' && textOf(each).includes('unsupported-body'));
    expect(rows).toHaveLength(1);
    expect(rows[0]!.childNodes.filter((node) => 'tagName' in node)).toHaveLength(5);
    expect(shown).not.toMatch(/(?<!`)@someone/);
    expect(shown).not.toMatch(ACTING);
    const link = found.find((each) => each.tagName === 'a' && attribute(each, 'href')?.includes('img'));
    expect(decodeURIComponent(attribute(link!, 'href')!.replace(/#L2$/, ''))).toBe(HOSTILE_PATH);
  });

  it('stays below the limit of a comment, keeps the important parts and counts the rest', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `const v${index} = '${'x'.repeat(60)}';\n`);
    const files = Array.from({ length: 400 }, (_, index): FileReport => ({
      path: `packages/some-package/src/deep/folder/file-${index}.ts`,
      status: 'changed',
      sites: [
        site({ line: 1, column: 1, api: 'tools.get', outcome: 'migrated' }),
        site({ line: 2, column: 1, api: 'tools.get', outcome: 'manual', message: 'Long. '.repeat(100) }),
        site({ line: 3, column: 1, api: 'tools.get', outcome: 'kept', code: 'ignored', message: 'Kept. '.repeat(50) }),
      ],
      notes: [{ code: 'client-mock', message: 'Note. '.repeat(50) }],
      diff: unifiedDiff('a.ts', lines.join(''), lines.slice(150).join('')),
    }));
    const shown = await markdown(counted({ files, nextSteps: Array.from({ length: 500 }, () => 'npm i '.repeat(40)) }));
    expect(shown.length).toBeLessThan(MARKDOWN_LIMIT);
    expect(shown).toContain('| 1200 | 400 | 400 | 400 | 400 | 0 |');
    expect(shown).toMatch(/… and \d+ more, in the full report\./);
    expect(shown).toMatch(/The diffs of \d+ files? are left out|\d+ more files? left out/);
    expect((shown.match(/<details>/g) ?? []).length).toBe((shown.match(/<\/details>/g) ?? []).length);
    expectInert(elements(await marked.parse(shown, { gfm: true })), MARKDOWN_ELEMENTS);
  });

  it('quotes code that contains backticks', async () => {
    expect(inlineCode('a`b')).toBe('`` a`b ``');
    expect(codeBlock('```\nx', 'ts')).toBe('````ts\n```\nx\n````');
  });
});

describe('prompt', () => {
  const prompt = (report = sampleReport()) => render('prompt', report, contextOf(sampleTexts()));

  it('gives per site the code, the reason, the facts and what to do', async () => {
    const shown = await prompt();
    expect(shown).toMatch(/### \d\. `src\/agent\.ts:11:25` `tools\.get`/);
    expect(shown).toContain('> 11 |   return composio.tools.get(userId, { search: words });');
    expect(shown).toContain('- Reason: The filter has `search`, which sessions do not have.');
    expect(shown).toContain('- Found: The client is `new Composio()` in line 3.');
    expect(shown).toContain('- To do: Name the toolkits that the search was meant to find.');
  });

  it('gives the rule of each code once, with its before and after', async () => {
    const report = sampleReport();
    report.files[2]!.sites.push({ ...report.files[2]!.sites[0]!, line: 1 });
    const shown = await prompt(report);
    expect(shown.match(/^## `toolkit-unknown` \(2 sites\)$/gm)).toHaveLength(1);
    expect(shown.match(/Before:\n\n```ts\nreturn composio\.connectedAccounts\.link/g)).toHaveLength(1);
  });

  it('says how to check the result', async () => {
    expect(await prompt()).toContain('npx composio-to-sessions --check');
  });

  it('says so when nothing is left', async () => {
    const shown = await prompt(counted({}));
    expect(shown).toContain('No site is left for you.');
    expect(shown).not.toContain('How to check');
  });

  it('is inert, and code cannot leave its block', async () => {
    const found = elements(await marked.parse(await prompt(), { gfm: true }));
    expectInert(found, MARKDOWN_ELEMENTS);
    expect(await prompt()).not.toMatch(ACTING);
  });
});

describe('html', () => {
  const html = (report = sampleReport(), texts = sampleTexts()) => render('html', report, contextOf(texts));
  const PAGE_ELEMENTS = (
    'html head meta title link style body header h1 h2 h3 h4 p dl div dt dd colgroup col form input select option button span kbd ' +
    'output nav ul ol li a bdi details summary main section article code strong table thead tbody tr th td script'
  ).split(' ');

  it('is inert: every name and source text is text', async () => {
    const page = await html();
    const found = elements(page);
    expectInert(found, PAGE_ELEMENTS);
    expect(found.filter((each) => each.tagName === 'script')).toHaveLength(1);
    const shown = found.find((each) => attribute(each, 'data-path') === HOSTILE_PATH.replace('\u202e', '\\u{202e}'));
    expect(textOf(shown!)).toContain("// </script><script>alert('xss')</script> \\u{1b}[31mred");
    expect(page).not.toMatch(ACTING);
  });

  it('needs no network: a policy allows its own style and script and nothing else', async () => {
    const found = elements(await html());
    const policy = attribute(
      found.find((each) => attribute(each, 'http-equiv') === 'Content-Security-Policy')!,
      'content',
    );
    const hash = (tag: string) => {
      const text = textOf(found.find((each) => each.tagName === tag)!);
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src ${hash('style')}`);
    expect(policy).toContain(`script-src ${hash('script')}`);
    expect(found.some((each) => attribute(each, 'style') !== undefined)).toBe(false);
    const style = textOf(found.find((each) => each.tagName === 'style')!);
    expect(style).not.toMatch(/url\(|@import/);
    expect(style).toMatch(/prefers-color-scheme: dark/);
    expect(style).toMatch(/@media print/);
  });

  it('shows diffs side by side and links each manual site to its line', async () => {
    const found = elements(await html());
    const ids = new Set(found.map((each) => attribute(each, 'id')));
    const links = found.filter((each) => each.tagName === 'a').map((each) => attribute(each, 'href')!);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(ids).toContain(link.slice(1));
    expect(links).toContain('#f0-L11');
    const added = found.filter((each) => attribute(each, 'class') === 'add').map(textOf);
    expect(added).toEqual([
      "  const session = await composio.create(userId, { toolkits: ['github'] });",
      '  const tools = await session.tools();',
    ]);
    const removed = found.filter((each) => attribute(each, 'class') === 'del').map(textOf);
    expect(removed).toEqual(["  const tools = await composio.tools.get(userId, { toolkits: ['GITHUB'] });"]);
  });

  it('has unique ids, a filter entry for each outcome, transform and code, and all sites', async () => {
    const found = elements(await html());
    const ids = found.map((each) => attribute(each, 'id')).filter((id) => id !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    expect(found.filter((each) => each.tagName === 'article')).toHaveLength(5);
    const options = found.filter((each) => each.tagName === 'option').map((each) => attribute(each, 'value'));
    expect(options).toEqual(
      expect.arrayContaining([
        'migrated',
        'manual',
        'kept',
        'tools-get',
        'connected-accounts',
        'toolkit-unknown',
        'meta-tools',
      ]),
    );
  });

  it('shows the same rows from the diff alone', async () => {
    const cells = (page: string, kind: string) =>
      elements(page)
        .filter((each) => attribute(each, 'class') === kind)
        .map(textOf);
    const withTexts = await html();
    const without = await html(sampleReport(), new Map());
    for (const kind of ['add', 'del']) expect(cells(without, kind)).toEqual(cells(withTexts, kind));
  });

  it('numbers the lines of both sides rightly behind several changes', async () => {
    const before = Array.from({ length: 60 }, (_, index) => `line ${index + 1}\n`);
    const after = [...before];
    after.splice(40, 1);
    after.splice(10, 1, 'new a\n', 'new b\n', 'new c\n');
    const files: FileReport[] = [{ path: 'a.txt', status: 'changed', sites: [], notes: [], diff: 'x' }];
    const page = await html(
      counted({ files }),
      new Map([['a.txt', { before: before.join(''), after: after.join('') }]]),
    );
    const rows = elements(page)
      .filter((each) => each.tagName === 'tr')
      .map((row) => row.childNodes.map(textOf));
    expect(rows.filter((row) => row.length === 4).map((row) => row.join('|'))).toEqual([
      '8|line 8|8|line 8',
      '9|line 9|9|line 9',
      '10|line 10|10|line 10',
      '11|line 11|11|new a',
      '||12|new b',
      '||13|new c',
      '12|line 12|14|line 12',
      '13|line 13|15|line 13',
      '14|line 14|16|line 14',
      '38|line 38|40|line 38',
      '39|line 39|41|line 39',
      '40|line 40|42|line 40',
      '41|line 41||',
      '42|line 42|43|line 42',
      '43|line 43|44|line 43',
      '44|line 44|45|line 44',
    ]);
  });

  it('colours Python by its own rules', async () => {
    const text = '# a // b\nx = """t\n# "s" """ if y else \'z\'  # c\n';
    const sites = [site({ line: 2, column: 1, api: 'tools.get', outcome: 'manual' })];
    const files: FileReport[] = [{ path: 'a.py', status: 'unchanged', sites, notes: [] }];
    const page = await html(counted({ files }), new Map([['a.py', { before: text, after: text }]]));
    expect(page).toContain('<span class="c"># a // b</span>');
    expect(page).toContain('x = <span class="s">&quot;&quot;&quot;t</span>');
    expect(page).toContain('<span class="s"># &quot;s&quot; &quot;&quot;&quot;</span> <span class="k">if</span> y');
    expect(page).toContain('<span class="s">&#39;z&#39;</span>  <span class="c"># c</span>');
  });

  it('colours keywords, strings and comments, over several lines too', async () => {
    const text = '/* a\nb */ const x = `t\n${1}`; // "no string"\n';
    const files: FileReport[] = [
      {
        path: 'a.ts',
        status: 'unchanged',
        sites: [site({ line: 2, column: 1, api: 'tools.get', outcome: 'manual' })],
        notes: [],
      },
    ];
    const page = await html(counted({ files }), new Map([['a.ts', { before: text, after: text }]]));
    expect(page).toContain('<span class="c">/* a</span>');
    expect(page).toContain('<span class="c">b */</span> <span class="k">const</span> x = <span class="s">`t</span>');
    expect(page).toContain('<span class="s">${1}`</span>; <span class="c">// &quot;no string&quot;</span>');
  });
});
