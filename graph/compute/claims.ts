import type { Settled } from '../../schema/entity.ts';
import { type FieldClaim, peopleSource, type RecordDraft, type RelationClaim } from '../../schema/record.ts';
import { byTrust } from './identity.ts';
import { compareTexts } from '../compare-texts.ts';

/** A live record with what ranking needs. */
export interface LiveRecord extends RecordDraft {
  id: string;
  /** Place of its source in the order of trust; smaller is better. */
  rank: number;
}

/** Which record says something, and where in it. */
export interface Support {
  record: string;
  /** Path and place of the claim, when it is not where the record is. */
  at?: string | undefined;
  /** Who said it in Kiki, and when. */
  by?: string | undefined;
  on?: string | undefined;
}

/** That a record says it, with one of its claims. */
export function supportOf(
  { id }: LiveRecord,
  { at, by, on }: Pick<FieldClaim | RelationClaim, 'at' | 'by' | 'on'>,
): Support {
  return { record: id, at, by, on };
}

/**
 * Preferred first: the better source, then the newer by the date the source itself states (a stated date before none), then by
 * the record's id. Never by the time of reading, so the order of runs does not matter.
 */
export function preferred(a: LiveRecord, b: LiveRecord): number {
  return a.rank - b.rank || compareTexts(b.statedAt ?? '', a.statedAt ?? '') || byTrust(a, b);
}

/**
 * As `preferred`, with some sources trusted more for what it is about: those in the list go before all others, in its order. What
 * people say in Kiki goes before them.
 */
export function preferredBy(trusted: readonly string[]): (a: LiveRecord, b: LiveRecord) => number {
  if (trusted.length === 0) return preferred;
  const place = ({ source }: LiveRecord) => {
    const at = trusted.indexOf(source);
    return source === peopleSource ? -1 : at === -1 ? trusted.length : at;
  };
  return (a, b) => place(a) - place(b) || preferred(a, b);
}

/**
 * How what others say instead is settled, if it is. A person chose while each of them said what it says now; a person said when
 * it was true; or the sources are ranked for this very thing.
 */
export function settledHow(others: {
  sources: readonly string[];
  winner: readonly string[];
  trusted: readonly string[];
  isChosenOver: (source: string) => boolean;
  isDated: boolean;
}): Settled | undefined {
  const { sources, winner, trusted, isChosenOver, isDated } = others;
  if (isDated) return 'dated';
  if (sources.every(isChosenOver)) return 'chosen';
  const isRanked = (source: string) => trusted.includes(source);
  return winner.some(isRanked) && sources.every(isRanked) ? 'ranked' : undefined;
}
