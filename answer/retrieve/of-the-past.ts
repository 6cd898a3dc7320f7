import type { Passage } from '../../schema/entity.ts';

/** Folders and words of titles for what holds no more. */
const archived = /(?:^|[\s/_-])(?:archived?|archives|deprecated|obsolete|legacy|retired)(?=[\s/_.-]|$)/i;
/** A year in a path or title; one with its day says when something was decided, which may still hold. */
const year = /(?<!\d)(?:19|20)\d\d(?!\d)(?!-\d\d-\d\d)/;
/** What is written once about a time: such pages say what was then, unless it is asked of them ("by when is the annual report due?"). */
const writtenOnce = /meeting[-_ ]?notes|\bminutes\b|annual[-_ ]?reports?|retrospectives?|post-?mortems?/i;
/** Words of a question for what is written once. */
const asksOfReports = /\b(?:reports?|minutes|meeting|notes|retrospectives?|post-?mortems?)\b/i;

/**
 * Whether a page says by its path or title that it tells of the past.
 *
 * @param question one about reports may be answered by what is called one; what one of some year says is of that year
 */
export function tellsOfThePast({ title, source }: Pick<Passage, 'title' | 'source'>, question = ''): boolean {
  const isOfReports = asksOfReports.test(question);
  return [title, source?.path ?? ''].some(
    (text) => archived.test(text) || year.test(text) || (!isOfReports && writtenOnce.test(text)),
  );
}

/** Whether a question is about the past, so that such pages may be just what is asked for. */
export function isOfThePast(question: string): boolean {
  return (
    year.test(question) ||
    /\b(?:reported|history|archived?|former|formerly|used to|once|was|were|did|last|since when)\b/i.test(question)
  );
}
