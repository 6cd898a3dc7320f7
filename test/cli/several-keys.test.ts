import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { toEntityReply } from '../../wiki-server/api/entity-shapes.ts';
import { presentEntity } from '../../wiki-server/present/entity-page.ts';
import { readEntityPage } from '../../wiki-server/read/entity-page.ts';
import { createNeighbourhoods } from '../../wiki-server/read/neighbourhoods.ts';
import { ingestAll, parseConfig, storeFor } from '../support/ingesting.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeFiles } from '../support/write-files.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';

/** People whom one source has under several keys, from the files to the page and the answer. */

const config = parseConfig(`
sources:
  - name: hr
    kind: table
    files: people.csv
    entities:
      - kind: Person
        key: no
        name: name
        ids: { email: mail }
        fields: { title: title, status: status }
        relations:
          member of: team
          reports to: { to: manager, by: key }
  - name: teams
    kind: table
    files: teams.csv
    entities: [{ kind: Team, key: name, name: name }]
`);

const files = {
  'people.csv': [
    'no,name,mail,title,status,team,manager',
    '1,Grace Hopper,grace@acme.example,Director,active,Engines,',
    '2,Ann Boss,ann@acme.example,Head of Audit,active,Audit,1',
    // An interim role: two keys at once.
    '3,Ada Lovelace,ada@acme.example,Engineer,active,Engines,1',
    '4,Ada Lovelace,ada@acme.example,Interim auditor,active,Audit,2',
    // A re-hire: the old key is closed and comes first.
    '5,Tim Lee,tim@acme.example,Clerk,left,Audit,2',
    '6,Tim Lee,tim@acme.example,Analyst,active,Engines,1',
    // The same name and nothing that says it is one person.
    '7,Sam Poe,sam.a@acme.example,Interim auditor,active,Audit,2',
    '8,Sam Poe,sam.b@acme.example,Driver,active,Engines,1',
  ].join('\n'),
  'teams.csv': 'name\nEngines\nAudit\n',
};

const folder = temporaryFolder();
let store: GraphStore;
let ask: Ask;
beforeAll(async () => {
  writeFiles(folder, files);
  store = await storeFor(config);
  const reports = await ingestAll(store, config, folder);
  expect(reports.map(({ status, warnings }) => [status, warnings])).toEqual([
    ['done', []],
    ['done', []],
  ]);
  ask = plainAnswerer(store, { company: 'Acme', now: () => new Date('2026-10-01T12:00:00Z') });
});
afterAll(() => store.close());

const answerTo = (question: string) => ask({ question, asker: anyEmployee });
const page = async (ref: string) => {
  const data = await readEntityPage({ store, neighbourhoods: createNeighbourhoods(store) }, anyEmployee, ref);
  if (data === undefined) throw new Error(`There is no ${ref}`);
  return presentEntity(data, {
    ontology: store.ontology,
    labelOf: (name) => name,
    now: new Date('2026-10-01'),
    canEdit: false,
  });
};
const shown = async (ref: string) =>
  Object.fromEntries((await page(ref)).facts.map(({ label, items }) => [label, items.map(({ text }) => text)]));

describe('someone with an interim role under a second key', () => {
  test('is one person with both titles, teams and managers, and no contradiction', async () => {
    const entity = await store.entity(anyEmployee, 'person:ada-lovelace');
    expect(entity?.facts.title).toMatchObject({ value: 'Engineer', also: [{ value: 'Interim auditor' }] });
    expect(entity?.facts.title).not.toHaveProperty('contradicts');
    expect(entity?.contradictions).toEqual([]);
    expect(entity?.also).toMatchObject([{ relation: 'REPORTS_TO', end: 'from', other: { name: 'Ann Boss' } }]);
    expect(entity?.also[0]?.sources).toMatchObject([{ source: 'hr', path: 'people.csv#4' }]);
    const teams = entity?.relations.filter(({ relation }) => relation === 'MEMBER_OF').map(({ other }) => other.name);
    expect(teams).toEqual(['Audit', 'Engines']);
  });

  test('has both in the API and on the page, where nothing is disputed', async () => {
    const entity = await store.entity(anyEmployee, 'person:ada-lovelace');
    const reply = entity && toEntityReply(entity);
    expect(reply?.fields.title).toMatchObject({ also: [{ value: 'Interim auditor' }] });
    expect(reply?.also).toMatchObject([{ type: 'REPORTS_TO', direction: 'out', ref: 'person:ann-boss' }]);
    expect(await shown('person:ada-lovelace')).toMatchObject({
      Title: ['Engineer', 'Interim auditor'],
      Manager: ['Grace Hopper', 'Ann Boss'],
    });
    const { facts, notices } = await page('person:ada-lovelace');
    expect(facts.filter(({ disputed }) => disputed)).toEqual([]);
    expect(notices).toEqual([]);
  });

  test('has both in answers', async () => {
    const title = await answerTo('What is the title of Ada Lovelace?');
    expect(title.text).toMatch(/\*\*Engineer\*\*.*The same source also says \*\*Interim auditor\*\*/s);
    const manager = await answerTo('Who is the manager of Ada Lovelace?');
    expect(manager.text).toMatch(/Grace Hopper.*The same source also names \*\*Ann Boss\*\*/s);
    expect(manager.text).not.toContain('disagree');
    expect((await answerTo('Is Ada Lovelace an interim auditor?')).value).toBe(true);
    expect((await answerTo('How many people are in Audit?')).value).toBe(3);
  });
});

describe('someone who was hired again', () => {
  test('is here, as what the new key says, and the old team and manager are former ones', async () => {
    const entity = await store.entity(anyEmployee, 'person:tim-lee');
    expect(entity?.fields).toMatchObject({ status: 'active', title: 'Analyst' });
    const relations = entity?.relations.map(({ relation, other, current }) => [relation, other.name, current]);
    expect(relations).toEqual([
      ['MEMBER_OF', 'Audit', false],
      ['MEMBER_OF', 'Engines', true],
      ['REPORTS_TO', 'Ann Boss', false],
      ['REPORTS_TO', 'Grace Hopper', true],
    ]);
    expect((await answerTo('Who is the manager of Tim Lee?')).value).toEqual(['Grace Hopper']);
  });
});

test('two keys with an equal name and no id in common stay two', async () => {
  const { items } = await store.list(anyEmployee, { kind: 'Person' });
  expect(items.filter(({ name }) => name === 'Sam Poe')).toHaveLength(2);
});
