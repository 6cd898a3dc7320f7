import type { Statement } from '../look-up/finding.ts';
import type { Evidence } from '../retrieve/retrieve.ts';

const most = 10;

/** Places of what the answer says, then of what was found for it, best first. A ref where there is no file. */
export function contextsOf(statements: readonly Statement[], evidence: readonly Evidence[]): string[] {
  const said = statements.flatMap(({ sources, about }) =>
    sources.length > 0 ? sources.map(({ path }) => path) : about === undefined ? [] : [about.ref],
  );
  const found = evidence.map(({ passage: { source, ref } }) =>
    source === undefined || source.path === '' ? ref : source.path,
  );
  return [...new Set([...said, ...found].filter((path) => path !== ''))].slice(0, most);
}
