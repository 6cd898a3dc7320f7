import { describe, expect, test } from '@jest/globals';
import type { Edge } from '../../../graph/store.ts';
import type { EntityCard } from '../../../schema/entity.ts';
import { createOntology } from '../../../schema/ontology.ts';
import { buildReportingTree, type ReportingNode } from '../../../wiki-server/read/reporting-tree.ts';
import { buildTeamTree, counted, tellsHeadcount, type TeamNode } from '../../../wiki-server/read/team-tree.ts';

const isCounted = counted(createOntology());
const card = (kind: string, slug: string, status?: string): EntityCard => ({
  ref: `${kind.toLowerCase()}:${slug}`,
  kind,
  name: slug,
  aliases: [],
  fields: status === undefined ? {} : { status },
  changedAt: '2026-11-20T00:00:00Z',
});
const team = (slug: string) => card('Team', slug);
const person = (slug: string, status?: string) => card('Person', slug, status);
const edge = (relation: string, from: string, to: string, dotted = false): Edge => ({
  relation,
  from,
  to,
  roles: [],
  dotted,
  ended: false,
  support: [],
  places: new Map(),
});
const part = (from: string, to: string) => edge('PART_OF', `team:${from}`, `team:${to}`);
const member = (from: string, to: string) => edge('MEMBER_OF', `person:${from}`, `team:${to}`);
const reports = (from: string, to: string, dotted = false) =>
  edge('REPORTS_TO', `person:${from}`, `person:${to}`, dotted);

/** `name(direct/nested)[parts]` */
const shape = ({ card: { name }, headcount: { direct, nested }, parts }: TeamNode): string =>
  `${name}(${direct}/${nested})[${parts.map(shape).join(' ')}]`;
const line = ({ card: { name }, below, reports: inside }: ReportingNode): string =>
  `${name}(${below})[${inside.map(line).join(' ')}]`;

test('a headcount of nobody is told where nobody leads either', () => {
  const nobody = { direct: 0, nested: 0 };
  expect(tellsHeadcount({ headcount: nobody, leads: [] })).toBe(true);
  expect(tellsHeadcount({ headcount: nobody, leads: [person('x')] })).toBe(false);
  expect(tellsHeadcount({ headcount: { direct: 0, nested: 1 }, leads: [person('x')] })).toBe(true);
});

describe('the tree of teams', () => {
  const build = (parts: Edge[], members: Edge[], people: EntityCard[]) =>
    buildTeamTree({ teams: ['a', 'b', 'c'].map(team), parts, members, leads: [], people, isCounted }).map(shape);

  test('counts everyone once, directly and with all teams inside', () => {
    const people = [person('x'), person('y')];
    const members = [member('x', 'b'), member('x', 'c'), member('y', 'c'), member('y', 'a')];
    expect(build([part('b', 'a'), part('c', 'a')], members, people)).toEqual(['a(1/2)[b(1/1)[] c(2/2)[]]']);
  });

  test('counts who is active or on leave, and no one else', () => {
    const people = [
      person('active'),
      person('away', 'on leave'),
      person('gone', 'left'),
      person('open', 'vacancy'),
      person('guest', 'external'),
    ];
    expect(
      build(
        [],
        people.map(({ name }) => member(name, 'a')),
        people,
      )[0],
    ).toBe('a(2/2)[]');
  });

  test('is cut where teams contain one another, and every team stands in it once', () => {
    expect(build([part('a', 'b'), part('b', 'a')], [], [])).toEqual(['c(0/0)[]', 'a(0/0)[b(0/0)[]]']);
  });
});

describe('the tree of reporting lines', () => {
  const build = (edges: Edge[], people: EntityCard[]) => buildReportingTree(people, edges, isCounted).map(line);

  test('counts people below at any depth', () => {
    expect(
      build(
        [reports('b', 'a'), reports('c', 'b')],
        ['a', 'b', 'c'].map((each) => person(each)),
      ),
    ).toEqual(['a(2)[b(1)[c(0)[]]]']);
  });

  test('leaves out dotted lines, and whoever has no line at all', () => {
    expect(
      build(
        [reports('b', 'a'), reports('c', 'a', true)],
        ['a', 'b', 'c'].map((each) => person(each)),
      ),
    ).toEqual(['a(1)[b(0)[]]']);
  });

  test('has those with a dotted line beside those who report, and counts them once', () => {
    const [top] = buildReportingTree(
      ['a', 'b', 'c'].map((each) => person(each)),
      [reports('b', 'a'), reports('c', 'b'), reports('c', 'a', true)],
      isCounted,
    );
    expect(top?.dotted.map(({ name }) => name)).toEqual(['c']);
    expect(top?.below).toBe(2);
  });

  test('has someone who left only while others still report to him', () => {
    const people = [person('a'), person('gone', 'left'), person('manager', 'left'), person('z')];
    expect(build([reports('gone', 'a'), reports('manager', 'a'), reports('z', 'manager')], people)).toEqual([
      'a(1)[manager(1)[z(0)[]]]',
    ]);
  });

  test('is cut where people report to one another', () => {
    expect(build([reports('a', 'b'), reports('b', 'a')], [person('a'), person('b')])).toEqual(['a(1)[b(0)[]]']);
  });
});
