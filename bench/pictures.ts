import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { adminPlaces, placePath } from '../wiki-server/parts/admin-side.tsx';
import { privacyPath } from '../wiki-server/paths.ts';
import { entityPages, otherPages, serveKiki } from './serving.ts';

/**
 * Pictures of every kind of page, in the light, in the dark, on a phone and as printed, for looking at. They are not kept.
 *
 * Usage: npx tsx bench/pictures.ts [--config kiki.yaml] [--to FOLDER] [--only TEXT] [--looks light,dark,phone,print]
 */
const { values } = parseArgs({
  options: {
    config: { type: 'string' },
    to: { type: 'string' },
    only: { type: 'string', default: '' },
    looks: { type: 'string', default: 'light,dark,phone,print' },
  },
});

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' };
const looks: Record<string, BrowserContextOptions> = {
  light: { ...desk, colorScheme: 'light' },
  dark: { ...desk, colorScheme: 'dark' },
  phone: { ...desk, viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  // A4 at 96 dots an inch, without margins.
  print: { ...desk, viewport: { width: 720, height: 1050 } },
};
/** Longer pages are cut: in pixels. */
const tallest = 2400;

const folder = values.to ?? mkdtempSync(join(tmpdir(), 'kiki-pictures-'));
mkdirSync(folder, { recursive: true });
const kiki = await serveKiki(values.config);
const browser = await launchChromium();
try {
  const entities = await entityPages(kiki.origin);
  const paths = new Set([
    ...entities,
    ...otherPages(entities),
    ...adminPlaces.map(placePath),
    privacyPath,
    '/ask?q=Who+leads+Payments%3F',
    '/wiki/person:nobody',
    '/new',
  ]);
  for (const look of values.looks.split(','))
    for (const path of [...paths].filter((each) => each.includes(values.only))) await picture(browser, look, path);
  process.stdout.write(`${folder}\n`);
} finally {
  await browser.close();
  await kiki.stop();
}

async function picture(of: Browser, look: string, path: string): Promise<void> {
  const context = await of.newContext(looks[look]);
  const page = await context.newPage();
  if (look === 'print') await page.emulateMedia({ media: 'print' });
  await page.goto(kiki.origin + path);
  await page.waitForLoadState('networkidle');
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 900 };
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({
    path: join(folder, `${fileName(path)}-${look}.png`),
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(tallest, Math.max(whole, height)) },
  });
  await context.close();
}

function fileName(path: string): string {
  return path === '/' ? 'home' : path.slice(1).replace(/[^a-z0-9-]+/gi, '_');
}
