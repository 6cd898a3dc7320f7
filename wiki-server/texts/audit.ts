import { formatNumber, joinWords } from '../format.ts';
import { count } from './count.ts';

export const auditTexts = {
  title: 'Audit log',
  intro:
    'Every change of the graph and every decision about it, newest first: by people, by reading sources, and by Kiki itself; and what Kiki sent to people of its own accord.',
  none: 'Nothing is recorded that fits.',
  who: 'Made by',
  kinds: { person: 'People', run: 'Reading of sources', kiki: 'Kiki itself' },
  text: 'Name, page or words',
  before: 'Until the end of',
  search: 'Show',
  total: (n: number) => count(n, 'entry', 'entries'),
  bounded: (n: number) =>
    `The newest ${formatNumber(n)} changes of pages by people are looked through; earlier ones with “until”, or in the history of a page.`,
  reading: 'Reading of a source',
  merged: (into: string) => `merged into ${into}`,
  unmerged: (into: string) => `taken out of ${into} again`,
  trust: (sources: readonly string[]) => `trusts ${joinWords(sources)} first`,
  suggestion: { accepted: 'suggestion accepted', declined: 'suggestion declined' },
  suggestedBy: (name: string) => `suggested by ${name}`,
  proposal: { accepted: 'proposal accepted', rejected: 'proposal rejected' },
  proposed: (subject: string, relation: string, object: string) => `${subject} ${relation} ${object}`,
  channel: (name: string | undefined, id: string) =>
    name === undefined ? `private channel ${id} in Slack` : `#${name} in Slack`,
  channelChanged: (before: readonly string[], after: readonly string[]) =>
    `answers there: ${before.length === 0 ? 'as by default' : joinWords(before)} → ${after.length === 0 ? 'as by default' : joinWords(after)}`,
  kiki: 'Kiki',
  said: { digest: 'was sent the weekly digest', question: 'was asked a question about pages' },
  brought: (asker: string) => `was brought a question of ${asker}`,
  reminded: (asker: string) => `was reminded of a question of ${asker}`,
  distinct: (other: string) => `said to be another thing than ${other}`,
};
