import { parseArgs } from 'node:util';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { entityPages, otherPages, serveKiki } from './serving.ts';

/**
 * What a page costs a browser: requests and bytes the first time and when it comes again, and when it paints: first contentful
 * paint, largest contentful paint and layout shift, as the browser's PerformanceObserver tells them.
 *
 * Usage: npx tsx bench/paints.ts [--config kiki.yaml] [--only TEXT] [--phone]
 */
const { values } = parseArgs({
  options: {
    config: { type: 'string' },
    only: { type: 'string', default: '' },
    phone: { type: 'boolean', default: false },
  },
});

/** As Lighthouse takes for a phone: four times slower than this machine, over a slow 4G line. */
const slowLine = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const slowness = 4;

interface Paint {
  requests: number;
  bytes: number;
  first: number;
  largest: number;
  shift: number;
}

const kiki = await serveKiki(values.config);
const browser = await launchChromium();
try {
  const entities = await entityPages(kiki.origin);
  print('| page | requests | kB | again | kB | FCP ms | LCP ms | CLS |');
  print('|---|--:|--:|--:|--:|--:|--:|--:|');
  for (const path of [...entities, ...otherPages(entities)].filter((each) => each.includes(values.only))) {
    const { first, again } = await twice(browser, path);
    const paint = [first.first, first.largest].map((each) => each.toFixed(0));
    print(
      `| ${[path, first.requests, kilobytes(first), again.requests, kilobytes(again), ...paint, first.shift.toFixed(3)].join(' | ')} |`,
    );
  }
} finally {
  await browser.close();
  await kiki.stop();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function kilobytes({ bytes }: Paint): string {
  return (bytes / 1000).toFixed(1);
}

/** A page in a browser that has seen nothing yet, and once more. */
async function twice(of: Browser, path: string): Promise<{ first: Paint; again: Paint }> {
  const context = await of.newContext({
    reducedMotion: 'reduce',
    viewport: values.phone ? { width: 390, height: 844 } : { width: 1280, height: 900 },
  });
  try {
    return { first: await look(context, path), again: await look(context, path) };
  } finally {
    await context.close();
  }
}

async function look(context: BrowserContext, path: string): Promise<Paint> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const seen = { requests: 0, bytes: 0 };
  await session.send('Network.enable');
  if (values.phone) {
    await session.send('Network.emulateNetworkConditions', slowLine);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  }
  const fromCache = new Set<string>();
  session.on('Network.requestServedFromCache', ({ requestId }) => fromCache.add(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (fromCache.has(requestId) || encodedDataLength === 0) return;
    seen.requests += 1;
    seen.bytes += encodedDataLength;
  });
  await page.goto(kiki.origin + path, { waitUntil: 'networkidle' });
  const painted = await page.evaluate(readPaints);
  await page.close();
  return { ...seen, ...painted };
}

/** Runs in the page. No function in it has a name: tsx would give it one by a helper that the page lacks. */
async function readPaints(): Promise<Pick<Paint, 'first' | 'largest' | 'shift'>> {
  const [largest, shifts] = await Promise.all(
    ['largest-contentful-paint', 'layout-shift'].map(
      (type) =>
        new Promise<PerformanceEntry[]>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
          setTimeout(() => resolve([]), 300);
        }),
    ),
  );
  return {
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    largest: largest?.at(-1)?.startTime ?? 0,
    shift: (shifts ?? []).reduce((sum, shift) => sum + ('value' in shift ? Number(shift.value) : 0), 0),
  };
}
