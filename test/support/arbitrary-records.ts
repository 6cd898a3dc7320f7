import fc from 'fast-check';
import type { Claim } from '../../schema/record.ts';
import { field, type RecordSketch, related } from './records.ts';

/** Records of a company so small that they often mean the same thing, contradict each other and point at each other. */

const sources = ['hr', 'wiki', 'ops'];
const keys = ['1', '2', '3', '4'];
const names: Record<string, string[]> = {
  Person: ['Sam Lee', 'Ada King', 'Lee, Sam', 'Zoë Wu'],
  Team: ['Payments', 'Payments Platform', 'Core Audit'],
  System: ['LedgerDB', 'Core Audit', 'k8s'],
};
const kinds = Object.keys(names);
const emails = ['a@example.com', 'b@example.com', 'c@example.com'];
const days = ['2025-01-01', '2026-01-01'];

const pick = <T>(items: readonly T[]) => fc.constantFrom(...items);
const maybe = <T>(item: fc.Arbitrary<T>) => fc.option(item, { nil: undefined, freq: 3 });

const target = (kind: string) =>
  fc.oneof(
    pick(keys).map((value) => ({ namespace: 'key', value })),
    pick(names[kind] ?? []).map((value) => ({ namespace: 'name', value })),
    pick([...keys, ...(names[kind] ?? [])]).map((value) => ({ namespace: 'any', value })),
    pick(emails).map((value) => ({ namespace: 'email', value })),
  );

const relationTo = (relation: string, kind: string, end: 'from' | 'to' = 'from'): fc.Arbitrary<Claim> =>
  fc
    .record({
      other: target(kind),
      role: maybe(pick(['chair', 'guest'])),
      until: maybe(pick(days)),
      ended: maybe(fc.constant(true as const)),
      not: maybe(fc.constant(true as const)),
      dotted: relation === 'REPORTS_TO' ? maybe(fc.constant(true as const)) : fc.constant(undefined),
    })
    .map(({ other, ...extra }) => {
      const said = Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== undefined));
      return related(relation, other, { end, ...said });
    });

const claimsOf: Record<string, fc.Arbitrary<Claim>[]> = {
  Person: [
    pick(['Engineer', 'engineer ', 'Director']).map((title) => field('title', title)),
    relationTo('REPORTS_TO', 'Person'),
    relationTo('MEMBER_OF', 'Team'),
    relationTo('LEADS', 'Team'),
  ],
  Team: [
    pick(['Moves money.', 'Looks at books.']).map((text) => field('description', text)),
    pick(names.Team ?? []).map((name) => field('aliases', [name])),
    relationTo('PART_OF', 'Team'),
    relationTo('LEADS', 'Person', 'to'),
    relationTo('MEMBER_OF', 'Person', 'to'),
    relationTo('OWNS', 'System'),
  ],
  System: [relationTo('OWNS', 'Team', 'to'), relationTo('DEPENDS_ON', 'System')],
};

const sentence = fc
  .array(pick([...Object.values(names).flat(), 'the Payments team', 'keeps', 'books with']), {
    minLength: 1,
    maxLength: 5,
  })
  .map((words) => `${words.join(' ')}.`);

const sketch: fc.Arbitrary<RecordSketch> = pick(kinds).chain((kind) =>
  fc
    .record({
      source: pick(sources),
      key: pick(keys),
      name: pick(names[kind] ?? []),
      ids: fc.oneof(
        fc.constant({}),
        pick(emails).map((email) => ({ email: [email] })),
      ),
      claims: fc.array(fc.oneof(...(claimsOf[kind] ?? [])), { maxLength: 4 }),
      passages: fc.array(
        sentence.map((text) => ({ heading: [], text })),
        { maxLength: 1 },
      ),
      statedAt: maybe(pick(days)),
    })
    .map(({ statedAt, ...rest }) => ({ kind, ...rest, ...(statedAt !== undefined && { statedAt }) })),
);

/** Up to ten records, no two of the same thing in the same source. */
export const arbitraryRecords: fc.Arbitrary<RecordSketch[]> = fc.uniqueArray(sketch, {
  minLength: 1,
  maxLength: 10,
  selector: ({ source, kind, key }) => `${source}|${kind}|${key}`,
});
