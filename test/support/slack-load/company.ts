import { madeWord } from '../made-words.ts';
import { smallConfig } from '../small-company.ts';

/** A company whose every fact has a word of its own, so that an answer shows whether it is that of its question. */
export interface LoadCompany {
  /** With `kiki.yaml`. */
  files: Readonly<Record<string, string>>;
  /** As many as were asked for; `email` is how the directory knows each. */
  people: readonly { name: string; email: string }[];
  /** Answered from the graph. */
  exact: readonly Topic[];
  /** Answered from prose: quoted, or written by a model. */
  prose: readonly Topic[];
}

export interface Topic {
  question: string;
  /** Stands in the right answer, and in no other. */
  says: string;
}

const teams = 20;
const permits = 20;

export function loadCompany(count: number): LoadCompany {
  const people = times(Math.max(count, teams), (index) => ({
    name: `${capital(word(index + 5000))} ${capital(word(index + 30_000))}`,
    email: `u${index}@example.com`,
  }));
  const team = (index: number) => capital(word(index * 97 + 17));
  const permit = (index: number) => capital(word(index * 89 + 50_000));
  const row = (index: number) => [people[index]?.name, people[index]?.email, team(index % teams)].join(',');
  const price = (index: number) => `${1013 + index * 7}`;
  const page = (index: number) =>
    `# ${permit(index)} permit\n\nThe ${permit(index)} permit costs ${price(index)} crowns and is valid for a year.\n`;
  return {
    files: {
      'kiki.yaml': config,
      'files/people.csv': `name,mail,team\n${times(people.length, row).join('\n')}\n`,
      'files/teams.csv': `name,lead\n${times(teams, (index) => `${team(index)},${people[index]?.email ?? ''}`).join('\n')}\n`,
      ...Object.fromEntries(times(permits, (index) => [`pages/permit-${index}.md`, page(index)])),
    },
    people,
    exact: times(teams, (index) => ({ question: `Who leads ${team(index)}?`, says: people[index]?.name ?? '' })),
    prose: times(permits, (index) => ({
      question: `What does the ${permit(index)} permit cost?`,
      says: price(index),
    })),
  };
}

const config = `${smallConfig.replace('company: Small', 'company: Loaded')}  - name: pages
    kind: pages
    root: pages
`;

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A word of its own for each number below 65,536. */
const word = (number: number) => madeWord(number, [0, 4, 8, 12]);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
