import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { listeningWiki } from '../support/listening-wiki.ts';
import { crowd, hostile } from '../support/sample-graph.ts';
import { proposeSome } from '../support/some-proposals.ts';
import { readySite } from '../support/wiki.ts';

const embeddings = { state: 'working', done: 3, total: 40 } as const;
const wiki = listeningWiki(
  { siteState: () => ({ ...readySite, isExample: true, isFilling: true, embeddings }) },
  [...hostile, ...crowd(130)],
  proposeSome,
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
  '/sources',
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
  '/admin/settings',
  '/admin/proposals',
  '/wiki/person:dag-fredriksen/edit',
  '/wiki/procedure:change-a-fare/suggest',
  '/wiki/team:booking-platform/delete',
  '/new',
  '/new?kind=Vessel',
  '/suggestions',
  '/admin/questions',
  '/admin/proposals?status=rejected',
];

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that another colour scheme may break. */
const ofColours = ['color-contrast', 'link-in-text-block'];

async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (rules === undefined ? axe.withTags(standard) : axe.withRules(rules)).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

describeInBrowser('every page', (browser) => {
  test.each(pages)('%s can be used by everyone, in the light and in the dark', async (path) => {
    const page = await browser.open({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(wiki.url(path));
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page, ofColours)).toEqual([]);
    expect(browser.problems).toEqual([]);
  });

  test.each(pages)('%s fits a phone', async (path) => {
    const page = await browser.open({ viewport: { width: 390, height: 844 } });
    await page.goto(wiki.url(path));
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([width, wider]).toEqual([width, 0]);
    }
    expect(browser.problems).toEqual([]);
  });
});
