import { count } from './count.ts';

export const proposalTexts = {
  title: 'Proposals',
  intro:
    'Relations that a language model read in the text of pages. Nothing here is part of the graph until someone accepts it; each quotes its page.',
  total: (n: number, status: 'open' | 'accepted' | 'rejected' | 'stale') =>
    `${count(n, 'proposal')} ${{ open: 'to review', accepted: 'accepted', rejected: 'rejected', stale: 'whose page has changed' }[status]}`,
  none: 'There is nothing to review.',
  howTo:
    'Proposals come when a language model reads team pages, procedures and articles. Set KIKI_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL, and run this; the text of the pages then goes to that endpoint. Pages that were read are read again when they change.',
  status: 'Status',
  statuses: { open: 'To review', accepted: 'Accepted', rejected: 'Rejected', stale: 'Page changed' },
  kinds: 'About',
  pages: 'Quoted from',
  all: 'All',
  from: 'From',
  readBy: (model: string) => `read by ${model}`,
  quoteGone: 'What it quoted does not stand on the page any more.',
  replaces: 'The graph says otherwise, and accepting replaces:',
  accept: 'Accept',
  reject: 'Reject',
  decided: (status: 'open' | 'accepted' | 'rejected' | 'stale') =>
    ({ open: 'Not decided:', accepted: 'Accepted:', rejected: 'Rejected:', stale: 'Page changed:' })[status],
};
