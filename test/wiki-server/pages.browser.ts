import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { violations } from '../support/axe.ts';
import { describeInBrowser } from '../support/browser.ts';
import { ingestAll, parseConfig } from '../support/ingesting.ts';
import { listeningWiki } from '../support/listening-wiki.ts';
import { crowd, hostile } from '../support/sample-graph.ts';
import { proposeSome } from '../support/some-proposals.ts';
import { writeSome } from '../support/some-writing.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { readySite } from '../support/wiki.ts';
import { writeFiles } from '../support/write-files.ts';

/** Pages whose addresses are made with what they show. */
const written: string[] = [];

/** A page of HTML that tries to run something in the browser of whoever reads it. */
const hostilePage = 'article:fares-of-the-fleet';
const folder = temporaryFolder();
writeFiles(folder, {
  'fares.html': `<!doctype html><html><head><title>Fares of the fleet</title><script>window.hurt = 1</script>
    <meta http-equiv="refresh" content="0;url=https://evil.example"><link rel="stylesheet" href="https://evil.example/a.css"></head>
    <body onload="window.hurt = 2"><main><h1>Fares of the fleet<svg onload="window.hurt = 3"></svg></h1>
    <p onclick="window.hurt = 4">Ask <a href="javascript:window.hurt=5">the desk</a> <img src="x" onerror="window.hurt = 6"></p>
    <h2 id="q"><img src="https://evil.example/pixel.gif" onerror="window.hurt=7">Children</h2>
    <iframe srcdoc="<script>parent.hurt = 8</script>"></iframe><object data="https://evil.example/o"></object>
    <style>body { display: none }</style><form action="https://evil.example"><input name="q"><button>Go</button></form>
    <p>Write &lt;script&gt;window.hurt = 9&lt;/script&gt; as text.</p></main></body></html>`,
});

const embeddings = { state: 'working', done: 3, total: 40 } as const;
const wiki = listeningWiki(
  { siteState: () => ({ ...readySite, isExample: true, isFilling: true, embeddings }) },
  [...hostile, ...crowd(130)],
  async (store) => {
    await proposeSome(store);
    written.push(...(await writeSome(store)));
    await ingestAll(store, parseConfig('sources: [{ name: intranet, kind: pages, root: . }]'), folder);
    written.push(`/wiki/${hostilePage}`);
  },
);

const pages = [
  '/',
  '/wiki/person:dag-fredriksen',
  '/wiki/team:booking-platform',
  '/wiki/system:ticket-printer',
  '/wiki/project:contactless-boarding',
  '/wiki/procedure:refund-a-cancelled-crossing',
  '/wiki/procedure:change-a-fare',
  '/wiki/article:travel-policy',
  '/wiki/term:deck-metre',
  '/wiki/vessel:ms-havsula',
  '/wiki/article:script-alert-1-script',
  '/wiki/team:deckhands',
  '/wiki/team:deckhands/relations/MEMBER_OF/to',
  '/wiki/team:booking-platform/history',
  '/wiki/team:booking-platform/discussion',
  '/wiki/team:booking-platform/people',
  '/wiki/team:booking-platform/graph?depth=2',
  '/wiki/team:deckhands/graph',
  '/wiki/system:fax-gateway',
  '/wiki/team:nothing-here',
  '/org',
  '/org?view=list&q=engineer',
  '/org?of=team:digital',
  '/org?of=person:chiara-rinaldi&q=zzz',
  '/browse',
  '/browse/person',
  '/search?q=refund&team=team:booking-platform',
  '/search?q=booking',
  '/search?q=zzzz',
  '/ask',
  '/ask?q=How+many%3F',
  '/ask?q=quote',
  '/ask?q=refund',
  '/ask?q=what',
  '/recent',
  '/recent?watched=1',
  '/sources',
  '/privacy',
  '/admin/quality',
  '/admin/quality?check=overdue',
  '/admin',
  '/admin/contradictions',
  '/admin/contradictions?settled=1',
  '/admin/duplicates',
  '/admin/duplicates?state=merged',
  '/admin/merge?from=person:dag-fredriksen',
  '/admin/merge?from=person:dag-fredriksen&into=person:farid-haddad',
  '/admin/runs',
  '/admin/runs/run-projects',
  '/admin/runs/run-projects/revert',
  '/wiki/person:farid-haddad/history?from=1',
  '/wiki/person:farid-haddad/history?from=1&view=split',
  '/wiki/person:farid-haddad?asOf=2026-10-10',
  '/org?asOf=2026-10-10',
  '/me',
  '/admin/audit',
  '/admin/audit?by=run&q=projects&until=2026-12-31',
  '/admin/roles',
  '/admin/redirects',
  '/admin/redirects?of=team:digital&from=Old%20Digital',
  '/admin/settings',
  '/bulk?kind=System&what=field.criticality',
  '/admin/import',
  '/admin/proposals',
  '/wiki/person:dag-fredriksen/edit',
  '/wiki/procedure:change-a-fare/suggest',
  '/wiki/team:booking-platform/delete',
  '/new',
  '/new?kind=Vessel',
  '/suggestions',
  '/admin/questions',
  '/admin/help',
  '/admin/proposals?status=rejected',
];

/** Widths of phones: most of them, and the narrowest. */
const phones = [390, 320];

/** How many pixels of the page stand out to the side. */
const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Pages as they are printed, with something of what is read on them. */
const printed: readonly [path: string, read: string | RegExp][] = [
  ['/wiki/team:booking-platform', 'Booking Platform'],
  ['/wiki/procedure:refund-a-cancelled-crossing', 'Before you start'],
  ['/ask?q=refund', /^Sources of this answer|^Nearest/],
  ['/me', 'Pages you watch'],
  ['/org', 'Who reports to whom'],
  ['/browse/person', 'People'],
  ['/wiki/team:booking-platform/discussion', 'Booking Platform'],
  ['/admin/contradictions', 'Contradictions'],
];

/** What could be pressed or filled in, were it not on paper. */
const visibleControls = () =>
  [...document.querySelectorAll('button, input, select, textarea')]
    .filter((control) => control.checkVisibility({ visibilityProperty: true }))
    .map(({ outerHTML }) => outerHTML);

describeInBrowser('every page', (browser) => {
  // Each page is loaded once: what its schemes and widths change is its style alone.
  const mustServeAll = async (path: string) => {
    const page = await browser.openOnce({ reducedMotion: 'reduce' });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(wiki.url(path));
    expect([path, await violations(page)]).toEqual([path, []]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect([path, await violations(page, 'of colours')]).toEqual([path, []]);
    for (const width of phones) {
      await page.setViewportSize({ width, height: 844 });
      expect([path, width, await overhang(page)]).toEqual([path, width, 0]);
    }
    expect(browser.problems).toEqual([]);
  };

  test.each(pages)('%s can be used by everyone, in the light and in the dark, and fits a phone', mustServeAll);

  test('so can those with what people wrote', async () => {
    for (const path of written) await mustServeAll(path);
    expect(written.length).toBeGreaterThan(0);
  });

  test('an imported page of HTML is text: nothing of it runs, is loaded or sends anything', async () => {
    const page = await browser.open();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(wiki.url('/'))) elsewhere.push(request.url());
    });
    await page.goto(wiki.url(`/wiki/${hostilePage}`));
    await page.getByRole('heading', { name: 'Children' }).waitFor();
    await page.getByText('Ask the desk').click();
    await page.getByText('window.hurt = 9').waitFor();
    const harm =
      'script, style, iframe, object, svg[onload], img[onerror], [onclick], [href^="javascript:"], [action^="http"]';
    expect(await page.locator('article').locator(harm).count()).toBe(0);
    expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
    expect(elsewhere).toEqual([]);
    expect(page.url()).toBe(wiki.url(`/wiki/${hostilePage}`));
    // Not even a browser that had to stop it.
    expect(browser.problems).toEqual([]);
  });

  test('on paper there is what is read, black on white, and nothing to press or to fill in', async () => {
    const page = await browser.open({ colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const [path, read] of printed) {
      await page.goto(wiki.url(path));
      expect([path, await page.locator('main').getByText(read).first().isVisible()]).toEqual([path, true]);
      expect([path, await page.evaluate(visibleControls)]).toEqual([path, []]);
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    }
  });

  test('on a phone the button that watches a page takes no row of its own from the tabs', async () => {
    const page = await browser.open({ viewport: { width: 390, height: 844 } });
    await page.goto(wiki.url('/wiki/team:booking-platform'));
    const boxes = await page
      .locator('.tabs > a')
      .evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().top));
    expect(new Set(boxes).size).toBe(1);
    const watch = await page.locator('.tabs .watch').boundingBox();
    const heading = await page.locator('h1').boundingBox();
    expect((watch?.y ?? 0) + (watch?.height ?? 0)).toBeLessThanOrEqual(heading?.y ?? 0);
  });

  test('the graph fits a phone from its first drawing on', async () => {
    const page = await browser.open({ viewport: { width: 390, height: 844 } });
    await page.goto(wiki.url('/wiki/team:deckhands/graph'));
    const canvas = page.getByRole('img', { name: /^Drawing of/ });
    await canvas.waitFor();
    expect(await overhang(page)).toBe(0);
    expect(await layoutShift(page)).toBeLessThan(0.1);
    // No name is cut off.
    const cut = await canvas.evaluate((drawing) => {
      const frame = drawing.getBoundingClientRect();
      return [...drawing.querySelectorAll('.spot text')].filter((name) => {
        const { left, right, top, bottom } = name.getBoundingClientRect();
        return left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom;
      }).length;
    });
    expect(cut).toBe(0);
    expect(await page.locator('.drawing .chosen').innerText()).toMatch(/more (is|are) in the list below/);
  });
});

/** How much of the page has moved since it came, as a share (CLS): under 0.1 is good. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) moved += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(moved), 100);
      }),
  );
}
