/** What stands below a link to a wiki page. */
export const unfurlTexts = {
  owner: 'Answered for by',
  updated: 'Last changed',
  overdue: 'overdue for review',
} as const;
