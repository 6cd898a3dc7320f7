import { expect, test } from '@jest/globals';
import type { Ask, Question } from '../../schema/services.ts';
import { describeInBrowser } from '../support/browser.ts';
import { answerTo, fakeAsk } from '../support/fake-ask.ts';
import { listeningWiki } from '../support/listening-wiki.ts';

const asked: Question[] = [];

/** Lets the slow answer go on. */
let goOn: () => void = () => undefined;

/** A question with "slow" is answered in part, and in whole when the test says so. */
const ask: Ask = async (question) => {
  if (!question.question.includes('slow')) return fakeAsk(asked)(question);
  asked.push(question);
  question.onText?.('The first **half**');
  await new Promise<void>((resolve) => (goOn = resolve));
  return answerTo(question.question, {
    text: 'The first **half** and the second. [1]',
    mode: 'model',
    abstained: false,
    citations: (await fakeAsk()({ ...question, question: 'refund' })).citations,
  });
};

const wiki = listeningWiki({ ask });

describeInBrowser('the ask box', (browser) => {
  test('shows the answer while it is written, then whole, marked as written by an AI, with its sources', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/wiki/team:booking-platform'));
    const box = page.locator('[data-ask]');
    await box.getByLabel('Question').fill('a slow one');
    await box.getByLabel('Question').press('Enter');
    await box.locator('.streaming', { hasText: 'The first half' }).waitFor();
    expect(await box.locator('.answer').count()).toBe(0);
    goOn();
    const answer = box.locator('.answer.model');
    await answer.waitFor();
    expect(await answer.innerText()).toContain('Written by AI');
    expect(await answer.innerText()).toContain('it may be wrong');
    expect(await answer.locator('sup.ref a').getAttribute('href')).toBe(
      '/wiki/procedure:refund-a-cancelled-crossing#step-3',
    );
    expect(await answer.locator('.cites').innerText()).toContain('procedures/refund.md');
    expect(page.url()).toBe(wiki.url('/wiki/team:booking-platform'));
    expect(asked.at(-1)?.page).toBe('team:booking-platform');
    expect(browser.problems).toEqual([]);
  });

  test('asks on in place with what it suggests, also below an answer that the server made', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/ask?q=how many'));
    await page.getByRole('button', { name: 'Who leads Booking Platform?' }).click();
    await page.locator('.turn').nth(1).locator('.answer').waitFor();
    expect(new URL(page.url()).search).toBe('?q=how+many'.replace('+', '%20'));
    expect(asked.at(-1)).toMatchObject({ question: 'Who leads Booking Platform?', history: [{ role: 'asker' }, {}] });
    expect(browser.problems).toEqual([]);
  });

  test('says that an answer was looked up or quoted, and who may know what is not known', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/'));
    const question = page.getByRole('textbox', { name: 'Question' });
    for (const [words, mode, label] of [
      ['how many', 'graph', 'not written by an AI'],
      ['quote', 'quote', 'Quoted from the pages named below'],
      ['what', 'unknown', 'Farid Haddad'],
    ] as const) {
      await question.fill(words);
      await page.getByRole('button', { name: 'Ask', exact: true }).click();
      await page.locator(`.answer.${mode}`, { hasText: label }).waitFor();
    }
    expect(browser.problems).toEqual([]);
  });

  test('passes on the conversation with a follow-up', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/ask'));
    await page.getByRole('textbox', { name: 'Question' }).fill('how many');
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    await page.locator('.answer.graph').waitFor();
    await page.getByRole('textbox', { name: 'Question' }).fill('and how is a refund done');
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    await page.locator('.answer.model').waitFor();
    expect(asked.at(-1)?.history?.map(({ role }) => role)).toEqual(['asker', 'kiki']);
    expect(asked.at(-1)?.history?.[0]?.text).toBe('how many');
  });

  test('says what went wrong, and can be used again', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/ask'));
    await page.getByRole('textbox', { name: 'Question' }).fill('fail');
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    await page.locator('.error', { hasText: 'Something went wrong in Kiki' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('textbox', { name: 'Question' }).fill('how many');
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    await page.locator('.error', { hasText: 'Kiki cannot be reached' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('textbox', { name: 'Question' }).fill('how many');
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    await page.locator('.answer.graph').waitFor();
  });

  test('asks at once where a link holds the question, and once only', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/search?q=how+many'));
    const before = asked.length;
    await page.getByRole('link', { name: 'Ask Kiki instead' }).click();
    await page.locator('.answer.graph').waitFor();
    expect(asked.length).toBe(before + 1);
    expect(page.url()).toBe(wiki.url('/ask?q=how+many'));
  });
});

describeInBrowser('the search box', (browser) => {
  test('suggests names while typing, and a key leads there', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/org'));
    await page.keyboard.press('/');
    const box = page.getByRole('combobox', { name: 'Search' });
    await box.pressSequentially('bookin');
    const options = page.getByRole('option');
    await options.first().waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    const active = page.locator('[role=option][aria-selected=true]');
    expect(await active.innerText()).toContain('Booking');
    expect(await box.getAttribute('aria-activedescendant')).toBe(await active.getAttribute('id'));
    await page.keyboard.press('ArrowUp');
    expect(await active.count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForURL('**/wiki/**'), page.keyboard.press('Enter')]);
    expect(await page.locator('h1').innerText()).toContain('Booking');
    expect(browser.problems).toEqual([]);
  });

  test('closes its suggestions with Escape, and Enter then searches', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/'));
    const box = page.getByRole('combobox', { name: 'Search' });
    await box.pressSequentially('refund');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
    expect(await box.inputValue()).toBe('refund');
    await Promise.all([page.waitForURL('**/search?q=refund'), page.keyboard.press('Enter')]);
  });

  test('offers to search all pages and to ask', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/'));
    await page.getByRole('combobox', { name: 'Search' }).pressSequentially('how many');
    await page.getByRole('option', { name: 'Ask Kiki: how many' }).click();
    await page.locator('.answer.graph').waitFor();
  });
});

describeInBrowser('without JavaScript', (browser) => {
  test('a question is asked, answered and followed up by forms', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(wiki.url('/wiki/team:booking-platform'));
    await page.locator('.ask input[name=q]').fill('how many');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    expect(await page.locator('.answer.graph').innerText()).toContain('Looked up');
    expect(asked.at(-1)?.page).toBe('team:booking-platform');
    await page.locator('.ask input[name=q]').fill('and how is a refund done');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    expect(await page.locator('.answer.model').innerText()).toContain('Written by AI');
    expect(await page.locator('.turn').count()).toBe(2);
    expect(asked.at(-1)?.history?.map(({ role }) => role)).toEqual(['asker', 'kiki']);
  });

  test('one searches, leafs and opens the tree of the organisation', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(wiki.url('/'));
    await page.locator('.search input').fill('refund');
    await page.locator('.search input').press('Enter');
    expect(page.url()).toBe(wiki.url('/search?q=refund'));
    await page.getByRole('link', { name: 'Refund a cancelled crossing' }).first().click();
    expect(await page.locator('h1').innerText()).toBe('Refund a cancelled crossing');
    await page.goto(wiki.url('/org'));
    const branch = page.locator('.tree details').first();
    const inside = branch.getByRole('link', { name: 'Operations' });
    expect(await inside.isVisible()).toBe(true);
    await branch
      .locator('summary')
      .first()
      .click({ position: { x: 4, y: 8 } });
    expect(await inside.isVisible()).toBe(false);
  });
});

describeInBrowser('by keyboard', (browser) => {
  test('the first stop leads past what every page has', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/wiki/team:booking-platform'));
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  });

  test('the list of contents says which section is being read', async () => {
    const page = await browser.open({ reducedMotion: 'reduce', viewport: { width: 1280, height: 360 } });
    await page.goto(wiki.url('/wiki/procedure:refund-a-cancelled-crossing'));
    await page.getByRole('link', { name: 'Steps', exact: true }).click();
    await page.locator('[data-contents] a[aria-current=true]', { hasText: 'Steps' }).waitFor();
  });
});

describeInBrowser('the graph around an entity', (browser) => {
  test('is drawn, grows by a click, and says the same as a list', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/wiki/team:booking-platform/graph'));
    const canvas = page.getByRole('img', { name: 'Drawing of what is around Booking Platform' });
    await canvas.waitFor();
    expect(await page.locator('.edges').innerText()).toContain('Booking Platform owns Fare Calculator');
    // The middle stands in the middle.
    await canvas.click();
    await page.getByRole('link', { name: 'Open Booking Platform' }).waitFor();
    await page.getByRole('button', { name: 'Zoom in' }).press('Enter');
    await page.getByRole('link', { name: 'Open Booking Platform' }).click();
    await page.waitForURL(wiki.url('/wiki/team:booking-platform'));
    expect(browser.problems).toEqual([]);
  });

  test('is a list without JavaScript, and no other page loads its script', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(wiki.url('/wiki/team:booking-platform/graph'));
    expect(await page.locator('.drawing').isVisible()).toBe(false);
    expect(await page.locator('.edges a').count()).toBeGreaterThan(10);
    await page.goto(wiki.url('/wiki/team:booking-platform'));
    expect(await page.locator('script').count()).toBe(1);
  });
});

describeInBrowser('the chart of the organisation', (browser) => {
  test('is larger and smaller, opens and closes by keyboard, and shows what was left out in its place', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/org'));
    const chart = page.getByRole('group', { name: 'Chart' }).first();
    const box = chart.getByRole('link', { name: 'Booking Platform' });
    const width = async () => (await box.boundingBox())?.width ?? 0;
    const before = await width();
    await page.getByRole('button', { name: 'Smaller' }).first().press('Enter');
    expect(await width()).toBeLessThan(before);
    await page.getByRole('button', { name: 'Close all' }).first().press('Enter');
    expect(await box.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Open all' }).first().press('Enter');
    expect(await box.isVisible()).toBe(true);

    await page.getByRole('textbox', { name: 'Search in the organisation' }).fill('digital');
    await page.getByRole('textbox', { name: 'Search in the organisation' }).press('Enter');
    await page.locator('mark', { hasText: 'Digital' }).waitFor();
    expect(await page.getByRole('link', { name: 'Booking Platform' }).count()).toBe(0);
    await page.getByRole('link', { name: 'more below' }).first().press('Enter');
    await page.getByRole('link', { name: 'Booking Platform' }).first().waitFor();
    expect(page.url()).toContain('q=digital');
    expect(browser.problems).toEqual([]);
  });

  test('is a nested list without JavaScript', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(wiki.url('/org'));
    const [outer, inner] = await page
      .locator('.tree .entry')
      .evaluateAll((entries) => entries.slice(0, 2).map((entry) => entry.getBoundingClientRect().top))
      .catch(() => []);
    // Nothing runs there, so the places are looked at from outside.
    expect(outer).toBeDefined();
    expect(inner ?? 0).toBeGreaterThan(outer ?? 0);
  });
});

describeInBrowser('beside a link', (browser) => {
  test('stands what it leads to, by pointer and by keyboard, until Escape', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/wiki/team:booking-platform'));
    const link = page.locator('article').getByRole('link', { name: 'Greta Lund' });
    const card = page.getByRole('tooltip').filter({ hasText: 'Product designer' });
    await link.hover();
    await card.waitFor();
    await card.hover();
    await page.waitForTimeout(400);
    expect(await card.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    await link.focus();
    await card.waitFor();
    expect(await link.getAttribute('aria-describedby')).toBe('preview');
    expect(browser.problems).toEqual([]);
  });
});

describeInBrowser('an answer', (browser) => {
  test('is called not helpful, with a reason, without leaving the page', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/ask'));
    await page.getByRole('textbox', { name: 'Question' }).fill('how many');
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    const form = page.locator('form.feedback');
    await form.getByText('Not helpful').click();
    await form.getByLabel('It is out of date').check();
    // The answer of the test is not kept, so Kiki says so instead of thanking for nothing.
    await form.getByRole('button', { name: 'Send' }).click();
    await page.getByText('That could not be kept.').waitFor();
    expect(page.url()).toBe(wiki.url('/ask'));
  });
});
