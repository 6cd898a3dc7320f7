import { count } from './count.ts';

export const organisationTexts = {
  title: 'Organisation',
  teams: 'Teams',
  reporting: 'Who reports to whom',
  lead: (names: string) => `led by ${names}`,
  below: (name: string) => `Below ${name}`,
  more: (n: number) => `${count(n, 'more', 'more')} below`,
  noTeams: 'No source says which teams there are.',
  noLines: 'No source says who reports to whom.',
  reportingRule:
    'Numbers are people below, at any depth, who are active or on leave. Dotted lines are on people’s own pages.',
  rule: 'Numbers are people who are active or on leave, each once: directly in the team, and with all teams inside it.',
};
