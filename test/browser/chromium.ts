import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

/** Where browsers lie on Debian, Ubuntu and macOS; `CHROMIUM` names another one. */
export function findChromium(): string | undefined {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return places.find((place) => place !== undefined && place !== '' && existsSync(place));
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Browser {
  context: BrowserContext;
  close(): Promise<void>;
}

/** Headless, with a profile of its own that is empty and removed afterwards. */
export async function startChromium(executablePath: string): Promise<Browser> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'composio-to-sessions-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: FLAGS,
    viewport: { width: 1280, height: 900 },
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What a page did that it must not do. */
export interface Watched {
  page: Page;
  /** Errors and warnings of the console, errors of scripts, and what the security policy blocked. */
  complaints: string[];
  /** Requests for anything but the page's own file, also such that the page's policy stopped. */
  requests: string[];
  /** Those that nothing in the page stopped. */
  leftThePage: string[];
  /** Dialogs, new windows, downloads. */
  actions: string[];
}

/** Opens a file and watches everything it does from the first moment on; requests for other things are refused. */
export async function openWatched(context: BrowserContext, url: string): Promise<Watched> {
  const page = await context.newPage();
  const watched: Watched = { page, complaints: [], requests: [], leftThePage: [], actions: [] };
  page.on('console', (message) => void watched.complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => void watched.complaints.push(error.message));
  page.on('dialog', (dialog) => {
    watched.actions.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', () => void watched.actions.push('popup'));
  page.on('download', () => void watched.actions.push('download'));
  // A listener beside the route: what never reaches the route (prefetches, say) counts too.
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url && !request.url().startsWith('data:')) watched.requests.push(request.url());
  });
  await page.route('**/*', (route) => {
    if (route.request().url().split('#')[0] === url) return route.continue();
    watched.leftThePage.push(route.request().url());
    return route.abort();
  });
  await page.goto(url);
  return watched;
}
