import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../write-files.ts';

/** kiki.yaml: two sources that disagree on titles and teams, and a third of prose that names the people of the others. */
export const movingConfig = `company: Moving
sources:
  - name: hr
    kind: table
    root: hr
    files: people.csv
    entities:
      - kind: Person
        key: id
        name: name
        ids: { email: mail }
        fields: { title: title }
        relations: { reports to: { to: boss, by: key }, member of: team }
  - name: desk
    kind: table
    root: desk
    files: people.json
    entities:
      - kind: Person
        key: login
        name: name
        ids: { email: mail }
        fields: { title: job, location: city }
        relations: { member of: team }
  - name: wiki
    kind: pages
    root: wiki
`;

export interface CompanySize {
  people: number;
  pages: number;
}

/** Whether the thing with this number is away in a state: about one in twenty, and it comes back in the next. */
const isAway = (number: number, state: number) => (number * 7 + state * 13) % 20 === 19;
/** The last state up to this one in which something about the thing changed: one in four changes each time. */
const lastChange = (number: number, state: number): number => {
  for (let at = state; at > 0; at -= 1) if ((number + at) % 4 === 0) return at;
  return 0;
};

/**
 * Writes kiki.yaml and the files of its three sources as they are in a state: rows and pages change, go, and come back, never
 * more than the fifth that a run removes unasked.
 */
export function writeCompany(folder: string, state: number, { people, pages }: CompanySize): void {
  const numbers = Array.from({ length: people }, (_, number) => number).filter((number) => !isAway(number, state));
  const teams = Math.max(2, Math.floor(people / 12));
  const rows = numbers.map((number) => {
    const at = lastChange(number, state);
    const boss = number === 0 ? '' : Math.floor(number / 6);
    return `${number},Name${number} Family${number},p${number}@example.com,Title ${at},${boss},Team ${(number + at) % teams}`;
  });
  const accounts = numbers
    .filter((number) => number % 3 !== 0)
    .map((number) => ({
      login: `user${number}`,
      name: number % 5 === 0 ? `Nick${number} Family${number}` : `Name${number} Family${number}`,
      mail: `p${number}@example.com`,
      job: `Title ${lastChange(number + 1, state)}`,
      city: `City ${number % 9}`,
      team: `Team ${number % teams}`,
    }));
  const articles = Array.from({ length: pages }, (_, number) => number)
    .filter((number) => !isAway(number, state))
    .map((number) => {
      const changed = lastChange(number, state);
      const text = `Name${number} Family${number} wrote this, version ${changed}. See [the next](page-${number + 1}.md).`;
      return [`wiki/page-${number}.md`, `# Page ${number}\n\n${text}\n\n## More\n\n${'Words. '.repeat(60)}\n`];
    });
  rmSync(join(folder, 'wiki'), { recursive: true, force: true });
  writeFiles(folder, {
    'kiki.yaml': movingConfig,
    'hr/people.csv': ['id,name,mail,title,boss,team', ...rows, ''].join('\n'),
    'desk/people.json': JSON.stringify(accounts),
    ...(Object.fromEntries(articles) as Record<string, string>),
  });
}
