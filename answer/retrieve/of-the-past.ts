import type { Passage } from '../../schema/entity.ts';

/** Folders and words of titles for what holds no more. */
const archived = /(?:^|[\s/_-])(?:archived?|archives|deprecated|obsolete|legacy|retired)(?=[\s/_.-]|$)/i;
/** A year in a path or title, and what is written once about a time: such pages say what was then. */
const dated =
  /(?<!\d)(?:19|20)\d\d(?!\d)|(?:meeting[-_ ]?notes|\bminutes\b|annual[-_ ]?reports?|retrospectives?|post-?mortems?)/i;

/** Whether a page says by its path or title that it tells of the past. */
export function tellsOfThePast({ title, source }: Pick<Passage, 'title' | 'source'>): boolean {
  return [title, source?.path ?? ''].some((text) => archived.test(text) || dated.test(text));
}

/** Whether a question is about the past, so that such pages may be just what is asked for. */
export function isOfThePast(question: string): boolean {
  return (
    dated.test(question) ||
    /\b(?:report|reported|minutes|meeting|history|archived?|former|formerly|used to|once|was|were|did|last)\b/i.test(
      question,
    )
  );
}
