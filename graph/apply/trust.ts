import { trustRules } from '../cypher/trust.ts';
import type { Run } from '../engine.ts';
import { map, text, texts } from '../reads/row.ts';

/** What identifies a rule of trust: `Person.title`, `Person.REPORTS_TO`. */
export function trustKey(kind: string, name: string): string {
  return `${kind}.${name}`;
}

/** What admins decided, by key: the sources that go before others, best first. */
export async function loadTrust(run: Run): Promise<Map<string, string[]>> {
  const rows = (await run({ text: trustRules })).map((row) => map(row, 'properties'));
  return new Map(rows.map((row) => [text(row, 'id'), texts(row, 'sources')]));
}
