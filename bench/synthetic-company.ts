import { everyone } from '../schema/audience.ts';
import type { Claim, RecordDraft } from '../schema/record.ts';

/**
 * Records of a company that does not exist, the same ones for the same number: seven in ten are people in teams of about eight, each
 * team below another, the rest systems and pages of three sections.
 */
export function syntheticCompany(entities: number): RecordDraft[] {
  const people = Math.floor(entities * 0.7);
  const teams = Math.max(1, Math.floor(entities * 0.1));
  const systems = Math.floor(entities * 0.1);
  const pages = entities - people - teams - systems;
  return [
    ...times(teams, (index) => team(index)),
    ...times(people, (index) => person(index, teams)),
    ...times(systems, (index) => system(index, teams)),
    ...times(pages, (index) => page(index, systems)),
  ];
}

/** A question whose best answer is the page of that number. */
export function questionAbout(page: number): string {
  return `how does ${syllables(page + 7)} handle ${syllables(page * 13 + 1)} requests`;
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const parts = ['ba', 'ke', 'li', 'mo', 'nu', 'ra', 'se', 'ti', 'vo', 'zu', 'dar', 'fen', 'gil', 'hom', 'jul', 'pex'];

/** A word of its own for each number below 65,536. */
function syllables(number: number): string {
  return [0, 4, 8, 12].map((bits) => parts[(number >> bits) & 15] ?? '').join('');
}

function prose(seed: number): string {
  return times(
    40,
    (index) =>
      `The ${syllables((seed * 31 + index * 7) % 2000)} team reviews ${syllables((seed + index * 17) % 3000)}.`,
  ).join(' ');
}

const field = (name: string, value: string): Claim => ({ about: 'field', field: name, value });
const relation = (key: string, other: string, end: 'from' | 'to' = 'from'): Claim => ({
  about: 'relation',
  relation: key,
  end,
  other: { namespace: 'any', value: other },
});

function draft(source: string, kind: string, key: string, claims: Claim[]): RecordDraft {
  return { source, kind, key, ids: {}, claims, passages: [], path: `${source}.csv`, at: key, audience: everyone };
}

function team(index: number): RecordDraft {
  return draft('org', 'Team', `T${index}`, [
    field('name', `${syllables(index)} Unit ${index}`),
    ...(index === 0 ? [] : [relation('PART_OF', `T${Math.floor((index - 1) / 6)}`)]),
  ]);
}

function person(index: number, teams: number): RecordDraft {
  return draft('hr', 'Person', `E${index}`, [
    field('name', `${syllables(index * 3)} ${syllables(index + 40_000)}`),
    field('title', index % 8 === 0 ? 'Lead' : 'Engineer'),
    relation('MEMBER_OF', `${syllables(index % teams)} Unit ${index % teams}`),
    ...(index === 0 ? [] : [relation('REPORTS_TO', `E${Math.floor((index - 1) / 8)}`)]),
  ]);
}

function system(index: number, teams: number): RecordDraft {
  return draft('catalog', 'System', `S${index}`, [
    field('name', `${syllables(index + 500)} Service ${index}`),
    field('description', `Keeps ${syllables(index * 11)} in order.`),
    relation('OWNS', `${syllables(index % teams)} Unit ${index % teams}`, 'to'),
  ]);
}

function page(index: number, systems: number): RecordDraft {
  const path = `pages/${index}.md`;
  const named = systems === 0 ? '' : ` It uses ${syllables((index % systems) + 500)} Service ${index % systems}.`;
  return {
    ...draft('wiki', 'Article', path, [field('name', `Guide ${index} to ${syllables(index + 7)}`)]),
    path,
    passages: times(3, (section) => ({
      heading: [`Guide ${index} to ${syllables(index + 7)}`, `Part ${section}`],
      text:
        section === 0
          ? `${syllables(index * 13 + 1)} requests are handled here.${named} ${prose(index)}`
          : prose(index + section),
      line: section * 10 + 1,
    })),
  };
}
