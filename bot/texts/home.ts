/** The Home tab. */
export const homeTexts = {
  title: 'Kiki',
  what: (wiki: string) =>
    `I am an *AI assistant* over ${wiki}. I look up people, teams, systems, projects and procedures, and every answer names its sources. What I say may be wrong: check the source before you rely on it.`,
  wiki: 'the company wiki',
  reads:
    'I read what your company put into its wiki, and nothing that is written in Slack except questions to me. In channels I use only what every employee may read; here and in direct messages what you may read.',
  keeps: (privacy: string) =>
    `Your questions and my answers are kept for you, for as long as your company has set. Whoever answers for a page sees which questions about it found no good answer, without your name. ${privacy}`,
  privacy: 'What I read and keep',
  feedback: 'Below every answer you can say whether it helped, and report what is wrong or outdated.',
  ask: 'Ask a question',
  askSays: 'Ask Kiki a question; the answer comes as a direct message',
  openWiki: 'Open the wiki',
  recent: 'Your last questions',
  noRecent: 'You have not asked anything yet.',
  notKnown: 'not found',
  overdue: 'Pages you answer for that are overdue',
  noOverdue: 'Nothing you answer for is overdue.',
  overdueBy: (days: number) => (days === 1 ? 'one day overdue' : `${days} days overdue`),
  more: (count: number) => `and ${count} more`,
  team: 'Your team',
  noTeam: 'The company directory names no team for you.',
  lead: 'Led by',
  members: (count: number) => (count === 1 ? 'one member' : `${count} members`),
  owns: 'Answers for',
  notForYou: 'I answer full members of this workspace whom the company directory knows.',
  unavailable: 'I cannot reach the company wiki right now. Please open this tab again in a few minutes.',
} as const;
