import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, type RecordSketch } from '../../support/records.ts';
import { useStore } from './harness.ts';

const page = (name: string, ...sections: [heading: string, text: string][]): RecordSketch => ({
  source: 'wiki',
  kind: 'Article',
  key: `${name}.md`,
  name,
  passages: sections.map(([heading, text]) => ({ heading: [name, heading], text })),
});

const records: RecordSketch[] = [
  page(
    'Parental leave',
    ['Who may take it', 'Every parent may take sixteen weeks of leave after a birth or an adoption.'],
    ['How to apply', 'Tell your manager eight weeks before, then fill in the leave form.'],
  ),
  page(
    'Sick leave',
    ['On the first day', 'Write to your manager before nine. No certificate is needed for three days.'],
    ['Longer than three days', 'Send a certificate of a doctor to the people team.'],
  ),
  page(
    'Travel',
    ['Booking', 'Book trains and flights in the travel portal. Economy for flights under six hours.'],
    ['Expenses', 'Send receipts within thirty days; meals are refunded up to the daily rate.'],
  ),
  page(
    'Incident response',
    ['Declaring', 'Anyone declares an incident in the channel. The first responder becomes incident commander.'],
    ['Afterwards', 'Write a review without blame within five days.'],
  ),
  page(
    'Refunds',
    ['Policy', 'Customers get a refund within fourteen days. Merchants are told by mail.'],
    ['Large refunds', 'A refund above ten thousand needs the approval of the risk team.'],
  ),
  { kind: 'Team', key: 'T1', name: 'Risk', claims: [field('description', 'Decides on fraud and credit limits.')] },
  { kind: 'Team', key: 'T2', name: 'People Operations', claims: [field('description', 'Contracts, leave, payroll.')] },
  { kind: 'System', key: 'S1', name: 'Ledger', claims: [field('description', 'Books every movement of money.')] },
  { kind: 'Person', key: 'E1', name: 'Ada Lovelace', claims: [field('title', 'Incident manager')] },
];

/** Questions with the passage that every engine must put first, or its entity where several passages of it are as good. */
const questions: [question: string, first: string][] = [
  ['how long is parental leave', 'article:parental-leave'],
  ['applying for parental leave', 'article:parental-leave#how-to-apply'],
  ['do I need a certificate from a doctor', 'article:sick-leave#longer-than-three-days'],
  ['flights under six hours', 'article:travel#booking'],
  ['who is incident commander', 'article:incident-response#declaring'],
  ['approval of large refunds', 'article:refunds#large-refunds'],
  ['when do customers get their refund', 'article:refunds#policy'],
  ['credit limits', 'team:risk#~card'],
  ['money movements', 'system:ledger#~card'],
  ['review without blame', 'article:incident-response#afterwards'],
  ['receipts for meals', 'article:travel#expenses'],
];

/** Beginnings of names with the entity that must come first. */
const typed: [typed: string, first: string][] = [
  ['par', 'article:parental-leave'],
  ['leave', 'article:parental-leave'],
  ['sick', 'article:sick-leave'],
  ['ris', 'team:risk'],
  ['lovelace ada', 'person:ada-lovelace'],
  ['peple', 'team:people-operations'],
  ['refnds', 'article:refunds'],
];

export function describeRank(openEmpty: OpenEmpty): void {
  describe('order of what is found', () => {
    const harness = useStore(openEmpty);

    test('the best passage comes first for a set of questions', async () => {
      await harness.read(records);
      for (const [question, first] of questions) {
        const hits = await harness.store.searchText(anyEmployee, question, { limit: 5 });
        const [best] = hits;
        expect([question, first.includes('#') ? best?.id : best?.ref]).toEqual([question, first]);
        expect(hits.map(({ score }) => score)).toEqual([...hits.map(({ score }) => score)].sort((a, b) => b - a));
      }
    });

    test('the name that was meant comes first for a set of beginnings', async () => {
      await harness.read(records);
      for (const [beginning, first] of typed) {
        const cards = await harness.store.suggest(anyEmployee, beginning, { limit: 5 });
        expect([beginning, cards[0]?.ref]).toEqual([beginning, first]);
      }
    });

    test('a limit cuts the end and not the beginning', async () => {
      await harness.read(records);
      const ids = async (limit: number) =>
        (await harness.store.searchText(anyEmployee, 'leave manager', { limit })).map(({ id }) => id);
      const all = await ids(100);
      expect(all.length).toBeGreaterThan(3);
      expect(await ids(2)).toEqual(all.slice(0, 2));
      expect(await ids(0)).toEqual([]);
    });

    test('a question of thousands of different words is answered', async () => {
      await harness.read(records);
      const many = Array.from({ length: 5000 }, (_, index) => `w${index}`).join(' ');
      const hits = await harness.store.searchText(anyEmployee, `certificate doctor ${many}`, { limit: 1 });
      expect(hits.map(({ id }) => id)).toEqual(['article:sick-leave#longer-than-three-days']);
      await expect(harness.store.suggest(anyEmployee, many, { limit: 1 })).resolves.toEqual([]);
    }, 60_000);

    test('a name of thousands of words is taken in and found where prose says it', async () => {
      const name = Array.from({ length: 2000 }, (_, index) => `w${index}`).join(' ');
      await harness.read(records);
      await harness.read([page('Quoting', ['All', `They call it ${name}.`])]);
      await harness.read([{ kind: 'Term', key: 'long', name }]);
      const quoting = await harness.entity('article:quoting');
      expect(quoting?.relations.map(({ relation, other }) => [relation, other.ref])).toEqual([
        ['MENTIONS', 'term:long'],
      ]);
    }, 60_000);
  });
}
