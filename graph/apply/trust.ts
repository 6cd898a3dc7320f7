import { trustRules } from '../cypher/trust.ts';
import type { Run } from '../engine.ts';
import { map, optional, optionalText, text, texts } from '../reads/row.ts';
import type { TrustRule } from '../store.ts';

/** What identifies a rule of trust: `Person.title`, `Person.REPORTS_TO`. */
export function trustKey(kind: string, name: string): string {
  return `${kind}.${name}`;
}

/** What admins decided, with who and when. */
export async function loadTrustRules(run: Run): Promise<TrustRule[]> {
  return (await run({ text: trustRules })).map((each) => {
    const row = map(each, 'properties');
    return {
      key: text(row, 'id'),
      sources: texts(row, 'sources'),
      at: text(row, 'at'),
      by: text(row, 'by'),
      ...optional('reason', optionalText(row, 'reason')),
    };
  });
}

/** What admins decided, by key: the sources that go before others, best first. */
export async function loadTrust(run: Run): Promise<Map<string, string[]>> {
  return new Map((await loadTrustRules(run)).map(({ key, sources }) => [key, sources]));
}
