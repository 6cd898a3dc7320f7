import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The kiki.yaml of a company of two people and a team. */
export const smallConfig = `company: Small
sources:
  - name: hr
    kind: table
    root: files
    tables:
      people: { files: people.csv }
      teams: { files: teams.csv }
    entities:
      - kind: Person
        from: people
        key: mail
        name: name
        ids: { email: mail }
        relations: { member of: team }
      - kind: Team
        from: teams
        key: name
        name: name
        relations: { led by: '{ "email": lead }' }
`;

export const smallFiles: Readonly<Record<string, string>> = {
  'kiki.yaml': smallConfig,
  'files/people.csv': 'name,mail,team\nAda Byron,ada@example.com,Payments\nBo Lind,bo@example.com,Payments\n',
  'files/teams.csv': 'name,lead\nPayments,ada@example.com\n',
};

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
