import axe from 'axe-core';
import type { Page } from 'playwright-core';

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that another colour scheme may break. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds wrong with a page as it stands, each with the elements concerned. axe runs in the page, and only its findings come
 * back: asking for all that it looked at takes ten times as long.
 */
export async function violations(page: Page, rules: 'all' | 'of colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async (runOnly) => {
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
      const { violations: found } = await inPage.run(document, { runOnly, resultTypes: ['violations'] });
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    },
    rules === 'all' ? { type: 'tag' as const, values: standard } : { type: 'rule' as const, values: ofColours },
  );
}
