import { expect, test } from '@jest/globals';
import { createEditor } from '../../graph/edits.ts';
import { createReviewer } from '../../graph/review.ts';
import type { GraphStore } from '../../graph/store.ts';
import { createFileImports } from '../../ingest/imports/file-imports.ts';
import { readBody } from '../../ingest/pages/read-body.ts';
import { parseConfigFile } from '../../schema/config-file.ts';
import type { FileImports } from '../../schema/file-import.ts';
import type { Question } from '../../schema/services.ts';
import { kiki } from '../../schema/actor.ts';
import { localAdmin } from '../../schema/viewer.ts';
import { violations } from '../support/axe.ts';
import { describeInBrowser } from '../support/browser.ts';
import { fakeAsk } from '../support/fake-ask.ts';
import { listeningWiki } from '../support/listening-wiki.ts';
import { sampleNow } from '../support/sample-graph.ts';

const asked: Question[] = [];
const held: { store?: GraphStore; imports?: FileImports } = {};
const config = parseConfigFile({}, 'kiki.yaml');
const late = <T extends object>(make: (store: GraphStore) => T): T =>
  new Proxy({} as T, {
    get: (_target, name) => Reflect.get(make(held.store!), name) as unknown,
  });
const editor = late((store) => createEditor({ store, now: sampleNow, readBody }));
const wiki = listeningWiki(
  {
    editor,
    ask: fakeAsk(asked),
    reviewer: late((store) => createReviewer({ store, editor })),
    fileImports: late((store) => (held.imports ??= createFileImports({ store, config }))),
  },
  [],
  async (store) => {
    held.store = store;
  },
);
const ref = 'system:ticket-printer';
const entity = () => held.store!.entity(localAdmin, ref);

describeInBrowser('editing', (browser) => {
  test('two people at one page: the second sees both, and chooses', async () => {
    const page = await browser.open();
    await page.goto(wiki.url(`/wiki/${ref}`));
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByLabel('Description').fill('Mine');
    const view = await entity();
    await editor.change(
      { type: 'person', id: 'bo', name: 'Bo' },
      localAdmin,
      ref,
      { fields: { description: 'Theirs', onCall: '#printers' } },
      view?.revision ?? 0,
    );
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Bo changed this page while you were writing').waitFor();
    expect(await page.locator('#field-onCall').inputValue()).toBe('#printers');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(`**/wiki/${ref}`);
    expect((await entity())?.fields).toMatchObject({ description: 'Mine', onCall: '#printers' });
    expect(browser.problems).toEqual([]);
  });

  test('what was typed outlives a closed tab, and is offered no more once it is saved', async () => {
    const page = await browser.open();
    const url = wiki.url(`/wiki/${ref}/edit`);
    await page.goto(url);
    await page.getByRole('textbox', { name: 'Text' }).fill('A draft');
    await page.waitForFunction(() => localStorage.length > 0);
    await page.goto(wiki.url('/'));
    await page.goto(url);
    expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).not.toBe('A draft');
    await page.getByRole('button', { name: 'Restore it' }).click();
    expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('A draft');
    const text = page.getByRole('textbox', { name: 'Text' });
    await text.selectText();
    await page.getByRole('button', { name: 'Bold' }).click();
    expect(await text.inputValue()).toBe('**A draft**');
    // What a button did is undone as what was typed.
    await page.keyboard.press('Control+z');
    expect(await text.inputValue()).toBe('A draft');
    await page.keyboard.press('Control+a');
    for (const [key, marked] of [
      ['i', '*A draft*'],
      ['k', '[A draft](/wiki/)'],
      ['b', '**A draft**'],
    ] as const) {
      await page.keyboard.press(`Control+${key}`);
      expect(await text.inputValue()).toBe(marked);
      if (key !== 'b') await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+a');
    }
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(`**/wiki/${ref}`);
    await page.locator('strong', { hasText: 'A draft' }).waitFor();
    await page.goto(url);
    expect(await page.getByRole('button', { name: 'Restore it' }).count()).toBe(0);
    expect(browser.problems).toEqual([]);
  });

  test('several pages of a list are changed as one, after a look at what that does, and taken back as one', async () => {
    const page = await browser.open();
    const criticality = async () => (await entity())?.fields.criticality;
    const before = await criticality();
    await page.goto(wiki.url('/browse/system'));
    await page.getByRole('link', { name: 'Change several of these at once' }).click();
    await page.getByLabel('What is to change').selectOption({ label: 'Criticality' });
    await page.getByRole('button', { name: 'Choose' }).click();
    await page.getByLabel('Criticality: the value').fill('tier 5');
    await page.getByRole('checkbox', { name: 'Ticket Printer' }).check();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('heading', { name: '1 page would change' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change 1 page' }).click();
    expect(await criticality()).toBe('tier 5');
    await page.getByRole('link', { name: 'Take this whole run back' }).click();
    await page.getByRole('button', { name: 'Take this whole run back' }).click();
    await page.getByText('Taken back').waitFor();
    expect(await criticality()).toBe(before);
  });

  test('a file is imported: its columns are proposed, it is tried out, and it is a run', async () => {
    const page = await browser.open();
    await page.goto(wiki.url('/admin'));
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Admin' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Import a file' }).click();
    const buffer = Buffer.from('Full name;Job title;Nickname\nNora Lind;Purser;Captain\nOla Berg;"Cook; night";\n');
    await page.getByLabel('CSV file').setInputFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('heading', { name: 'What the first rows become' }).waitFor();
    await page.getByLabel('Nickname becomes').selectOption({ label: 'Description' });
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await page.getByLabel('Nickname becomes').selectOption({ label: 'Description' });
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('heading', { name: '2 pages would change' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Change the columns' }).click();
    expect(await page.getByLabel('Nickname becomes').inputValue()).toBe('field.description');
    await page.goBack();
    await page.getByRole('button', { name: 'Import it' }).click();
    await page.getByRole('heading', { name: /^Run of/ }).waitFor();
    // The run goes on behind the page.
    for (const again = page.getByRole('link', { name: 'Look again' }); (await again.count()) > 0;) await again.click();
    await page.getByText('2 added').first().waitFor();
    await page.goto(wiki.url('/wiki/nora lind'));
    await page.getByText('Captain').first().waitFor();
    expect(browser.problems).toEqual([]);
  });

  test('a contradiction is settled, and the run of a source is taken back', async () => {
    const page = await browser.open();
    const disputes = async (isSettled: boolean) => (await held.store!.disputes(localAdmin, { isSettled })).total;
    const [open, settled] = [await disputes(false), await disputes(true)];
    await page.goto(wiki.url('/admin/contradictions'));
    await page
      .getByRole('button', { name: / is right: / })
      .first()
      .click();
    await page.getByText(/^Done: /).waitFor();
    expect([await disputes(false), await disputes(true)]).toEqual([open - 1, settled + 1]);
    const ofProjects = async () => (await held.store!.list(localAdmin, { kind: 'Project' })).total;
    expect(await ofProjects()).toBeGreaterThan(0);
    await page.goto(wiki.url('/admin/runs/run-projects'));
    await page.getByRole('link', { name: 'Take this whole run back' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('A broken export');
    await page.getByRole('button', { name: 'Take this whole run back' }).click();
    await page.getByText('Taken back').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await ofProjects()).toBe(0);
    expect(browser.problems).toEqual([]);
  });

  test('all of it works without JavaScript: edit, go back in the history, suggest, accept', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    const before = await entity();
    await page.goto(wiki.url(`/wiki/${ref}/edit`));
    await page.getByLabel('Criticality').fill('tier 7');
    await page.getByLabel('Relation').first().selectOption('OWNS|to|');
    await page.getByLabel('Other end').first().fill('Fares Desk');
    await page.getByRole('button', { name: 'Save' }).click();
    expect((await entity())?.fields.criticality).toBe('tier 7');
    await page.goto(wiki.url(`/wiki/${ref}/history?from=${before?.revision ?? 0}`));
    await page
      .getByRole('button', { name: /Take .*back|Go back/ })
      .last()
      .click();
    expect((await entity())?.fields.criticality).toBe(before?.fields.criticality);
    await page.goto(wiki.url(`/wiki/${ref}/suggest`));
    await page.locator('#field-onCall').fill('#help');
    await page.getByLabel('What is wrong, or why').fill('It moved');
    await page.getByRole('button', { name: 'Send the suggestion' }).click();
    await page.goto(wiki.url('/suggestions'));
    await page.getByRole('link', { name: 'Ticket Printer' }).click();
    await page.getByRole('button', { name: 'Accept as it stands here' }).click();
    expect((await entity())?.fields.onCall).toBe('#help');
  });

  test('what takes several steps works without JavaScript: several pages, a file, redirects, talking, asking', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
    const chip = (name: string) => page.getByRole('link', { name }).first().click();

    // Several pages at once.
    await page.goto(wiki.url('/bulk?kind=System'));
    await page.getByLabel('What is to change').selectOption({ label: 'On call' });
    await press('Choose');
    await page.getByLabel('Say this').check();
    await page.locator('#value').fill('#all-systems');
    await page.getByLabel('Those that are marked below').check();
    await page.getByLabel('Ticket Printer').check();
    await press('Show what would change');
    await page.getByText('1 page would change').waitFor();
    await press('Change 1 page');
    await page.waitForURL('**/admin/runs/*');
    expect((await entity())?.fields.onCall).toBe('#all-systems');

    // A file.
    await page.goto(wiki.url('/admin/import'));
    const content = Buffer.from('Name,Job title\nPlain Hand,Deckhand\n');
    await page.getByLabel('CSV file').setInputFiles({ name: 'plain.csv', mimeType: 'text/csv', buffer: content });
    await press('Look at it');
    await press('Show what would change');
    await press('Import it');
    await page.waitForURL('**/admin/runs/*');

    // A redirect, from a page that is not there.
    await page.goto(wiki.url('/wiki/Ticket%20Spitter'));
    await chip('Let “Ticket Spitter” lead to a page');
    await page.getByLabel('Leads to').fill('ticket printer bridge');
    await press('Let it lead there');
    await page.getByText('“Ticket Spitter” leads to Ticket Printer Bridge now.').waitFor();
    await chip('Ticket Spitter');
    expect(new URL(page.url()).pathname).toBe(`/wiki/${ref}`);
    await page.goto(wiki.url(`/admin/redirects?of=${ref}`));
    await press('Remove: Ticket Spitter leads to Ticket Printer Bridge');
    await press('Undo');
    await page.getByText('“Ticket Spitter” leads to Ticket Printer Bridge now.').waitFor();

    // A discussion.
    await page.goto(wiki.url(`/wiki/${ref}/discussion`));
    await page.getByLabel('Subject').fill('Paper');
    await page.getByLabel('Comment').first().fill('Which paper? @Farid Haddad');
    await press('Send');
    await page.getByText('Which paper?').first().waitFor();
    await page.locator('summary', { hasText: 'Reply' }).first().click();
    await page.getByLabel(/reply/i).last().fill('The white one.');
    await page.locator('button[value=reply]').click();
    await page.getByText('The white one.').first().waitFor();
    await press(/Resolve/);
    await page.getByText('1 resolved discussion').first().waitFor();

    // Asking, asking on, and asking a person.
    await page.goto(wiki.url('/ask?q=how many people'));
    await press('Who leads Booking Platform?');
    expect((await page.locator('.turn .q').allInnerTexts()).map((text) => text.split('\n').at(-1))).toEqual([
      'how many people',
      'Who leads Booking Platform?',
    ]);
    expect(asked.at(-1)?.history?.map(({ role }) => role)).toEqual(['asker', 'kiki']);
    await held.store!.saveQuestion(
      kiki,
      {
        ...{ id: 'a1', at: '2026-11-20T08:00:00Z', asker: localAdmin.id, surface: 'wiki', question: 'Which paper?' },
        ...{ mode: 'unknown', abstained: true, text: 'Not known.', refs: ['team:booking-platform'], milliseconds: 1 },
      },
      { isPublic: true },
    );
    await chip('Ask a person');
    await press('Send');
    await page.getByText('waits for a reply').first().waitFor();
    expect(browser.problems).toEqual([]);
  });
});
