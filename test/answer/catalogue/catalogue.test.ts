import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type Catalogue, lookedUp } from '../../../answer/catalogue/create-catalogue.ts';
import { shortestPath } from '../../../answer/catalogue/find-path.ts';
import type { GraphStore } from '../../../graph/store.ts';
import type { KikiError } from '../../../schema/errors.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { catalogueOf } from '../../support/catalogue.ts';
import { field, record, related } from '../../support/records.ts';
import { sampleStore } from '../../support/sample-graph.ts';

let store: GraphStore;
let catalogue: Catalogue;
beforeAll(async () => {
  store = await sampleStore();
  catalogue = catalogueOf(store);
});
afterAll(() => store.close());

/** Parts of results that tests look into. */
interface Found {
  total: number;
  items: { name: string }[];
  candidates: object[];
  managers: { name: string }[];
  experts: { name: string }[];
  revisions: { name: string; at: string }[];
  sections: { text: string }[];
  passages: object[];
  steps: object[];
  by: object[];
}

/** Looks up, and checks what holds for every look-up. */
async function lookUp(name: string, input: object) {
  const reply = await catalogue.ask(name, input, { viewer: anyEmployee });
  expect(lookedUp.parse(reply)).toEqual(reply);
  expect(catalogue.find(name).output.parse(reply.result)).toEqual(reply.result);
  expect(reply.asOf).toBe('2026-11-20');
  for (const { text, sources } of reply.statements) {
    expect(text).not.toMatch(/undefined|\[object|NaN/);
    expect(sources.length).toBeGreaterThan(0);
  }
  return { ...reply, result: reply.result as Found, says: reply.statements.map(({ text }) => text).join('\n') };
}
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name);
const refusal = (name: string, input: unknown): Promise<KikiError> =>
  catalogue.ask(name, input, { viewer: anyEmployee }).then(
    () => {
      throw new Error('It was not refused');
    },
    (error: unknown) => error as KikiError,
  );

describe('every look-up', () => {
  test('has a name for models, a description, and schemas that JSON can hold', () => {
    const all = catalogue.lookUps.map(({ name }) => name);
    expect(new Set(all).size).toBe(all.length);
    for (const { name, description, input, output } of catalogue.lookUps) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
      expect(description.length).toBeGreaterThan(60);
      for (const schema of [input, output]) expect(JSON.stringify(z.toJSONSchema(schema))).not.toContain('"$ref"');
      for (const part of Object.values((z.toJSONSchema(input) as { properties: object }).properties))
        expect(part).toMatchObject({ description: expect.any(String) });
    }
  });

  test('knows the kinds, fields and relations that a company adds', async () => {
    const { result, says } = await lookUp('list_related', {
      of: 'Booking Engine',
      relation: 'Runs on'.toLowerCase(),
    });
    expect(names(result.items)).toEqual(['MS Havsula']);
    expect(says).toContain('MS Havsula');
    const vessels = await lookUp('count_entities', { kind: 'Vessel' });
    expect(vessels.result.total).toBeGreaterThan(0);
  });

  test.each([
    ['no object', 'list_entities', 'Person', /list_entities/],
    ['nothing', 'get_entity', undefined, /of/],
    ['a field too many', 'get_entity', { of: 'team:x', drop: 'all' }, /drop/],
    ['another kind', 'list_entities', { kind: 'Robot' }, /kind/],
    ['too many', 'list_entities', { kind: 'Person', limit: 1_000_000 }, /limit/],
    ['a day that is none', 'manager_chain', { of: 'Farid Haddad', on: 'yesterday' }, /on: is not a day/],
    ['an unknown field', 'list_entities', { kind: 'Person', where: { shoes: '42' } }, /no field "shoes"/],
    ['an unknown relation', 'list_related', { of: 'Digital', relation: 'eats' }, /relation/],
    ['a relation of another kind', 'list_related', { of: 'Digital', relation: 'manages' }, /no relation "manages"/],
    ['too long a name', 'get_entity', { of: 'x'.repeat(5_000) }, /of/],
  ])('refuses %s with what would do', async (_, name, input, message) => {
    const error = await refusal(name, input);
    expect(error).toMatchObject({ name: 'KikiError', code: 'invalid', fix: expect.any(String) });
    expect(`${error.where ?? ''} ${error.message}`).toMatch(message);
  });

  test('that is not there is named, with those that are', async () => {
    expect(await refusal('drop_database', {})).toMatchObject({
      code: 'not-found',
      fix: expect.stringContaining('get_entity'),
    });
  });

  test('ends when the asker gives up', async () => {
    const run = catalogue.run('describe_schema', {}, { viewer: anyEmployee, signal: AbortSignal.abort('enough') });
    await expect(run).rejects.toBe('enough');
  });
});

describe('find_entities', () => {
  test('gives those that are called so first, by alias and address too', async () => {
    const byAlias = await lookUp('find_entities', {
      text: 'online sales',
    });
    expect(byAlias.result.candidates[0]).toMatchObject({ name: 'Booking Platform', match: 'name' });
    const byAddress = await lookUp('find_entities', { text: 'farid@fjordlink.example' });
    expect(byAddress.result.candidates[0]).toMatchObject({
      name: 'Farid Haddad',
      fields: { title: 'Senior engineer' },
    });
  });

  test('says that a thing is not there with what may be meant', async () => {
    const error = await refusal('get_entity', { of: 'Bookin Platform' });
    expect(error).toMatchObject({ code: 'not-found', fix: expect.stringContaining('Booking Platform') });
  });
});

describe('counts', () => {
  test('state what is counted, directly and with sub-teams, and agree with the answers to questions', async () => {
    const { result, rules, says } = await lookUp('count_related', { of: 'Booking Platform', relation: 'members' });
    expect(result).toMatchObject({ total: 4, levels: { direct: 4, nested: 5 }, notCounted: { vacancy: 1 } });
    expect(rules.join('; ')).toMatch(/Direct ones only; 5 with all below.*not counted: 1 vacancy.*As of 2026-11-20/);
    expect(says).toContain('**4 people**');
    const nested = await lookUp('count_related', { of: 'Booking Platform', relation: 'members', nested: true });
    expect(nested.result).toMatchObject({ total: 5 });
  });

  test('of nothing are zero of what sources name', async () => {
    const { result, says } = await lookUp('count_related', { of: 'Greta Lund', relation: 'manages' });
    expect(result).toMatchObject({ total: 0 });
    expect(says).toContain('**0');
  });

  test('of a kind leave out who left, and say how many', async () => {
    const { result } = await lookUp('count_entities', { kind: 'Person', by: 'location' });
    expect(result).toMatchObject({ total: 9, notCounted: { left: 1, vacancy: 1, external: 1 } });
    expect(result.by).toEqual(expect.arrayContaining([{ value: 'Bergen', count: 4 }]));
  });

  test('take a choice by its synonym, and say of a value that nothing has it', async () => {
    const left = await lookUp('count_entities', { kind: 'Person', where: { status: 'former' } });
    expect(left.result).toMatchObject({ total: 1 });
    const nowhere = await lookUp('count_entities', { kind: 'Person', where: { location: 'Atlantis' } });
    expect(nowhere.result).toMatchObject({ total: 0 });
    expect(nowhere.rules.join()).toMatch(/No person has location Atlantis.*Bergen/);
  });
});

describe('lists', () => {
  test('go on where they were cut', async () => {
    const first = await lookUp('list_entities', {
      kind: 'Person',
      limit: 4,
    });
    expect(first.cut).toBe('4 of 9 are given; go on with offset 4');
    const rest = await lookUp('list_entities', {
      kind: 'Person',
      offset: 4,
    });
    expect(rest.cut).toBeNull();
    expect(new Set([...names(first.result.items), ...names(rest.result.items)]).size).toBe(9);
  });

  test('give the fields that are asked for, in the statements too', async () => {
    const { result, says } = await lookUp('list_related', {
      of: 'Booking Platform',
      relation: 'members',
      where: { location: 'stavanger' },
      show: ['title'],
    });
    expect(result.items).toEqual([
      expect.objectContaining({ name: 'Dag Fredriksen', fields: { title: 'Engineering manager' } }),
      expect.objectContaining({ name: 'Farid Haddad' }),
    ]);
    expect(says).toContain('Dag Fredriksen (title: Engineering manager)');
  });

  test('tell dotted lines apart, and roles', async () => {
    const manager = await lookUp('list_related', { of: 'Eun-ji Park', relation: 'reports to' });
    expect(manager.result).toMatchObject({ items: [{ name: 'Dag Fredriksen' }], dotted: [{ name: 'Bruno Okafor' }] });
    const workers = await lookUp('list_related', { of: 'Contactless Boarding', relation: 'worked on by' });
    expect(workers.result.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'Farid Haddad', roles: ['gate software'] })]),
    );
  });

  test('tell former ones when those are asked for', async () => {
    const { result } = await lookUp('list_related', { of: 'Booking Platform', relation: 'members', former: true });
    expect(result).toMatchObject({ total: 1, items: [{ name: 'Jonas Vik', status: 'left' }] });
  });

  test('name what other sources say', async () => {
    const { says } = await lookUp('list_related', { of: 'Booking Engine', relation: 'owned by' });
    expect(says).toMatch(/Sources disagree|Booking Platform/);
  });

  test('sort by a field, what has none last', async () => {
    const { result } = await lookUp('list_entities', {
      kind: 'Project',
      sortBy: 'dueDate',
    });
    expect(names(result.items)).toEqual(['Winter Timetable', 'Contactless Boarding']);
  });

  test('rank by how many others things have', async () => {
    const { result } = await lookUp('rank_by_related', { kind: 'Team', relation: 'members' });
    expect(result.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'Booking Platform', count: 4 })]),
    );
    expect(result.items[0]?.name).toBe('Booking Platform');
  });
});

describe('one thing', () => {
  test('comes with fields and their sources, relations, sections and freshness', async () => {
    const { result, says } = await lookUp('get_entity', { of: 'Contactless Boarding' });
    expect(result).toMatchObject({
      kind: 'Project',
      fields: { status: { value: 'at risk', sources: [{ name: 'projects' }] } },
      relations: expect.arrayContaining([
        expect.objectContaining({
          relation: 'depends on',
          others: [expect.objectContaining({ name: 'Booking Engine' })],
        }),
      ]),
    });
    expect(says).toContain('Status of Contactless Boarding: at risk');
    expect(says).toContain('gate software');
  });

  test('gives its text section by section', async () => {
    const page = await lookUp('read_page', { of: 'Travel policy' });
    expect(page.result.sections.map(({ text }) => text).join('\n')).toMatch(/NOK 1,800[\s\S]*NOK 2,200/);
    const one = await lookUp('read_page', {
      of: 'Travel policy',
      section: 'in oslo',
    });
    expect(one.result.sections.map(({ text }) => text)).toEqual(['Up to NOK 2,200 a night.']);
    expect(await refusal('read_page', { of: 'Travel policy', section: 'Mars' })).toMatchObject({ code: 'invalid' });
  });

  test('gives its steps, with who does what', async () => {
    const { result } = await lookUp('procedure_steps', { of: 'Refund a cancelled crossing' });
    expect(result.steps).toHaveLength(4);
    expect(result).toMatchObject({
      owners: ['Booking Platform'],
      prerequisites: expect.arrayContaining(['The booking number']),
    });
    expect(result.steps[2]).toMatchObject({ number: 3, responsible: 'Fares Desk' });
  });
});

test('manager_chain gives the solid line to the top', async () => {
  const { result, says } = await lookUp('manager_chain', { of: 'Farid Haddad' });
  expect(names(result.managers)).toEqual(['Dag Fredriksen', 'Chiara Rinaldi', 'Solveig Aune']);
  expect(says).toContain('→');
  expect(await refusal('manager_chain', { of: 'Digital' })).toMatchObject({ code: 'invalid' });
});

test('experts_on names who can be asked about a thing or a topic, and why', async () => {
  const { result } = await lookUp('experts_on', { of: 'Booking Engine' });
  expect(result.experts).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'Farid Haddad', why: 'expert in Booking Engine' }),
      expect.objectContaining({ name: 'Digital', why: 'owns Booking Engine' }),
    ]),
  );
  const topic = await lookUp('experts_on', { topic: 'hotels' });
  expect(names(topic.result.experts)).toContain('Operations');
  expect(await refusal('experts_on', {})).toMatchObject({ code: 'invalid' });
});

test('search_passages finds prose, with its place', async () => {
  const { result } = await lookUp('search_passages', { text: 'hotels in Oslo', limit: 3 });
  expect(result.passages).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        title: 'Travel policy',
        source: expect.objectContaining({ path: 'policies/travel.md' }),
      }),
    ]),
  );
});

describe('find_path', () => {
  test('says how two things hang together, step by step with sources', async () => {
    const { result, statements } = await lookUp('find_path', {
      from: 'Greta Lund',
      to: 'Fare Calculator',
    });
    expect(result.steps.length).toBeGreaterThan(1);
    expect(statements).toHaveLength(result.steps.length);
    expect(result.steps[0]).toMatchObject({ from: { name: 'Greta Lund' } });
    expect(result.steps.at(-1)).toMatchObject({ to: { name: 'Fare Calculator' } });
  });

  test('says that there is none of so few steps', async () => {
    const { result } = await lookUp('find_path', { from: 'Jonas Vik', to: 'Deck metre' });
    expect(result.steps).toBeNull();
  });

  test('goes along either direction, the shortest way, always the same', () => {
    const links = [
      { relation: 'A', from: 'p:1', to: 'p:2' },
      { relation: 'B', from: 'p:3', to: 'p:2' },
      { relation: 'A', from: 'p:1', to: 'p:4' },
      { relation: 'A', from: 'p:4', to: 'p:3' },
    ];
    const expected = [
      { relation: 'A', from: 'p:1', to: 'p:2', end: 'from' },
      { relation: 'B', from: 'p:2', to: 'p:3', end: 'to' },
    ];
    expect(shortestPath(links, 'p:1', 'p:3', 5)).toEqual(expected);
    expect(shortestPath([...links].reverse(), 'p:1', 'p:3', 5)).toEqual(expected);
    expect(shortestPath(links, 'p:1', 'p:3', 1)).toBeUndefined();
    expect(shortestPath(links, 'p:1', 'p:1', 1)).toEqual([]);
  });
});

describe('of another day', () => {
  test('it is told as Kiki knew it then', async () => {
    const then = await lookUp('get_entity', { of: 'Farid Haddad', on: '2026-10-10' });
    expect(then.result).toMatchObject({ fields: { title: { value: 'Engineer' } } });
    const listed = await lookUp('list_related', {
      of: 'Dag Fredriksen',
      relation: 'manages',
      on: '2026-10-10',
      show: ['title'],
    });
    expect(listed.says).toMatch(/Farid Haddad \(title: Engineer\).*As of 2026-10-10/);
    const today = await lookUp('get_entity', { of: 'Farid Haddad' });
    expect(today.result).toMatchObject({ fields: { title: { value: 'Senior engineer' } } });
    const before = await lookUp('count_entities', { kind: 'System', on: '2026-10-10' });
    const now = await lookUp('count_entities', { kind: 'System' });
    expect(before.result.total).toBe(now.result.total + 1);
  });

  test('is refused where it is still to come, or nothing is known of it', async () => {
    for (const on of ['2027-01-01', '1999-01-01'])
      expect(await refusal('count_entities', { kind: 'Person', on })).toMatchObject({ code: 'invalid', where: 'on' });
  });
});

describe('list_changes', () => {
  test('tells what a thing was and became, and who changed it', async () => {
    const { result, says } = await lookUp('list_changes', { of: 'Farid Haddad', since: '2026-11-01' });
    expect(result.revisions).toEqual([
      expect.objectContaining({
        name: 'Farid Haddad',
        actorType: 'run',
        reason: 'Nightly import',
        changes: expect.arrayContaining([
          expect.objectContaining({ name: 'title', before: 'Engineer', after: 'Senior engineer' }),
          expect.objectContaining({ name: 'WORKS_ON', other: 'Contactless Boarding', after: 'gate software' }),
        ]),
      }),
    ]);
    expect(says).toMatch(
      /^2026-11-19, Farid Haddad \(by import of projects\): title changed from Engineer to Senior engineer/,
    );
  });

  test('of all things keeps to the days, and is newest first', async () => {
    const { result } = await lookUp('list_changes', {
      since: '2026-11-01',
    });
    expect(names(result.revisions)).toEqual(expect.arrayContaining(['Farid Haddad', 'Contactless Boarding']));
    expect(result.revisions.every(({ at }) => at >= '2026-11-01')).toBe(true);
    const none = await lookUp('list_changes', { since: '2026-10-06', until: '2026-10-31' });
    expect(none.result).toEqual({ revisions: [] });
  });
});

describe('however much there is, a reply is bounded', () => {
  test('and says what it left out', async () => {
    const long = 'word '.repeat(6_000);
    const crowd = Array.from({ length: 120 }, (_, index) =>
      record({
        source: 'hr',
        kind: 'Person',
        key: `c${index}`,
        name: `Crowd ${index}`,
        claims: [related('MEMBER_OF', 'Hall'), field('title', long.slice(0, 1_000))],
      }),
    );
    const hall = record({
      source: 'hr',
      kind: 'Team',
      key: 'hall',
      name: 'Hall',
      claims: [
        field('description', long),
        field(
          'aliases',
          Array.from({ length: 300 }, (_, index) => `Hall ${index}`),
        ),
      ],
      passages: Array.from({ length: 30 }, (_, index) => ({
        heading: ['Hall', `Part ${index}`],
        text: long.slice(0, 9_000),
      })),
    });
    const large = await sampleStore([hall, ...crowd]);
    try {
      const asked: [string, object][] = [
        ['get_entity', { of: 'Hall' }],
        ['read_page', { of: 'Hall' }],
        ['list_related', { of: 'Hall', relation: 'members', limit: 100, show: ['title', 'email'] }],
        ['list_entities', { kind: 'Person', limit: 100, show: ['title'] }],
        ['count_entities', { kind: 'Person', by: 'title' }],
        ['find_entities', { text: 'Crowd', limit: 50 }],
        ['search_passages', { text: 'word', limit: 12 }],
        ['list_changes', { since: '2000-01-01', limit: 60 }],
        ['experts_on', { topic: 'word' }],
      ];
      for (const [name, input] of asked) {
        const reply = await catalogueOf(large).ask(name, input, { viewer: anyEmployee });
        expect([name, JSON.stringify(reply).length < 100_000]).toEqual([name, true]);
      }
      const { cut, result } = await catalogueOf(large).ask(
        'list_related',
        { of: 'Hall', relation: 'members' },
        { viewer: anyEmployee },
      );
      expect(result).toMatchObject({ total: 120 });
      expect(cut).toBe('40 of 120 are given; go on with offset 40');
    } finally {
      await large.close();
    }
  });
});

describe('a viewer', () => {
  test('hears nothing of what is for others, in no look-up', async () => {
    const secret = record({
      source: 'hr',
      kind: 'Project',
      key: 'P-99',
      name: 'Project Nightfall',
      audience: 'hr',
      claims: [field('status', 'on track'), related('LEADS', 'Greta Lund', { end: 'to' })],
      passages: [{ heading: ['Plan'], text: 'Nightfall closes the Bergen office.' }],
    });
    const partly = await sampleStore([secret]);
    try {
      const asked: [string, object][] = [
        ['find_entities', { text: 'Project Nightfall' }],
        ['list_entities', { kind: 'Project' }],
        ['count_entities', { kind: 'Project', by: 'status' }],
        ['get_entity', { of: 'Greta Lund' }],
        ['list_related', { of: 'Greta Lund', relation: 'leads' }],
        ['count_related', { of: 'Greta Lund', relation: 'leads' }],
        ['rank_by_related', { kind: 'Person', relation: 'leads' }],
        ['search_passages', { text: 'Nightfall closes the Bergen office' }],
        ['list_changes', { since: '2000-01-01' }],
        ['list_changes', { since: '2000-01-01', of: 'Greta Lund' }],
        ['experts_on', { topic: 'Nightfall office' }],
        ['describe_schema', {}],
      ];
      const insider = { ...anyEmployee, audiences: [...anyEmployee.audiences, 'hr' as const] };
      for (const [name, input] of asked) {
        const open = await catalogueOf(store).ask(name, input, { viewer: anyEmployee });
        const hidden = await catalogueOf(partly).ask(name, input, { viewer: anyEmployee });
        expect(JSON.stringify(hidden)).not.toMatch(/Nightfall"|project-nightfall/i);
        if (name !== 'list_changes') expect([name, hidden.result]).toEqual([name, open.result]);
      }
      const seen = await catalogueOf(partly).ask(
        'count_related',
        { of: 'Greta Lund', relation: 'leads' },
        { viewer: insider },
      );
      expect(seen.result).toMatchObject({ total: 2 });
    } finally {
      await partly.close();
    }
  });

  const stranger = { ...anyEmployee, id: 'stranger', audiences: [] };

  test('to whom nothing is readable finds and counts nothing', async () => {
    const count = await catalogue.ask('count_entities', { kind: 'Person' }, { viewer: stranger });
    expect(count.result).toMatchObject({ total: 0, notCounted: {} });
    const found = await catalogue.ask('find_entities', { text: 'Farid Haddad' }, { viewer: stranger });
    expect(found.result).toEqual({ candidates: [] });
    const prose = await catalogue.ask('search_passages', { text: 'hotels in Oslo' }, { viewer: stranger });
    expect(prose.result).toEqual({ passages: [] });
    const changes = await catalogue.ask('list_changes', { since: '2000-01-01' }, { viewer: stranger });
    expect(changes.result).toEqual({ revisions: [] });
    const error = await catalogue
      .ask('get_entity', { of: 'Farid Haddad' }, { viewer: stranger })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'not-found' });
    expect(JSON.stringify(error)).not.toContain('person:');
  });
});
