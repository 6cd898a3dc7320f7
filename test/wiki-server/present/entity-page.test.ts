import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../../graph/store.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { presentEntity } from '../../../wiki-server/present/entity-page.ts';
import type { EntityPage, Item } from '../../../wiki-server/present/model.ts';
import { readEntityPage } from '../../../wiki-server/read/entity-page.ts';
import { createNeighbourhoods } from '../../../wiki-server/read/neighbourhoods.ts';
import { sampleLabels, sampleNow, sampleStore } from '../../support/sample-graph.ts';

let store: GraphStore;
beforeAll(async () => {
  store = await sampleStore();
});
afterAll(() => store.close());

async function present(ref: string): Promise<EntityPage> {
  const data = await readEntityPage({ store, neighbourhoods: createNeighbourhoods(store) }, anyEmployee, ref);
  if (data === undefined) throw new Error(`There is no ${ref}`);
  return presentEntity(data, { ontology: store.ontology, labelOf: sampleLabels, now: sampleNow(), canEdit: false });
}

const words = (items: readonly Item[]) => items.map(({ text, chip }) => chip?.text ?? text).join(', ');
const facts = (page: EntityPage) => Object.fromEntries(page.facts.map(({ label, items }) => [label, words(items)]));
const headings = (page: EntityPage) => page.sections.map(({ heading }) => heading ?? '-');

describe('the page of a team', () => {
  test('says what it is, where it stands and how many people it has', async () => {
    const page = await present('team:booking-platform');
    expect(page.lede).toBe('Squad · 4 people, 5 with its sub-teams');
    expect(words(page.crumbs)).toBe('Organisation, Fjordlink, Digital');
    expect(facts(page)).toMatchObject({
      'Part of': 'Digital',
      People: '4 direct · 5 nested',
      Chat: '#booking-platform',
    });
  });

  test('has its lead first among its people, and marks who is not counted', async () => {
    const page = await present('team:booking-platform');
    const people = page.sections.find(({ heading }) => heading === 'People');
    const items = people?.type === 'list' ? people.items : [];
    expect(items[0]).toMatchObject({ text: 'Dag Fredriksen', note: 'Lead' });
    expect(items.at(-1)).toMatchObject({ text: 'Site reliability engineer', chip: { text: 'vacancy' } });
    expect(items.map(({ text }) => text)).not.toContain('Jonas Vik');
  });

  test('shows what sources disagree about, each value with who says so', async () => {
    const page = await present('team:booking-platform');
    const [notice] = page.notices;
    expect(notice?.title).toBe('Sources disagree about the lead.');
    expect(notice?.lines.map(({ label, items }) => `${label ?? ''} ${words(items)}`)).toEqual([
      'Shown, from HR export (18 Nov 2026), Handbook (3 Sep 2026): Dag Fredriksen, Farid Haddad',
      'Handbook (3 Sep 2026): Eun-ji Park',
    ]);
    expect(notice?.lines.every(({ marks }) => marks.length > 0)).toBe(true);
    expect(page.facts.find(({ label }) => label === 'Lead')?.disputed).toBe(true);
  });

  test('has what is over apart from what is', async () => {
    const page = await present('team:booking-platform');
    const former = page.sections.find(({ heading }) => heading === 'Formerly');
    expect(former?.type === 'list' ? words(former.items) : '').toContain('left');
  });
});

describe('the page of a person', () => {
  test('has the line of managers from the top', async () => {
    const page = await present('person:farid-haddad');
    const [chain] = page.sections;
    expect(chain?.type === 'list' ? chain.items.map(({ text }) => text) : []).toEqual([
      'Solveig Aune',
      'Chiara Rinaldi',
      'Dag Fredriksen',
      'Farid Haddad',
    ]);
  });

  test('has a dotted line marked as one', async () => {
    const manager = (await present('person:eun-ji-park')).facts.find(({ label }) => label === 'Manager');
    expect(manager?.items).toEqual([
      expect.objectContaining({ text: 'Dag Fredriksen' }),
      expect.objectContaining({ text: 'Bruno Okafor', note: 'dotted line' }),
    ]);
  });

  test('shows the newer title, and the older one with its source', async () => {
    const { notices } = await present('person:dag-fredriksen');
    expect(notices.map(({ title, lines }) => [title, ...lines.map(({ items }) => words(items))])).toEqual([
      ['Sources disagree about the title.', 'Engineering manager', 'Team lead'],
    ]);
  });
});

describe('the page of a procedure', () => {
  test('has its steps in order, each with its party, and its conditions before them', async () => {
    const page = await present('procedure:refund-a-cancelled-crossing');
    expect(page.lede).toBe('Procedure · 4 steps · owned by Booking Platform');
    expect(headings(page).slice(0, 4)).toEqual(['-', 'Before you start', 'Before the departure', 'Steps']);
    const steps = page.sections.flatMap((section) => (section.type === 'prose' ? section.steps : []));
    expect(steps.map(({ number, responsible }) => [number, responsible?.text, responsible?.href])).toEqual([
      [1, 'Harbour desk', undefined],
      [2, undefined, undefined],
      [3, 'Fares Desk', '/wiki/team:fares-desk'],
      [4, undefined, undefined],
    ]);
  });

  test('says that it was checked, or that the check is old', async () => {
    expect((await present('procedure:refund-a-cancelled-crossing')).trust[0]).toEqual({
      strong: 'Verified',
      text: 'in Handbook on 30 Oct 2026, due 28 Apr 2027',
    });
    const old = await present('procedure:change-a-fare');
    expect(old.notices[0]).toMatchObject({
      title: 'This page has been due for review for 1,147 days.',
    });
    expect(old.trust.filter(({ warn }) => warn).map(({ text }) => text)).toEqual([
      'Was verified in Handbook on 2 Apr 2023, due 29 Sep 2023',
      'Text of 2 Apr 2023',
    ]);
  });
});

describe('the page of anything', () => {
  test('says what replaced it', async () => {
    const { notices, chip } = await present('system:ticket-printer');
    expect(chip).toEqual({ text: 'deprecated', tone: 'warn' });
    expect(notices[0]).toMatchObject({ title: 'Replaced.', lines: [{ items: [{ text: 'Booking Engine' }] }] });
  });

  test('has every field and relation of a kind that a company added', async () => {
    const page = await present('vessel:ms-havsula');
    expect(facts(page)).toMatchObject({ Passengers: '540', 'Ice class': 'Yes' });
    expect(headings(page)).toEqual(['-', 'Notes for crews', 'Carries']);
  });

  test('has headings of text nested as in the source', async () => {
    const { contents } = await present('article:travel-policy');
    expect(contents.map(({ text, level }) => [text, level])).toEqual([
      ['Hotels', 2],
      ['In Oslo', 3],
      ['See also', 2],
    ]);
  });

  test('has every mark in its list of references', async () => {
    for (const kind of store.ontology.kinds) {
      const { items } = await store.list(anyEmployee, { kind: kind.name, includeUncounted: true, limit: 100 });
      for (const { ref } of items) {
        const page = await present(ref);
        const known = page.references.map(({ n }) => n);
        expect(known).toEqual(known.map((_n, index) => index + 1));
        const marks = [
          ...page.facts.flatMap((row) => row.marks),
          ...page.sections.flatMap((section) => section.marks),
          ...page.notices.flatMap(({ lines }) => lines.flatMap((each) => each.marks)),
        ];
        expect(known).toEqual(expect.arrayContaining([...new Set(marks.map(({ n }) => n))]));
      }
    }
  });

  test('has every id once', async () => {
    for (const ref of ['team:booking-platform', 'procedure:refund-a-cancelled-crossing', 'person:dag-fredriksen']) {
      const ids = (await present(ref)).sections.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe('what stands near', () => {
  test('see also names what has much in common and is nowhere else on the page', async () => {
    const page = await present('system:ticket-printer');
    const seeAlso = page.links.find(({ heading }) => heading === 'See also');
    const named = seeAlso?.items.map(({ text }) => text) ?? [];
    expect(named).toContain('Fare Calculator');
    expect(named).not.toContain('Booking Engine');
  });

  test('steps without a heading of their own get one, so that the contents have them', async () => {
    const page = await present('procedure:refund-a-cancelled-crossing');
    expect(page.contents.map(({ text }) => text)).toContain('Steps');
  });
});
