import { parseArgs } from 'node:util';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { entityPages, otherPages, serveKiki } from './serving.ts';

/**
 * What a page costs a browser: requests and bytes the first time and when it comes again; first contentful paint, largest
 * contentful paint and layout shift as the browser's PerformanceObserver tells them; total blocking time, which is how much longer
 * than 50 ms its tasks took, summed up, from the first paint on; and how many elements it has. Of the rounds the median counts,
 * of layout shift the worst.
 *
 * Usage: npx tsx bench/paints.ts [--config kiki.yaml] [--only TEXT] [--phone] [--rounds 3]
 */
const { values } = parseArgs({
  options: {
    config: { type: 'string' },
    only: { type: 'string', default: '' },
    phone: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
  },
});

/** As Lighthouse takes for a phone: four times slower than this machine, over a slow 4G line. */
const slowLine = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const slowness = 4;

interface Load {
  requests: number;
  bytes: number;
}

interface Paint {
  /** Milliseconds. */
  first: number;
  largest: number;
  blocked: number;
  shift: number;
  elements: number;
}

/** Milliseconds that a task may take before it is felt. */
const longTask = 50;

const kiki = await serveKiki(values.config);
const browser = await launchChromium();
try {
  const entities = await entityPages(kiki.origin);
  print('| page | requests | kB | again | kB | FCP ms | LCP ms | TBT ms | CLS | elements |');
  print('|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const path of [...entities, ...otherPages(entities)].filter((each) => each.includes(values.only))) {
    const { first, again, paint } = await severalTimes(browser, path);
    const times = [paint.first, paint.largest, paint.blocked].map((each) => each.toFixed(0));
    print(
      `| ${[path, first.requests, kilobytes(first), again.requests, kilobytes(again), ...times, paint.shift.toFixed(3), paint.elements].join(' | ')} |`,
    );
  }
} finally {
  await browser.close();
  await kiki.stop();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function kilobytes({ bytes }: Load): string {
  return (bytes / 1000).toFixed(1);
}

interface Visit {
  first: Load;
  again: Load;
  /** Of the first time. */
  paint: Paint;
}

async function severalTimes(of: Browser, path: string): Promise<Visit> {
  const visits: Visit[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) visits.push(await twice(of, path));
  const each = (key: keyof Paint) => visits.map(({ paint }) => paint[key]).sort((a, b) => a - b);
  const median = (key: keyof Paint) => each(key)[Math.floor(visits.length / 2)] ?? 0;
  const worst = (key: keyof Paint) => each(key).at(-1) ?? 0;
  const [visit] = visits;
  if (visit === undefined) throw new Error('--rounds is 1 or more');
  return {
    ...visit,
    paint: {
      first: median('first'),
      largest: median('largest'),
      blocked: median('blocked'),
      shift: worst('shift'),
      elements: median('elements'),
    },
  };
}

/** A page in a browser that has seen nothing yet, and once more. */
async function twice(of: Browser, path: string): Promise<Visit> {
  const context = await of.newContext({
    reducedMotion: 'reduce',
    ...(values.phone
      ? { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
      : { viewport: { width: 1280, height: 900 } }),
  });
  try {
    const { paint, ...first } = await look(context, path);
    const { paint: _later, ...again } = await look(context, path);
    return { first, again, paint };
  } finally {
    await context.close();
  }
}

async function look(context: BrowserContext, path: string): Promise<Load & { paint: Paint }> {
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
  const { tasks, ...paint } = await page.evaluate(readPaints);
  await page.close();
  const blocked = tasks
    .filter(({ end }) => end > paint.first)
    .reduce((sum, { start, end }) => sum + Math.max(0, end - Math.max(start, paint.first) - longTask), 0);
  return { ...seen, paint: { ...paint, blocked } };
}

/** Runs in the page. No function in it has a name: tsx would give it one by a helper that the page lacks. */
async function readPaints(): Promise<Omit<Paint, 'blocked'> & { tasks: { start: number; end: number }[] }> {
  const [largest, shifts, tasks] = await Promise.all(
    ['largest-contentful-paint', 'layout-shift', 'longtask'].map(
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
    elements: document.querySelectorAll('*').length,
    tasks: (tasks ?? []).map(({ startTime, duration }) => ({ start: startTime, end: startTime + duration })),
  };
}
