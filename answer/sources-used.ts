import type { SourceKind } from '../schema/channel-settings.ts';
import type { Exact } from './exact.ts';
import type { Statement } from './look-up/finding.ts';
import type { Evidence } from './retrieve/retrieve.ts';

/** What kind of source one is, by its name. Undefined for one that kiki.yaml does not name any more. */
export type KindOfSource = (source: string) => SourceKind | undefined;

/** What an answer may rest on, where not all kinds of source are used. */
export interface SourcesUsed {
  /** All that it rests on is of a kind that is used: of what several sources say together, Kiki cannot tell which said what. */
  allow(statement: Pick<Statement, 'sources'>): boolean;
  /** What was looked up, as if it was not found where it may not be used. */
  exact(exact: Exact): Exact;
  evidence(evidence: readonly Evidence[]): Evidence[];
}

/** @param kinds those that are used; all when left out */
export function sourcesUsed(kinds: readonly SourceKind[] | undefined, kindOf: KindOfSource): SourcesUsed {
  const isUsed = (source: string) => {
    if (kinds === undefined) return true;
    const kind = kindOf(source);
    return kind !== undefined && kinds.includes(kind);
  };
  const allow: SourcesUsed['allow'] = ({ sources }) => sources.every(({ source }) => isUsed(source));
  return {
    allow,
    exact(exact) {
      if (exact.finding === undefined || exact.finding.statements.every(allow)) return exact;
      const { mentioned, memory } = exact;
      return { mentioned, memory };
    },
    evidence: (evidence) =>
      kinds === undefined
        ? [...evidence]
        : evidence.filter(({ passage }) => passage.source !== undefined && isUsed(passage.source.source)),
  };
}
