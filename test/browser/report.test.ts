import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ensureBuilt, folderWith, run } from '../cli/command.js';
import { HOSTILE_PATH, PROJECT } from '../formats/project.js';
import * as inPage from './inPage.mjs';
import { findChromium, openWatched, startChromium, type Browser, type Watched } from './chromium.js';

/** The HTML report of the real command, in a real browser. */

const chromium = findChromium();
const inCi = process.env.CI !== undefined && !['', '0', 'false'].includes(process.env.CI);

if (chromium === undefined && !inCi) {
  console.warn(
    'test/browser/report.test.ts is skipped: no Chromium found. Install it (Debian: apt-get install chromium) or name one in CHROMIUM.',
  );
}

const visible = (page: Page, selector: string) => page.locator(`${selector}:visible`);
const focused = (page: Page) => page.evaluate(inPage.focusedId);
const pathsOf = (page: Page) => visible(page, '.file').evaluateAll(inPage.pathsOf);

it.runIf(inCi)('Chromium is there, where everything has to be shown (CI)', () => {
  expect(chromium, 'Chromium is missing: apt-get install chromium').toBeDefined();
});

describe.skipIf(chromium === undefined)('the HTML report in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser;
  let url: string;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    await ensureBuilt();
    const folder = await folderWith(PROJECT);
    const ran = await run(['--dry-run', '--format', 'html', '-o', 'report.html'], { cwd: folder });
    expect([ran.code, ran.stderr]).toEqual([3, '']);
    url = pathToFileURL(path.join(folder, 'report.html')).href;
    browser = await startChromium(chromium!);
  }, 180_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    watched = await openWatched(browser.context, url);
    page = watched.page;
  });
  // Whatever a test does with the page: it is silent, asks for nothing, and nothing of the project runs.
  afterEach(async () => {
    const injected = await page.evaluate(inPage.hasGlobal, 'injected');
    await page.evaluate(inPage.clearStorage);
    await page.close();
    expect({ ...watched, page: undefined, injected }).toEqual({
      page: undefined,
      complaints: [],
      requests: [],
      leftThePage: [],
      actions: [],
      injected: false,
    });
  });

  it('shows the summary, the tree, the manual sites and the diff', async () => {
    await expect(page.title()).resolves.toBe('Composio sessions: migration report');
    expect(await page.locator('.headline').innerText()).toBe(
      'Would migrate 1 of 5 sites in 1 file; 3 need you, 1 kept on purpose.',
    );
    expect(await page.locator('header .error').innerText()).toBe('1 file failed; it is as it was.');
    const numbers = await page.locator('dl > div').evaluateAll((all) => all.map((each) => each.textContent));
    expect(numbers).toEqual(expect.arrayContaining(['sites5', 'migrated1', 'need you3', 'kept1', 'files failed1']));
    expect(await page.locator('nav a').allInnerTexts()).toContain('agent.ts');
    expect(await visible(page, '.site').count()).toBe(5);
    expect(await page.locator('#shown').innerText()).toBe('5 sites in 5 files');
    const agent = page.locator('.file[data-path="src/agent.ts"]');
    expect(await agent.locator('td.del').allInnerTexts()).toEqual([
      "  const tools = await composio.tools.get(userId, { toolkits: ['GITHUB'] });",
    ]);
    expect(await agent.locator('td.add').allInnerTexts()).toEqual([
      "  const session = await composio.create(userId, { toolkits: ['github'] });",
      '  const tools = await session.tools();',
    ]);
    const [before, after] = await Promise.all(
      ['.del', '.add'].map((side) => agent.locator(side).first().boundingBox()),
    );
    expect(after!.y).toBe(before!.y);
    expect(after!.x).toBeGreaterThanOrEqual(before!.x + before!.width);
  });

  it('leads from a site to its line, and the bar at the top does not cover it', async () => {
    const site = page.locator('.file[data-path="src/connect.ts"] .site');
    await site.locator('a').click();
    const line = page.locator('td.ln:target');
    expect(await line.innerText()).toBe('3');
    const [bar, box] = await Promise.all([page.locator('#controls').boundingBox(), line.boundingBox()]);
    expect(box!.y).toBeGreaterThanOrEqual(bar!.y + bar!.height);
    expect(box!.y + box!.height).toBeLessThanOrEqual(900);
  });

  it('filters by outcome, transform and code, also together, in the tree as well', async () => {
    await page.selectOption('#outcome', 'migrated');
    expect(await visible(page, '.site').count()).toBe(1);
    expect(await pathsOf(page)).toEqual(['src/agent.ts']);
    expect(await visible(page, 'nav a').allInnerTexts()).toEqual(['agent.ts']);
    await page.selectOption('#outcome', 'manual');
    expect(await visible(page, '.site.manual').count()).toBe(3);
    expect(await visible(page, '.site').count()).toBe(3);
    await page.selectOption('#transform', 'connected-accounts');
    expect(await pathsOf(page)).toEqual(['src/connect.ts']);
    await page.selectOption('#outcome', 'kept');
    expect(await visible(page, '.site').count()).toBe(0);
    expect(await page.locator('#empty').isVisible()).toBe(true);
    await page.selectOption('#transform', '');
    expect(await pathsOf(page)).toEqual(['src/keep.ts']);
    await page.selectOption('#outcome', '');
    await page.selectOption('#code', 'toolkit-unknown');
    expect(await pathsOf(page)).toEqual(['src/connect.ts']);
    await page.selectOption('#code', 'meta-tools');
    expect(await pathsOf(page)).toEqual(['src/agent.ts']);
    expect(await page.locator('#shown').innerText()).toBe('1 site in 1 file');
  });

  it('searches paths, messages and code, in any case and with several words', async () => {
    await page.fill('#search', 'KEEP.ts');
    expect(await pathsOf(page)).toEqual(['src/keep.ts']);
    await page.fill('#search', 'CONNECT.ts');
    expect(await pathsOf(page)).toEqual(['src/connect.ts']);
    await page.fill('#search', 'limited search');
    expect(await pathsOf(page)).toEqual(['src/agent.ts']);
    expect(await visible(page, '.site').count()).toBe(1);
    await page.fill('#search', 'textarea');
    expect(await pathsOf(page)).toHaveLength(1);
    await page.fill('#search', 'parse-error');
    expect(await pathsOf(page)).toEqual(['src/broken.ts']);
    await page.fill('#search', 'nothing has this');
    expect(await page.locator('#empty').innerText()).toBe('Nothing matches these filters.');
    await page.press('#search', 'Enter');
    expect(page.url()).toBe(url);
  });

  it('is used by keys alone', async () => {
    await page.keyboard.press('/');
    expect(await focused(page)).toBe('search');
    await page.keyboard.type('connect jk/');
    expect(await page.inputValue('#search')).toBe('connect jk/');
    await page.keyboard.press('Escape');
    expect([await page.inputValue('#search'), await focused(page)]).toEqual(['', '']);
    expect(await visible(page, '.site').count()).toBe(5);

    const ids = await page.locator('.site').evaluateAll((sites) => sites.map((site) => site.id));
    for (const id of ids) {
      await page.keyboard.press('j');
      expect(await focused(page)).toBe(id);
      const [bar, site] = await Promise.all([
        page.locator('#controls').boundingBox(),
        page.locator(`#${id}`).boundingBox(),
      ]);
      expect(site!.y).toBeGreaterThanOrEqual(bar!.y + bar!.height);
    }
    await page.keyboard.press('j');
    expect(await focused(page)).toBe(ids.at(-1));
    await page.keyboard.press('k');
    expect(await focused(page)).toBe(ids.at(-2));
    expect(await page.locator('.current').count()).toBe(1);

    await page.keyboard.press('Escape');
    await page.selectOption('#outcome', 'migrated');
    await page.locator('nav a:visible').first().focus();
    await page.keyboard.press('j');
    expect(await focused(page)).toBe(await page.locator('.site.migrated').getAttribute('id'));
    await page.keyboard.press('Escape');

    const files = await page.locator('.file').evaluateAll((all) => all.map((file) => file.id));
    await page.keyboard.press('ArrowRight');
    expect(files).toContain(await focused(page));
    await page.locator('nav a').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(inPage.focusedText)).toBe(await page.locator('nav a').nth(1).innerText());
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#f');
  });

  it('shows hostile names and source as text: no element, no script, no handler of theirs', async () => {
    const own = await page.evaluate(inPage.contents);
    expect(own).toMatchObject({ scripts: 1, foreign: 0, acting: 0 });
    expect(own.paths).toContain(HOSTILE_PATH);
    expect(own.text).toContain(HOSTILE_PATH);
    expect(own.text).toContain('</script><script>window.injected = 1</script>');
    expect(own.text).toContain('\\u{202e}evil');
    expect(own.text).not.toContain('\u202e');
  });

  it('could not run a script or ask for anything even if something got in: the policy holds', async () => {
    await page.evaluate(inPage.breakIn);
    await expect
      .poll(() => watched.complaints.filter((each) => /Content Security Policy/.test(each)).length)
      .toBeGreaterThan(2);
    expect(await page.evaluate(inPage.hasGlobal, 'ran')).toBe(false);
    expect(watched.leftThePage).toEqual([]);
    // The browser tells of the attempt, and that it was stopped.
    watched.complaints.length = 0;
    watched.requests.length = 0;
  });

  it('has a light and a dark form, by the system and by its button, and remembers the choice', async () => {
    const shot = () => page.screenshot({ animations: 'disabled' });
    const back = async () => (await page.evaluate(inPage.bodyColors)).backgroundColor;
    await page.emulateMedia({ colorScheme: 'light' });
    const light = [await shot(), await back()] as const;
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = [await shot(), await back()] as const;
    expect([light[1], dark[1]]).toEqual(['rgb(255, 255, 255)', 'rgb(13, 17, 23)']);
    expect(light[0].equals(dark[0])).toBe(false);
    await page.click('#theme');
    expect(await back()).toBe(light[1]);
    await page.reload();
    expect(await back()).toBe(light[1]);
    await page.click('#theme');
    expect(await back()).toBe(dark[1]);
  });

  it('can be read in both forms: every text stands out from what is behind it (WCAG AA)', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const faint = await page.evaluate(inPage.textsFainterThan, 4.5);
      expect(faint, colorScheme).toEqual([]);
    }
  });

  it('prints black on white without its controls, in whatever form it is shown, with all code', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate(inPage.setTheme, 'dark' as const);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const colors = await page.evaluate(inPage.bodyColors);
    expect(colors).toEqual({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' });
    for (const selector of ['#controls', 'nav']) expect(await page.locator(selector).isVisible()).toBe(false);
    expect(await visible(page, '.site').count()).toBe(5);
    expect(await visible(page, 'td.add').count()).toBe(2);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('fits a phone: nothing sticks out, and a change stands below what it replaces', async () => {
    await page.setViewportSize({ width: 380, height: 800 });
    const wide = await page.evaluate(inPage.widths);
    expect(wide[0]).toBe(wide[1]);
    const [before, first, second] = await Promise.all(
      [page.locator('.del').first(), page.locator('.add').first(), page.locator('.add').nth(1)].map((cell) =>
        cell.boundingBox(),
      ),
    );
    expect(first!.y).toBeGreaterThanOrEqual(before!.y + before!.height - 1);
    expect(second!.y).toBeGreaterThanOrEqual(first!.y + first!.height - 1);
    for (const box of [before, first, second]) expect(box!.x + box!.width).toBeLessThanOrEqual(380);
  });

  it('reads without scripts', async () => {
    const context = await browser.context.browser()!.newContext({ javaScriptEnabled: false });
    const still = await context.newPage();
    await still.goto(url);
    expect(await still.locator('.site:visible').count()).toBe(5);
    expect(await still.locator('.file:visible').count()).toBe(5);
    await context.close();
  });
});
