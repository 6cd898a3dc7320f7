import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';

/** The files of a company that does not exist, in three sources that overlap and partly disagree. */
export interface CompanyFiles {
  /** Folder with `kiki.yaml` and the sources. */
  folder: string;
  people: number;
  teams: number;
  pages: number;
  /** Edits by which a run is measured; each may be made once. */
  edits: Record<'row' | 'name' | 'page' | 'removal' | 'again', () => void>;
}

const peoplePerTeam = 25 / 3; // 5,000 people in 600 teams
const people = 'people.csv';
const directory = 'directory.json';

/**
 * Writes as many people, and as many pages, the same ones for the same number: `hr` is a table of people and one of units,
 * `directory` gives nearly the same people with teams and titles of its own, `pages` are team pages with members by name or
 * address, procedures with owners and steps, and articles that name people, teams and systems.
 */
export function writeCompany(folder: string, count: number): CompanyFiles {
  const company = { people: count, teams: Math.max(2, Math.round(count / peoplePerTeam)) };
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const edit = (path: string, change: (text: string) => string) => {
    const before = readFileSync(join(folder, path), 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`The edit does not change ${path}`);
    write(path, after);
  };
  write('kiki.yaml', stringify(config));
  write(`hr/${people}`, csv(['no', 'name', 'mail', 'title', 'unit', 'manager'], times(count, hrRow(company))));
  write('hr/units.csv', csv(['unit', 'name', 'parent', 'head'], times(company.teams, unitRow(company))));
  write(`directory/${directory}`, JSON.stringify({ people: times(count, directoryEntry(company)) }, null, 1));
  const pages = times(count, (index) => page(index, company));
  for (const [path, text] of pages) write(`pages/${path}`, text);
  const line = (index: number, change: (row: string[]) => string[] | undefined) => (text: string) =>
    text
      .split('\n')
      .flatMap((each) => (each.startsWith(`${employee(index)},`) ? (change(each.split(','))?.join(',') ?? []) : each))
      .join('\n');
  const someone = Math.floor(count / 2);
  return {
    folder,
    ...company,
    pages: count,
    edits: {
      row: () =>
        edit(
          `hr/${people}`,
          line(someone, (row) => row.with(3, 'Chief Gardener')),
        ),
      name: () =>
        edit(
          `hr/${people}`,
          line(someone, (row) => row.with(1, 'Quillon Brightwater')),
        ),
      page: () => edit(`pages/${pages.at(-1)?.[0] ?? ''}`, (text) => `${text}\nThis was added today.\n`),
      removal: () =>
        edit(
          `hr/${people}`,
          line(someone, () => undefined),
        ),
      again: () =>
        edit(
          `hr/${people}`,
          line(someone + 1, (row) => row.with(3, 'Chief Gardener')),
        ),
    },
  };
}

const config = {
  company: 'Measured',
  sources: [
    {
      name: 'hr',
      kind: 'table',
      root: 'hr',
      tables: { people: { files: people }, units: { files: 'units.csv' } },
      entities: [
        {
          kind: 'Person',
          from: 'people',
          key: 'no',
          name: 'name',
          ids: { email: 'mail', employeeNumber: 'no' },
          fields: { title: 'title', email: 'mail' },
          relations: {
            'member of': { to: 'unit', by: 'unit' },
            'reports to': { to: 'manager', by: 'employeeNumber' },
          },
        },
        {
          kind: 'Team',
          from: 'units',
          key: 'unit',
          name: 'name',
          ids: { unit: 'unit' },
          relations: { 'part of': { to: 'parent', by: 'unit' }, 'led by': { to: 'head', by: 'employeeNumber' } },
        },
      ],
    },
    {
      name: 'directory',
      kind: 'table',
      root: 'directory',
      files: directory,
      rows: 'people',
      entities: [
        {
          kind: 'Person',
          key: 'mail',
          name: 'display',
          ids: { email: 'mail' },
          fields: { title: 'role', location: 'office' },
          relations: { 'member of': { to: 'team', by: 'name' } },
        },
      ],
    },
    { name: 'pages', kind: 'pages', root: 'pages' },
  ],
};

interface Size {
  people: number;
  teams: number;
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const csv = (head: string[], rows: string[][]) => `${[head, ...rows].map((row) => row.join(',')).join('\n')}\n`;

const parts = ['ba', 'ke', 'li', 'mo', 'nu', 'ra', 'se', 'ti', 'vo', 'zu', 'dar', 'fen', 'gil', 'hom', 'jul', 'pex'];

/** A word of its own for each number below 65,536. */
function word(number: number): string {
  return [0, 4, 8, 12].map((bits) => parts[(number >> bits) & 15] ?? '').join('');
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const employee = (index: number) => `E${100_000 + index}`;
/** First names are few, as everywhere; one person in 200 has the name of another one. */
const fullName = (index: number) => {
  const person = index % 200 === 199 ? index - 1 : index;
  return `${capital(word((person * 7) % 300))} ${capital(word(person + 1_000))}`;
};
const mail = (index: number) => `${word(index + 1_000)}.${index}@example.com`;
const team = (index: number) =>
  `${capital(word((index * 3) % 5_000))} ${['Squad', 'Desk', 'Group'][index % 3] ?? ''} ${index}`;
const system = (index: number) => `${capital(word(index + 9_000))}Hub ${index}`;
const office = ['Berlin', 'Leeds', 'Porto', 'Turku'];
const title = ['Engineer', 'Analyst', 'Designer', 'Clerk', 'Planner', 'Buyer', 'Tester', 'Writer'];

const hrRow =
  ({ teams }: Size) =>
  (index: number) => [
    employee(index),
    fullName(index),
    mail(index),
    title[index % 8] ?? '',
    `U${index % teams}`,
    index === 0 ? '' : employee(Math.floor((index - 1) / 8)),
  ];

const unitRow =
  ({ teams, people: count }: Size) =>
  (index: number) => [
    `U${index}`,
    team(index),
    index === 0 ? '' : `U${Math.floor((index - 1) / 6)}`,
    employee((index + teams) % count),
  ];

/** One in ten sits in another team than HR says, one in seven calls himself otherwise, one in fifty has no entry. */
const directoryEntry =
  ({ teams }: Size) =>
  (index: number) =>
    index % 50 === 49
      ? {
          mail: `service-${index}@example.com`,
          display: `Service Account ${index}`,
          team: '',
          role: 'Robot',
          office: '',
        }
      : {
          mail: mail(index).toUpperCase(),
          display: fullName(index).split(' ').reverse().join(', '),
          team: team((index + (index % 10 === 0 ? 1 : 0)) % teams),
          role: index % 7 === 0 ? `Senior ${title[index % 8] ?? ''}` : (title[index % 8] ?? ''),
          office: office[index % 4],
        };

/** In a hundred pages: twelve team pages, ten of systems, twenty procedures, the rest articles. */
function page(index: number, size: Size): [path: string, text: string] {
  const folder = `area-${Math.floor(index / 100)}`;
  const place = index % 100;
  const number = Math.floor(index / 100) * 12 + place;
  if (place < 12 && number < size.teams) return [`${folder}/team-${number}.md`, teamPage(number, size)];
  if (place >= 12 && place < 22) return [`${folder}/system-${index}.md`, systemPage(index, size)];
  if (place >= 22 && place < 42) return [`${folder}/procedure-${index}.md`, procedurePage(index, size)];
  return [`${folder}/article-${index}.md`, articlePage(index, size)];
}

/** A system that has a page. */
const someSystem = (seed: number, { people: count }: Size) =>
  system(Math.floor((seed % count) / 100) * 100 + 12 + (seed % 10));

function prose(seed: number, size: Size): string {
  return times(
    12,
    (index) =>
      `The ${word((seed * 31 + index * 7) % 2_000)} of ${word((seed + index * 17) % 3_000)} is looked at every ${word(index * 5 + (seed % 90))} by those who work there.`,
  )
    .toSpliced(3, 0, `Ask ${fullName((seed * 13) % size.people)} or ${team((seed * 7) % size.teams)} first.`)
    .toSpliced(8, 0, `It runs on ${someSystem(seed * 3, size)}.`)
    .join(' ');
}

function teamPage(index: number, size: Size): string {
  const members = times(Math.ceil(peoplePerTeam), (step) => index + step * size.teams).filter(
    (each) => each < size.people,
  );
  return [
    '---',
    'kind: team',
    `lead: ${mail((index + size.teams) % size.people)}`,
    'members:',
    ...members.map((each) => `  - ${each % 2 === 0 ? mail(each) : fullName(each)}`),
    '---',
    `# ${team(index)}`,
    '',
    prose(index, size),
    '',
    '## What we do',
    '',
    prose(index + 11, size),
  ].join('\n');
}

function systemPage(index: number, size: Size): string {
  return [
    '---',
    'kind: system',
    `owner: ${team((index * 11) % size.teams)}`,
    '---',
    `# ${system(index)}`,
    '',
    prose(index, size),
  ].join('\n');
}

function procedurePage(index: number, size: Size): string {
  return [
    '---',
    'kind: procedure',
    `owner: ${team((index * 5) % size.teams)}`,
    '---',
    `# How to renew the ${word(index + 3)} licence ${index}`,
    '',
    prose(index, size),
    '',
    '## Steps',
    '',
    `1. Ask ${team((index * 3) % size.teams)} for the ${word(index)} form.`,
    `2. ${fullName((index * 17) % size.people)} signs it.`,
    `3. Enter it in ${someSystem(index, size)}.`,
    '4. Tell your manager.',
  ].join('\n');
}

function articlePage(index: number, size: Size): string {
  return [
    `# Notes on ${word(index + 7)} ${index}`,
    '',
    prose(index, size),
    '',
    '## Background',
    '',
    prose(index + 5, size),
    '',
    `See [the next one](./article-${index + 1}.md).`,
  ].join('\n');
}
