import { terms } from '../../graph/text/analyse.ts';
import type { Passage } from '../../schema/entity.ts';
import { linesOf } from './coverage.ts';

/** Things that are called by identifiers; "the two-factor app" is called by words. */
const nouns = 'repos?|repository|repositories|package|crate|gem|module|bucket|namespace|cluster';
/** Two parts or more, as programs and hosts are called. */
const identifier = String.raw`[a-z0-9]{2,}(?:[-_][a-z0-9]+)+`;
/** Of so many parts, none of them a word between others ("state-of-the-art"), it is one whatever stands beside it. */
const long = String.raw`(?!\S*-(?:of|the|to|in|on|and|or|for|a|an|by|at|is|as|up|per|than|with|from|be|it)-)[a-z0-9]{2,}(?:[-_][a-z0-9]{2,}){3,}`;
const named = new RegExp(
  String.raw`(?<![\w./@#-])(?:(?:the|our) (${identifier}) (?:${nouns})|(?:${nouns}) (${identifier})|(${long}))(?![\w-]|[./@]\w)`,
  'g',
);

/** What a question calls by an identifier: "ledger-sync" of "who owns the ledger-sync repo?" Each as search terms. */
export function identifiersNamed(question: string): string[][] {
  return [...question.matchAll(named)].map(([, before, behind, alone]) => terms(before ?? behind ?? alone ?? ''));
}

/** Whether a section has an identifier, with whatever between its parts: "ledger-sync", "Ledger Sync". */
export function hasIdentifier(
  identifier: readonly string[],
  section: Pick<Passage, 'title' | 'heading' | 'text'>,
): boolean {
  return linesOf(section).some((line) =>
    line.some((_, at) => identifier.every((term, index) => line[at + index] === term)),
  );
}
