import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { GraphStore } from '../../graph/store.ts';
import { bundleFiles, memoryAssets } from '../../wiki-server/assets.ts';
import { violations } from '../support/axe.ts';
import { describeInBrowser } from '../support/browser.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { field, record } from '../support/records.ts';
import { testWiki } from '../support/wiki.ts';

const printer = { source: 'hr', kind: 'System', key: 'tp', name: 'Ticket Printer' };
let store: GraphStore;
let app: FastifyInstance;
let address: string;

const read = (criticality: string) =>
  store.apply(
    { type: 'run', id: criticality, source: 'hr' },
    { upserts: [record({ ...printer, claims: [field('criticality', criticality)] })], removals: [] },
  );

// Its clock goes on, as that of the sample company does not.
beforeAll(async () => {
  store = await storeOn(await emptyEmbedded());
  await read('low');
  const ada = record({ source: 'hr', kind: 'Person', key: 'E1', name: 'Ada Lovelace' });
  await store.apply({ type: 'run', id: 'people', source: 'hr' }, { upserts: [ada], removals: [] });
  app = testWiki(store, { assets: memoryAssets(await bundleFiles()), now: () => new Date() });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
}, 60_000);
afterAll(async () => {
  await app.close();
  await store.close();
});

describeInBrowser('watching a page', (browser) => {
  test('takes one click, shows what changed, and makes a feed, without JavaScript', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    page.setDefaultTimeout(10_000);
    await page.goto(`${address}/wiki/system:ticket-printer`);
    await page.getByRole('button', { name: 'Watch Ticket Printer' }).click();
    await page.getByRole('button', { name: 'Stop watching Ticket Printer' }).waitFor();
    await read('high');
    await page.goto(`${address}/me`);
    const watched = page.locator('#watched');
    expect(await watched.locator('.recent').innerText()).toContain('low → high');
    await watched.getByRole('button', { name: 'Make an address' }).click();
    const feed = await fetch(await page.getByLabel('Address of your feed').inputValue());
    expect(await feed.text()).toContain('<title>Ticket Printer: Criticality');
    await page.goto(`${address}/recent?watched=1`);
    await page.getByRole('link', { name: 'Ticket Printer' }).click();
    await page.goto(`${address}/me`);
    expect(await watched.innerText()).toContain('1 page without changes');
    expect(browser.problems).toEqual([]);
  });

  test('is for everyone', async () => {
    const page = await browser.open();
    for (const path of ['/me', '/recent?watched=1', '/wiki/system:ticket-printer']) {
      await page.goto(address + path);
      expect(await violations(page)).toEqual([]);
    }
  });
});

describeInBrowser('the discussion of a page', (browser) => {
  const at = () => `${address}/wiki/system:ticket-printer/discussion`;

  test('offers people behind an @, by keyboard, and counts what is open', async () => {
    const page = await browser.open();
    page.setDefaultTimeout(10_000);
    await page.goto(at());
    await page.getByLabel('Subject').fill('Paper');
    const box = page.getByLabel('Comment');
    await box.pressSequentially('Ask @ada');
    await page.getByRole('option', { name: 'Ada Lovelace' }).waitFor();
    await page.keyboard.press('Enter');
    const mentioned = 'Ask [@Ada Lovelace](/wiki/person:ada-lovelace) ';
    expect(await box.inputValue()).toBe(mentioned);
    // What was chosen is undone as what was typed.
    await page.keyboard.press('Control+z');
    expect(await box.inputValue()).toBe('Ask @ada');
    await page.keyboard.press('Control+Shift+z');
    expect(await box.inputValue()).toBe(mentioned);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('.comment', { hasText: 'Ask @Ada Lovelace' }).waitFor();
    await page.getByRole('link', { name: 'Discussion, 1 open thread' }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(browser.problems).toEqual([]);
  });

  test('is written, answered, changed and resolved without JavaScript', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    page.setDefaultTimeout(10_000);
    await page.goto(at());
    await page.getByLabel('Subject').fill('Ink');
    await page.getByLabel('Comment', { exact: true }).fill('@Ada Lovelace knows');
    await page.getByRole('button', { name: 'Send' }).last().click();
    const thread = page.getByRole('region', { name: 'Ink' });
    expect(await thread.getByRole('link', { name: '@Ada Lovelace' }).getAttribute('href')).toBe(
      '/wiki/person:ada-lovelace',
    );
    await thread.getByText('Reply', { exact: true }).click();
    await thread.getByLabel('Reply to “Ink”').last().fill('Blue');
    await thread.getByRole('button', { name: 'Send' }).click();
    await thread.getByText('Edit', { exact: true }).last().click();
    await thread.getByLabel('Change your comment').last().fill('Black');
    await thread.getByRole('button', { name: 'Save' }).last().click();
    expect(await thread.locator('.comment').last().innerText()).toContain('Black');
    await thread.getByRole('button', { name: 'Resolve “Ink”' }).click();
    await page.getByText('1 resolved discussion').waitFor();
  });
});
