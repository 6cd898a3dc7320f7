import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromiumPath as path, launchChromium } from './chromium.ts';

const isStrict = process.env.CI === '1' || process.env.CI === 'true';

export interface TestBrowser {
  /** A page in a window of its own, closed after the test. What goes wrong in it is kept in `problems`. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** The same page for all tests, in one window: for tests that leave nothing behind. */
  openOnce(options?: BrowserContextOptions): Promise<Page>;
  /** Errors of scripts and the console since the test began, without those about replies that are no pages of ours. */
  problems: string[];
}

/** `describe` with a browser. Without Chromium it fails in CI, and says elsewhere loudly that nothing was tested. */
export function describeInBrowser(name: string, tests: (browser: TestBrowser) => void): void {
  if (existsSync(path)) {
    // A browser shares the machine with the other tests.
    jest.setTimeout(60_000);
    describe(name, () => tests(startBrowser()));
    return;
  }
  const message = `THE WIKI WAS NOT TESTED IN A BROWSER: there is no Chromium at ${path}. Install it (apt-get install chromium), or set CHROMIUM_PATH.`;
  if (isStrict) throw new Error(message);
  process.stderr.write(`\n${'='.repeat(80)}\n${message}\n${'='.repeat(80)}\n\n`);
  const refuse = () => Promise.reject(new Error(message));
  describe.skip(name, () => tests({ open: refuse, openOnce: refuse, problems: [] }));
}

function startBrowser(): TestBrowser {
  let browser: Browser;
  const problems: string[] = [];
  const pages: Page[] = [];
  let kept: Promise<Page> | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    problems.length = 0;
  });
  afterAll(() => browser.close());
  const openPage = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      // The console reports every reply of 400 and above; pages that are not there are tested too.
      if (!message.text().startsWith('Failed to load resource')) problems.push(message.text());
    });
    return page;
  };
  return {
    problems,
    async open(options) {
      const page = await openPage(options);
      pages.push(page);
      return page;
    },
    openOnce: (options) => (kept ??= openPage(options)),
  };
}
