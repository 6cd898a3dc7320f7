import type { Likeness } from '../../answer/question-likeness.ts';
import { queryTerms } from '../../graph/text/analyse.ts';
import type { OpenQuestion } from '../../schema/asked.ts';

/** Questions that ask the same in other words. */
export interface QuestionGroup {
  /** The newest one speaks for all. */
  question: string;
  at: string;
  /** Ids of all of them. */
  ids: string[];
  /** Other wordings. */
  alsoAsked: string[];
  refs: string[];
  abstained: boolean;
  against: OpenQuestion['against'];
}

/** Share of the words, in their stems, that two questions must have in common to ask the same. */
const alike = 0.6;
/**
 * Likeness in meaning from which two questions ask the same: more where they have a word in common, because where to park a car is not
 * where to park a bicycle. Judged on 41 questions in 19 groups with the built-in model.
 */
const alikeInMeaning = { withoutCommonWord: 0.64, withCommonWord: 0.75 };
/** Wordings and pages that are shown. */
const shown = 5;

/** Groups questions by what they ask: the most often asked first, then the newest. */
export function groupQuestions(
  questions: readonly OpenQuestion[],
  likeness: Likeness = () => undefined,
): QuestionGroup[] {
  const groups: { first: Worded; members: OpenQuestion[] }[] = [];
  for (const question of [...questions].sort((a, b) => (a.at > b.at ? -1 : 1))) {
    const worded = { text: question.question, terms: new Set(queryTerms(question.question)) };
    const known = groups.find(({ first }) => areAlike(first, worded, likeness));
    if (known === undefined) groups.push({ first: worded, members: [question] });
    else known.members.push(question);
  }
  return groups
    .flatMap(({ members }): QuestionGroup[] => {
      const [first] = members;
      if (first === undefined) return [];
      const wordings = new Set(members.map(({ question }) => question.trim()));
      wordings.delete(first.question.trim());
      return [
        {
          question: first.question,
          at: first.at,
          ids: members.map(({ id }) => id),
          alsoAsked: [...wordings].slice(0, shown),
          refs: [...new Set(members.flatMap(({ refs }) => refs))].slice(0, shown),
          abstained: members.every(({ abstained }) => abstained),
          against: members.flatMap(({ against }) => against),
        },
      ];
    })
    .sort((a, b) => b.ids.length - a.ids.length || (a.at > b.at ? -1 : 1));
}

interface Worded {
  text: string;
  terms: ReadonlySet<string>;
}

function areAlike(a: Worded, b: Worded, likeness: Likeness): boolean {
  if (overlap(a.terms, b.terms) >= alike) return true;
  const hasCommonWord = [...a.terms].some((term) => b.terms.has(term));
  const bound = hasCommonWord ? alikeInMeaning.withCommonWord : alikeInMeaning.withoutCommonWord;
  return (likeness(a.text, b.text) ?? 0) >= bound;
}

/** Words in common, of all words of both (Jaccard); two questions without a word are alike. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length;
  const total = a.size + b.size - shared;
  return total === 0 ? 1 : shared / total;
}
