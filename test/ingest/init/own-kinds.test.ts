import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import { namesAt } from '../../support/ingesting.ts';
import { namesOf, proposeFor, type Tried } from '../../support/proposing.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const root = temporaryFolder();
const propose = (files: Record<string, string>): Promise<Tried> => proposeFor(root, files);

const people = [
  'ada_holm: { name: Ada Holm, role: Berth planner, email: ada@skerry.example }',
  'bo_lind: { name: Bo Lind, role: Crane driver, email: bo@skerry.example }',
  'cy_moe: { name: Cy Moe, role: Clerk, email: cy@skerry.example }',
].join('\n');
const teams = (more: string, another: string) =>
  [
    `docks: { name: Docks, brief: Ships in, ${more} }`,
    `cranes: { name: Cranes, brief: Boxes up, ${another} }`,
    `yard: { name: Yard, brief: Boxes away, ${more} }`,
  ].join('\n');

describe('a column whose values are keys of people is what they are to the row, called as it is', () => {
  test.each([
    // No one of several leads.
    ['pm: ada_holm, em: bo_lind', 'pm: bo_lind, em: cy_moe', { 'PM of': 'Ada Holm', 'EM of': 'Bo Lind' }, []],
    [
      'pm: ada_holm, design: bo_lind',
      'pm: bo_lind, design: cy_moe',
      { 'PM of': 'Ada Holm', 'design of': 'Bo Lind' },
      [],
    ],
    // Who is called a lead does.
    ['lead: cy_moe, pm: ada_holm', 'lead: cy_moe, pm: bo_lind', { 'PM of': 'Ada Holm' }, ['Cy Moe']],
    ['tech_lead: bo_lind, pm: ada_holm', 'tech_lead: cy_moe, pm: bo_lind', { 'PM of': 'Ada Holm' }, ['Bo Lind']],
    ['tech_lead: bo_lind, team_lead: cy_moe', 'tech_lead: bo_lind, team_lead: ada_holm', {}, ['Bo Lind', 'Cy Moe']],
    // One alone does too.
    ['em: bo_lind', 'em: ada_holm', {}, ['Bo Lind']],
    // Lists, and names within an object.
    ['buddies: [ada_holm, cy_moe]', 'buddies: [bo_lind]', { 'buddy of': 'Ada Holm, Cy Moe' }, []],
    [
      'wardens: { fire: ada_holm, ice: bo_lind }',
      'wardens: { fire: bo_lind, ice: cy_moe }',
      { 'warden of': 'Ada Holm, Bo Lind' },
      [],
    ],
    ['sponsors: [cy_moe]', 'sponsors: []', { 'sponsor of': 'Cy Moe' }, []],
  ])('%s', async (more, another, expected, leads) => {
    const tried = await propose({ 'people.yml': people, 'teams.yml': teams(more, another) });
    expect(tried.problems).toEqual([]);
    expect(await namesAt(tried.store, 'team:docks', 'LEADS', 'to')).toEqual(leads);
    const found = await Promise.all(
      Object.keys(expected).map(async (key) => [key, (await namesAt(tried.store, 'team:docks', key, 'to')).join(', ')]),
    );
    expect(Object.fromEntries(found)).toEqual(expected);
    expect((await tried.store.entity(anyEmployee, 'team:docks'))?.facts.description?.value).toBe('Ships in');
    await tried.store.close();
  });

  test('and the role says which one it is', async () => {
    const tried = await propose({
      'people.yml': people,
      'teams.yml': teams('wardens: { fire: ada_holm, ice: bo_lind }', 'wardens: { fire: bo_lind, ice: cy_moe }'),
    });
    expect([...(await tried.store.roles(anyEmployee, 'warden of'))].sort()).toEqual(['fire warden', 'ice warden']);
    await tried.store.close();
  });

  test.each([
    [
      'numbers',
      'floor: 1',
      'floor: 2',
      '1: { name: Ada Holm, email: a@x.example }\n2: { name: Bo Lind, email: b@x.example }',
    ],
    ['one value, which may be found by chance', 'motto: ada_holm', 'motto: ada_holm', people],
    ['values of which some are others', 'motto: ada_holm', 'motto: Onward', people],
    ['a field of the kind', 'location: ada_holm', 'location: bo_lind', people],
    ['who changed the row', 'changed_by: ada_holm', 'changed_by: bo_lind', people],
  ])('but not %s', async (_what, more, another, all) => {
    const tried = await propose({ 'people.yml': all, 'teams.yml': teams(more, another) });
    expect(tried.config.schema?.relations).toBeUndefined();
    await tried.store.close();
  });

  test('also where the people are objects, and nothing else lists them', async () => {
    const person = (name: string) => `{ name: ${name} Holm, github: ${name.toLowerCase()} }`;
    const tried = await propose({
      'packages.yml': [
        `- { package_name: knots, package_description: Ties, editor: ${person('Ada')}, reviewers: [${person('Bo')}, ${person('Cy')}], all_current_maintainers: [${person('Dia')}] }`,
        `- { package_name: sails, package_description: Sews, editor: ${person('Bo')}, reviewers: [${person('Ada')}], all_current_maintainers: [${person('Dia')}] }`,
      ].join('\n'),
    });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'Person')).toEqual(['Ada Holm', 'Bo Holm', 'Cy Holm', 'Dia Holm']);
    expect(await namesAt(tried.store, 'system:knots', 'editor of', 'to')).toEqual(['Ada Holm']);
    expect(await namesAt(tried.store, 'system:knots', 'reviewer of', 'to')).toEqual(['Bo Holm', 'Cy Holm']);
    expect(await namesAt(tried.store, 'system:knots', 'OWNS', 'to')).toEqual(['Dia Holm']);
    expect(await tried.store.roles(anyEmployee, 'OWNS')).toEqual([]);
    expect(tried.config.schema?.kinds).toEqual({ System: { synonyms: ['package'] } });
    await tried.store.close();
  });
});

describe('what a file calls things of a kind is a word for it', () => {
  const services = 'name,owner,repo\nQueue,Ada,x\nLedger,Bo,y\n';
  test.each([
    ['if it lists all of them', { 'gadgets.csv': services }, { System: { synonyms: ['gadget'] } }],
    [
      'but not if another lists some',
      { 'gadgets.csv': services, 'systems.csv': services.replace('Queue', 'Mail') },
      undefined,
    ],
    ['but not if it is one already', { 'services.csv': services }, undefined],
    ['but not if it says nothing', { 'exports.csv': services }, undefined],
    ['but not if it is called after people', { 'line_owners.csv': services }, undefined],
  ])('%s', async (_what, files, kinds) => {
    const tried = await propose(files);
    expect(tried.config.schema?.kinds).toEqual(kinds);
    expect((await namesOf(tried, 'System')).length).toBeGreaterThanOrEqual(2);
    await tried.store.close();
  });
});

describe('a table is about things called after it', () => {
  const files = {
    'people.yml': people,
    'teams.yml': teams('lead: cy_moe', 'lead: bo_lind'),
  };

  test('if its rows have a key and a name and point at what is known, or are pointed at', async () => {
    const tried = await propose({
      ...files,
      'cargo_types.yml': [
        'fish: { title: Fresh fish, team: docks, owner: ada_holm, note: Smells, hazards: [slip], guide: https://x.example/a, needs: cold }',
        'iron: { title: Iron ore, team: yard, owner: bo_lind, hazards: [], needs: dry }',
      ].join('\n'),
      'stores.yml': 'cold: { title: Cold store }\ndry: { title: Dry store }',
      'berths.csv': 'code,name,harbour master\nN,North,ada@skerry.example\nS,South,bo@skerry.example\n',
    });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'CargoType')).toEqual(['Fresh fish', 'Iron ore']);
    expect(await namesAt(tried.store, 'cargotype:fish', 'OWNS', 'to')).toEqual(['Ada Holm']);
    expect(await namesAt(tried.store, 'cargotype:fish', 'team of', 'to')).toEqual(['Docks']);
    expect(await namesAt(tried.store, 'cargotype:fish', 'need of', 'to')).toEqual(['Cold store']);
    expect(await namesAt(tried.store, 'berth:north', 'harbour master of', 'to')).toEqual(['Ada Holm']);
    const fish = await tried.store.entity(anyEmployee, 'cargotype:fish');
    expect(fish?.fields).toMatchObject({ hazards: ['slip'], guide: 'https://x.example/a', description: 'Smells' });
    expect(tried.yaml).toContain('2 rows, taken for CargoType because of its name, “team”, “owner”');
    await tried.store.close();
  });

  test.each([
    ['whose rows point nowhere', 'colours.yml', 'red: { title: Red }\nblue: { title: Blue }'],
    ['without names', 'shifts.yml', 'a: { team: docks }\nb: { team: yard }'],
    ['called after no things', 'data.yml', 'a: { title: Ay, team: docks }\nb: { title: Bee, team: yard }'],
    ['called after one', 'plan.yml', 'a: { title: Ay, team: docks }\nb: { title: Bee, team: yard }'],
    ['called after people', 'line_owners.yml', 'a: { title: Ay, owner: ada_holm }\nb: { title: Bee, owner: bo_lind }'],
  ])('but not one %s', async (_what, path, text) => {
    const tried = await propose({ ...files, [path]: text });
    expect(tried.config.schema?.kinds).toBeUndefined();
    expect(tried.notes.join('\n')).toContain(`Not mapped: ${path}`);
    await tried.store.close();
  });
});
