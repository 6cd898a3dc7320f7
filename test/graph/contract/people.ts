import { field, type RecordSketch, related } from '../../support/records.ts';

/** Records that many tests of the contract start from: two people of a table, and the page of their team. */

export const ada: RecordSketch = {
  kind: 'Person',
  key: 'E1',
  name: 'Ada Lovelace',
  ids: { email: ['ada@example.com'] },
  claims: [field('title', 'Engineer'), related('MEMBER_OF', 'Payments'), related('REPORTS_TO', 'E2')],
};

export const grace: RecordSketch = {
  kind: 'Person',
  key: 'E2',
  name: 'Grace Hopper',
  claims: [field('title', 'Director'), related('MEMBER_OF', 'Payments')],
};

export const payments: RecordSketch = {
  source: 'wiki',
  kind: 'Team',
  key: 'teams/payments.md',
  path: 'teams/payments.md',
  name: 'Payments',
  claims: [field('description', 'Moves money.'), related('LEADS', 'Grace Hopper', { end: 'to' })],
  passages: [
    {
      heading: ['Payments', 'Purpose'],
      text: 'We refund customers and merchants. Ada Lovelace keeps the ledger.',
      line: 3,
    },
    { heading: ['Payments', 'Reach us'], text: 'Ask in #payments.', line: 7 },
  ],
};
