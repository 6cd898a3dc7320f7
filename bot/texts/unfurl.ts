/** What stands below a link to a wiki page. */
export const unfurlTexts = {
  owner: 'Answered for by',
  updated: 'Last changed',
  overdue: 'overdue for review',
  about: 'About',
  state: 'State',
  text: 'Text',
  product: 'Kiki',
  refusedTitle: 'Not for you',
  refused: 'Details are shown to full members of this workspace whom the company directory knows.',
} as const;
