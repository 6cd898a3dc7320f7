import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { initFolder } from '../../../ingest/init/init-folder.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { namesAt } from '../../support/ingesting.ts';
import { namesOf, proposeFor, type Tried, tryOut } from '../../support/proposing.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();
const newFolder = () => mkdtempSync(join(root, 'home-'));

const propose = (files: Record<string, string | Uint8Array>): Promise<Tried> => proposeFor(root, files);

describe('what init proposes', () => {
  test('reads maps of lists beside other things, leaves words for nobody out, and says how to read lists of objects', async () => {
    const tried = await propose({
      'people.yml': [
        'people: { ada: { name: Ada Lovelace }, bob: { name: Bob Ross } }',
        'teams: { council: [ada, bob], board: [bob] }',
        'colours: { red: [crimson], blue: [] }',
      ].join('\n'),
      'groups.yml': [
        '- { id: one, name: Group One, parent: none, contacts: [{ office: a1, shift: 2 }] }',
        '- { id: two, name: Group Two, parent: N/A, contacts: [{ office: a2, shift: 3 }] }',
        '- { id: three, name: Group Three, parent: one }',
        '- { id: four, name: Group Four, parent: two }',
      ].join('\n'),
    });
    expect(tried.problems).toEqual([]);
    expect(await namesAt(tried.store, 'team:council', 'MEMBER_OF', 'to')).toEqual(['Ada Lovelace', 'Bob Ross']);
    expect(await namesAt(tried.store, 'team:three', 'PART_OF', 'from')).toEqual(['Group One']);
    expect(tried.yaml).toContain('parent[$not($ in ["none","N/A"])]');
    const comments = tried.yaml.replace(/\s+#?\s*/g, ' ');
    expect(comments).toContain(
      'Left out: contacts, which is a list of objects. A field or relation may read a value of each item, such as contacts.office; to make a thing of each item, add a mapping with each: contacts (“Lists within rows” in docs/configuration.md)',
    );
    expect(tried.notes.join('\n')).toContain('Not mapped: people.yml (colours), because');
    await tried.store.close();
  });

  test('finds who leads and stands for a team in objects with a person’s attributes', async () => {
    const person = (name: string) =>
      `{ name: ${name} Holm, irc: ${name.toLowerCase()}7, email: ${name.toLowerCase()}@skerry.example }`;
    const tried = await propose({
      'teams/teams.yaml': [
        `ferries: { tech_lead: ${person('Ada')}, mission: Sail., liaisons: { safety: [${person('Bo')}], harbour: [${person('Cy')}] } }`,
        `moorings: { tech_lead: ${person('Bo')}, mission: Moor., liaisons: { safety: [${person('Bo')}, ${person('Dia')}] } }`,
        `radio: { ptl: ${person('Eli')}, tech_lead: { name: Hal Holm, irc: hal7 }, mission: Call., sponsor: ${person('Fay')} }`,
      ].join('\n'),
      'teams/archived-teams.yaml': `lamps: { tech_lead: ${person('Gus')}, mission: Light. }`,
      'boards/old-teams.json': JSON.stringify({
        board: { members: [{ name: 'Ada Holm', email: 'ada@skerry.example', irc: 'ada7' }], since: '2019' },
      }),
      'odds.yaml': 'a: [{ colour: red }]\nb: [{ colour: blue, size: 4 }]\nc: [{ colour: green }]',
    });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'Team')).toEqual(['ferries', 'lamps', 'moorings', 'radio']);
    const people = ['Ada', 'Bo', 'Cy', 'Dia', 'Eli', 'Fay', 'Gus', 'Hal'].map((name) => `${name} Holm`);
    expect(await namesOf(tried, 'Person')).toEqual(people);
    const leads = async (team: string) => namesAt(tried.store, `team:${team}`, 'LEADS', 'to');
    expect(await leads('ferries')).toEqual(['Ada Holm']);
    expect(await leads('lamps')).toEqual(['Gus Holm']);
    expect(await leads('radio')).toEqual(['Eli Holm', 'Hal Holm']);
    expect(await namesAt(tried.store, 'team:moorings', 'liaison of', 'to')).toEqual(['Bo Holm', 'Dia Holm']);
    expect(await namesAt(tried.store, 'team:radio', 'sponsor of', 'to')).toEqual(['Fay Holm']);
    expect([...(await tried.store.roles(anyEmployee, 'LEADS'))].sort()).toEqual(['PTL', 'tech lead']);
    expect([...(await tried.store.roles(anyEmployee, 'liaison of'))].sort()).toEqual([
      'harbour liaison',
      'safety liaison',
    ]);
    expect(await tried.store.roles(anyEmployee, 'sponsor of')).toEqual([]);
    expect(tried.yaml).toContain('irc: irc');
    expect(tried.notes.filter((note) => note.includes('odds.yaml'))).toEqual([
      expect.stringMatching(/^Not mapped: odds\.yaml \(a, b, c\), because .* Their columns: colour, size\.$/),
    ]);
    await tried.store.close();
  });

  test('takes a table of people for one by what they do, fills down what is said once, and makes things of what nothing describes', async () => {
    const rows = ['Ledger', 'Queue'].flatMap((project) =>
      [1, 2, 3, 4, 5].map(
        (n) => `${n === 1 ? 'Stable' : ''},${n === 1 ? project : ''},Dev ${project} ${n},@${project}${n}\n`,
      ),
    );
    const tried = await propose({
      'maintainers.csv': `,Project,Maintainer Name,GitHub Name\n${rows.join('')}`,
      'people.json':
        '[{"name": "Dev Queue 4", "github": "queue4", "title": "Clerk"}, {"name": "Eve", "github": "eve", "title": "Clerk"}]',
    });
    expect(tried.problems).toEqual([]);
    expect(await namesAt(tried.store, 'project:queue', 'WORKS_ON', 'to')).toHaveLength(5);
    expect(tried.yaml).toMatch(/fill:\n\s+- Project/);
    expect(tried.yaml.replace(/\s+#?\s*/g, ' ')).toContain(
      'Project is empty in 8 of 10 rows, always below one that has it',
    );
    expect(tried.yaml).toContain('Left out: `column 1`.');
    expect((await namesOf(tried, 'Person')).filter((name) => name === 'Dev Queue 4')).toHaveLength(1);
    await tried.store.close();
  });

  test('makes no things of codes, of handles, of several kinds, or where pages describe them', async () => {
    const person = (more: string) =>
      `name,email,${more.split(',')[0] ?? ''}\nAda,a@x.example,${more.split(',')[1] ?? ''}\nBob,b@x.example,${more.split(',')[2] ?? ''}\n`;
    for (const [files, kind] of [
      [{ 'people.csv': person('team,D01,D02') }, 'Team'],
      [{ 'services.csv': 'service,owner\nledger,Payments\nqueue,Platform\n' }, 'Team'],
      [{ 'projects.csv': 'project,project lead,due date\nShop,ada,2026-01-01\nApp,bob,2026-02-01\n' }, 'Person'],
    ] as const) {
      const tried = await propose(files);
      expect(await namesOf(tried, kind)).toEqual([]);
      await tried.store.close();
    }
    const page = (name: string) => `# ${name}\n\nText.\n`;
    const tried = await propose({
      'people.csv': person('team,Engines,Brakes'),
      'teams/engines.md': page('Engines'),
      'teams/brakes.md': page('Brakes'),
      'teams/CONTRIBUTING.md': page('Contributions'),
    });
    expect(await namesOf(tried, 'Team')).toEqual(['Brakes', 'Engines']);
    expect(tried.config.sources[0]).toMatchObject({ entities: [{ kind: 'Person' }] });
    await tried.store.close();
  });

  test('takes the people in a list that says who leads for people, with the day from which they do', async () => {
    const chair = (github: string, start: string) =>
      `{ github: ${github}, name: ${github.toUpperCase()} X, company: Acme, term: { start: "${start}", end: "2026-06-30" } }`;
    const tried = await propose({
      'groups.yaml': [
        `- { name: Docks, mission: Ships in, leadership: { chairs: [${chair('ada', '2025-07-01')}], tech_leads: [${chair('bob', '2025-07-02')}] } }`,
        `- { name: Cranes, mission: Boxes up, leadership: { chairs: [${chair('eve', '2025-07-01')}], tech_leads: [] } }`,
      ].join('\n'),
    });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'Person')).toEqual(['ADA X', 'BOB X', 'EVE X']);
    expect(await namesAt(tried.store, 'team:docks', 'LEADS', 'to')).toEqual(['ADA X', 'BOB X']);
    const docks = await tried.store.entity(anyEmployee, 'team:docks');
    expect(docks?.relations.map(({ from }) => from).sort()).toEqual(['2025-07-01', '2025-07-02']);
    expect((await tried.store.entity(anyEmployee, 'person:ada'))?.facts.startDate).toBeUndefined();
    await tried.store.close();
  });

  test('takes rows that name a thing of a kind for no such things, and says why', async () => {
    const rows = [1, 2, 3, 4, 5, 6].map((n) => ({
      id: `e${n}`,
      item: `Item ${n}`,
      project: n < 5 ? 'All' : 'Shop',
      status: 'approved',
    }));
    const tried = await propose({
      'exceptions.json': JSON.stringify(rows),
      'exceptions.csv': `Item,Project,Status,Comments\n${rows.map(({ item, project, status }) => `${item},${project},${status},ok\n`).join('')}`,
      'projects.csv': 'Project,Status,Due date\nAll,active,2026-01-01\nShop,active,2026-01-01\n',
    });
    expect(await namesOf(tried, 'Project')).toEqual(['All', 'Shop']);
    const notes = tried.notes.join('\n');
    expect(notes).toContain(
      'Not mapped: exceptions.json, because it has only 2 different values of “project” in 6 rows, which differ by “id”: they are about a project and none themselves',
    );
    expect(notes).toContain('Not mapped: exceptions.csv, because');
    await tried.store.close();
  });

  test('says that a table is a copy of another, and that there are hidden folders', async () => {
    const teams = ['Docks', 'Cranes', 'Rails', 'Gates', 'Tugs'];
    const tried = await propose({
      'teams.csv': `name,lead\n${teams.map((name) => `${name},Ada\n`).join('')}`,
      'copy/teams.json': JSON.stringify(teams.map((name) => ({ name, lead: 'Ada' }))),
      '.github/labels.yaml': 'labels: []\n',
      'docs/.old/a.md': '# A\n',
    });
    expect(tried.yaml.replace(/\s+#?\s*/g, ' ')).toContain(
      'Has the same 5 names as copy/teams.json: if one of them is a copy of the other, take it out.',
    );
    expect(tried.notes).toContainEqual(
      "Left out: 2 tables and pages in hidden folders: .github (1), docs/.old (1). They are read where files: names the folder, such as '.github/**/*.md'.",
    );
    expect(tried.notes).toContainEqual(expect.stringContaining('write its name under company:'));
    await tried.store.close();
    const home = newFolder();
    writeFiles(join(home, 'data'), { '.github/labels.yaml': 'labels: []\n' });
    await expect(initFolder({ folder: join(home, 'data'), target: join(home, 'kiki.yaml') })).rejects.toMatchObject({
      fix: expect.stringContaining('hidden folders, which init does not look into: .github'),
    });
  });

  test('takes a word for nobody for a name where something is called so', async () => {
    const tried = await propose({
      'teams.csv': 'id,name,parent\na,None,\nb,Brakes,None\nc,Chassis,None\n',
    });
    expect(tried.problems).toEqual([]);
    expect(await namesAt(tried.store, 'team:brakes', 'PART_OF', 'from')).toEqual(['None']);
    await tried.store.close();
  });

  test('reads semicolons, Latin-1 names, German dates and managers by their number', async () => {
    const csv = [
      'Personal No;Name;E-Mail;Job Title;Manager No;Department;Hired on',
      '1;Zoë Müller;zoe@firm.example;Head of Claims;;Claims;31.01.2020',
      '2;José Łuk;jose@firm.example;Clerk;1;Claims;01.12.2021',
    ]
      .join('\n')
      .replace('Ł', 'L');
    const tried = await propose({ 'staff list.csv': Buffer.from(csv, 'latin1') });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'Team')).toEqual(['Claims']);
    expect(await namesOf(tried, 'Person')).toEqual(['José Luk', 'Zoë Müller']);
    expect(await namesAt(tried.store, 'person:jose-luk', 'REPORTS_TO', 'from')).toEqual(['Zoë Müller']);
    expect((await tried.store.entity(anyEmployee, 'person:zoe-muller'))?.fields).toMatchObject({
      email: 'zoe@firm.example',
      title: 'Head of Claims',
    });
    expect(tried.config.sources[0]).toMatchObject({ encoding: 'windows-1252' });
    await tried.store.close();
  });

  test('takes a folder of files with one team each, and whom they name, as texts and as objects', async () => {
    const tried = await propose({
      'people/ada.toml': 'name = "Ada Lovelace"\ngithub = "ada"\nemail = "ada@firm.example"\n',
      'people/bob.toml': 'name = "Bob Ross"\ngithub = "bob"\n',
      'teams/core.toml': 'name = "core"\nmembers = ["ada", {github = "bob", role = "painter"}]\nleads = ["ada"]\n',
      'teams/docs.toml': 'name = "docs"\nsubteam-of = "core"\nmembers = ["bob"]\n',
      'teams/archive/old.toml': 'name = "old"\nmembers = []\nalumni = ["ada"]\n',
    });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'Team')).toEqual(['core', 'docs', 'old']);
    expect(await namesAt(tried.store, 'team:core', 'MEMBER_OF', 'to')).toEqual(['Ada Lovelace', 'Bob Ross']);
    expect(await namesAt(tried.store, 'team:core', 'LEADS', 'to')).toEqual(['Ada Lovelace']);
    expect(await namesAt(tried.store, 'team:docs', 'PART_OF', 'from')).toEqual(['core']);
    expect(await namesAt(tried.store, 'team:old', 'MEMBER_OF', 'to')).toEqual([]);
    await tried.store.close();
  });

  test('finds lists within lists', async () => {
    const departments = [
      {
        name: 'Engineering',
        teams: [
          {
            name: 'Payments',
            lead: 'ada@firm.example',
            members: [{ name: 'Ada Lovelace', email: 'ada@firm.example' }],
          },
          { name: 'Search', lead: 'bob@firm.example', members: [{ name: 'Bob Ross', email: 'bob@firm.example' }] },
        ],
      },
    ];
    const tried = await propose({ 'departments.json': JSON.stringify({ exportedAt: '2026-01-01', departments }) });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'Team')).toEqual(['Engineering', 'Payments', 'Search']);
    expect(await namesAt(tried.store, 'team:payments', 'LEADS', 'to')).toEqual(['Ada Lovelace']);
    expect(await namesAt(tried.store, 'team:search', 'MEMBER_OF', 'to')).toEqual(['Bob Ross']);
    expect(await namesAt(tried.store, 'team:engineering', 'PART_OF', 'to')).toEqual(['Payments', 'Search']);
    await tried.store.close();
  });

  test('joins people to the position of their manager', async () => {
    const tried = await propose({
      'employees.csv': [
        'Employee ID,Full Name,Position ID,Job Title,Manager Position',
        'E1,Ada Lovelace,P10,Director,',
        'E2,Bob Ross,P20,Engineer,P10',
        'E3,Eve Adams,P30,Engineer,P10',
      ].join('\n'),
    });
    expect(tried.problems).toEqual([]);
    expect(await namesAt(tried.store, 'person:ada-lovelace', 'REPORTS_TO', 'to')).toEqual(['Bob Ross', 'Eve Adams']);
    await tried.store.close();
  });

  test('takes an object whose names are keys for a list', async () => {
    const tried = await propose({
      'services.yaml':
        'billing:\n  owner: Payments\n  repository: https://git.example/billing\nledger:\n  owner: Payments\n',
      'teams.json': '[{"team": "Payments"}]',
    });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'System')).toEqual(['billing', 'ledger']);
    expect(await namesAt(tried.store, 'team:payments', 'OWNS', 'from')).toEqual(['billing', 'ledger']);
    await tried.store.close();
  });

  test('takes a map of things for a list, though some say little and something else stands beside them', async () => {
    const tried = await propose({
      'staff.yml': [
        'version: 3',
        'ada_l:',
        '  { name: Ada Lovelace, role: Director, mail: ada@firm.example, github: ada, place: Rome, about: x, links: y }',
        'bob_r: { name: Bob Ross, role: Painter, reports_to: ada_l }',
        'eve_a: { name: Eve Adams, reports_to: ada_l, pronouns: she }',
        'zoe_b: {}',
      ].join('\n'),
      'org.toml': [
        '[groups.paint]\ntitle = "Painting"\nlead = "bob_r"\nmembers = ["eve_a"]',
        '[groups.ink]\ntitle = "Ink"\nlead = "ada_l"',
      ].join('\n'),
    });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'Person')).toEqual(['Ada Lovelace', 'Bob Ross', 'Eve Adams', 'zoe_b']);
    expect(await namesAt(tried.store, 'person:ada-l', 'REPORTS_TO', 'to')).toEqual(['Bob Ross', 'Eve Adams']);
    expect(await namesAt(tried.store, 'team:paint', 'LEADS', 'to')).toEqual(['Bob Ross']);
    expect(await namesAt(tried.store, 'team:paint', 'MEMBER_OF', 'to')).toEqual(['Eve Adams']);
    await tried.store.close();
  });

  test('splits cells that hold several names, where the names are known', async () => {
    const tried = await propose({
      'teams.csv': 'Team,Lead\nPayments,\nSearch,\n',
      'staff.csv': 'Name,Job title,Teams\nAda Lovelace,Engineer,"Payments, Search"\nBob Ross,Engineer,Search\n',
    });
    expect(tried.problems).toEqual([]);
    expect(await namesAt(tried.store, 'person:ada-lovelace', 'MEMBER_OF', 'from')).toEqual(['Payments', 'Search']);
    await tried.store.close();
  });

  test('says which day comes first only when the values do', async () => {
    const header = 'Project,Status,Due date\n';
    const clear = await propose({ 'projects.csv': `${header}A,on track,02/28/2026\nB,late,03/04/2026\n` });
    expect(clear.yaml).toContain('$day(`Due date`, "MM/DD/YYYY")');
    expect((await clear.store.entity(anyEmployee, 'project:b'))?.fields.dueDate).toBe('2026-03-04');
    const unclear = await propose({ 'projects.csv': `${header}A,on track,02/03/2026\nB,late,03/04/2026\n` });
    expect(unclear.yaml).toContain('could be dueDate');
    expect((await unclear.store.entity(anyEmployee, 'project:b'))?.fields.dueDate).toBeUndefined();
    await Promise.all([clear.store.close(), unclear.store.close()]);
  });

  test('makes pages of a folder called after a kind things of that kind', async () => {
    const tried = await propose({
      'runbooks/restart.md': '# Restart the till\n\n1. Off.\n2. On.\n',
      'runbooks/refill.md': '# Refill the paper\n\nOpen it.\n',
      'runbooks/README.md': '# About these\n\nWords.\n',
      'guides/style.html': '<title>Style</title><p>Write short.</p>',
      'latin.md': Buffer.from('# Caf\u00e9\n\nOpen at nine.\n', 'latin1'),
    });
    expect(await namesOf(tried, 'Procedure')).toEqual(['Refill the paper', 'Restart the till']);
    expect(await namesOf(tried, 'Article')).toEqual(['About these', 'Café', 'Style']);
    expect(tried.problems).toEqual([]);
    await tried.store.close();
  });

  test('says what it left out, and why', async () => {
    const { yaml, notes, store, config } = await propose({
      'people.csv': 'Name,E-mail,Shoe size\nAda,ada@firm.example,38\n',
      'weather.csv': 'Day,Rain\nMonday,3\n',
      'logo.png': new Uint8Array([137, 80, 0, 71]),
      'bad.json': '{"a": ',
    });
    expect(yaml).toContain('Left out: `Shoe size`');
    expect(notes).toEqual([
      expect.stringMatching(/: 1 Person$/),
      expect.stringContaining(
        'Not mapped: weather.csv, because its columns do not say what it is about. Its columns: Day, Rain.',
      ),
      expect.stringContaining('write a mapping for it'),
      expect.stringContaining('Left out: bad.json: bad.json:1: The file is not JSON'),
      'Left out: 1 file that is neither table nor page: logo.png.',
      expect.stringContaining('write its name under company:'),
    ]);
    expect(config.sources.map(({ name }) => name)).toEqual(['people-files']);
    await store.close();
  });

  test.each<[number, string]>([
    [9, 'Not mapped for such reasons: t9.csv.'],
    [10, 'Not mapped for such reasons: t8.csv, t9.csv.'],
  ])('names each of %i files that it did not map', async (count, last) => {
    const home = newFolder();
    const numbers = Array.from({ length: count }, (_none, index) => index + 1);
    writeFiles(join(home, 'data'), {
      'empty.json': '{}',
      ...Object.fromEntries(numbers.map((each) => [`t${each}.csv`, `Day ${each},Rain ${each}\nMonday,3\n`])),
    });
    const { notes, yaml } = await initFolder({ folder: join(home, 'data'), target: join(home, 'kiki.yaml') });
    expect(notes.filter((note) => note.startsWith('Not mapped: '))).toHaveLength(8);
    expect(notes).toContain(last);
    expect(notes).toContain('Left out: empty.json: no rows in it');
    expect(yaml).toContain(last);
  });

  test('quotes columns and paths that mean something to the config', async () => {
    const tried = await propose({
      'a [draft] {x}*/staff.csv':
        'Name,Job title,and,Tel` no,E-mail: work\nAda Lovelace,Engineer,x,7,ada@firm.example\n',
    });
    expect(tried.problems).toEqual([]);
    expect(await namesOf(tried, 'Person')).toEqual(['Ada Lovelace']);
    await tried.store.close();
  });
});

describe('init on the example company', () => {
  let tried: Tried;
  beforeAll(async () => {
    const home = newFolder();
    mkdirSync(join(home, 'data'));
    const example = join(import.meta.dirname, '../../../examples/kelderbrook');
    for (const part of ['hr', 'catalog', 'wiki', 'projects.json', 'glossary.toml'])
      cpSync(join(example, part), join(home, 'data', part), { recursive: true });
    tried = await tryOut(home);
  }, 60_000);
  afterAll(() => tried.store.close());

  test('finds the kinds of its files', async () => {
    expect(tried.notes.slice(0, 6)).toEqual([
      'catalog: 25 System',
      'glossary: 26 Term',
      'org-units: 29 Team',
      'hr-people: 92 Person',
      'sites: 4 Site',
      expect.stringMatching(/^projects: 12 Project/),
    ]);
  });

  test('finds who reports to whom, who leads, who owns', async () => {
    expect(await namesAt(tried.store, 'person:graham-otieno', 'REPORTS_TO', 'from')).toEqual(['Ingrid Solheim']);
    expect(await namesAt(tried.store, 'team:board-office', 'LEADS', 'to')).toEqual(['Graham Otieno']);
    expect(await namesAt(tried.store, 'team:farm-advisory', 'PART_OF', 'from')).toEqual(['Member Relations']);
    expect(await namesAt(tried.store, 'system:silo', 'OWNS', 'to')).toEqual(['Data and Integration']);
    expect(await namesAt(tried.store, 'project:ledger-cut-over', 'LEADS', 'to')).toEqual(['Jiří Dvořák']);
  });

  test('takes sites, which units and systems point at, for things of their own', async () => {
    expect(await namesAt(tried.store, 'site:olm', 'LEADS', 'to')).toHaveLength(1);
    expect(await namesAt(tried.store, 'system:curdline', 'site of', 'to')).toEqual(['Oldmere']);
    expect(tried.yaml).not.toContain('status note by');
  });

  test('reads dates, and proposes nothing that fails', () => {
    expect(tried.yaml).toContain('startDate: $day(`Start date`, "DD.MM.YYYY")');
    expect(tried.problems.filter((problem) => /fails|not JSONata/.test(problem))).toEqual([]);
  });
});

describe('init refuses', () => {
  const refused = async (folder: string, target: string) =>
    initFolder({ folder, target }).then(
      () => 'was not refused',
      (error: unknown) => error,
    );

  test('to overwrite a file, and says what to do', async () => {
    const home = newFolder();
    writeFiles(home, { 'kiki.yaml': 'company: Mine\n', 'data/people.csv': 'Name,E-mail\nAda,a@b.example\n' });
    expect(await refused(join(home, 'data'), join(home, 'kiki.yaml'))).toMatchObject({
      code: 'conflict',
      fix: expect.stringContaining('Move it away'),
    });
    expect(readFileSync(join(home, 'kiki.yaml'), 'utf8')).toBe('company: Mine\n');
  });

  test.each([
    ['a folder that is not there', 'missing', 'not-found', 'no such folder'],
    ['a file in the place of a folder', 'file.csv', 'invalid', 'a folder is expected'],
    ['an empty folder', 'empty', 'invalid', 'nothing in the folder'],
    ['a folder with nothing readable', 'pictures', 'invalid', 'nothing in the folder'],
  ])('%s', async (_name, folder, code, message) => {
    const home = newFolder();
    writeFiles(home, { 'file.csv': 'a,b\n1,2\n', 'pictures/a.png': 'x' });
    mkdirSync(join(home, 'empty'));
    expect(await refused(join(home, folder), join(home, 'kiki.yaml'))).toMatchObject({
      code,
      message: expect.stringContaining(message),
      fix: expect.any(String),
    });
    expect(existsSync(join(home, 'kiki.yaml'))).toBe(false);
  });
});
