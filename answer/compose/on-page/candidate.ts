import { terms } from '../../../graph/text/analyse.ts';
import { withoutFalseMarks } from '../../check/citation-marks.ts';
import type { Passage } from '../../../schema/entity.ts';
import type { Statement } from '../../look-up/finding.ts';
import { termsOf } from '../../retrieve/coverage.ts';
import { citing, placeOf } from '../part-of-page.ts';

/** One value that a page tells, in a cell of a table, behind a label or in a sentence. */
export interface Told {
  statement: Statement;
  /** A number where the whole value is one. */
  value: string | number;
  /** What it is told of: the label, or the first cell of the row. */
  of: string;
}

export interface Candidate extends Told {
  /** What it is called on the page: the head of its column, its label. */
  as: string;
  /** Words of its label that the question has not. */
  extra: number;
}

/** Whether a cell, or what stands behind a label, says that it is not known or does not apply: that answers nothing. */
export function isUntold(value: string | number): boolean {
  return untold.test(String(value).trim());
}

const untold =
  /^(?:[?–—.…-]+|n\/?a|n\.a\.|not applicable|tb[acd]|tk|unknown|to be (?:announced|confirmed|decided|defined|determined)|not (?:yet )?(?:known|decided|set))\W*$/i;

/** A longer text, in characters, is no value: it is quoted as it stands. */
export const longestValue = 240;

/** Share of the words that stand in the texts, in the title or in a heading: 0 to 1. */
export function shareSaid(wanted: readonly string[], texts: readonly string[], { title, heading }: Passage): number {
  return shareIn(wanted, new Set(terms([title, ...heading, ...texts].join(' '))));
}

/** Whether a section has so many of the words at all, before it is taken apart: hardly any of a hundred has. */
export function mayTell(wanted: readonly string[], section: Passage, share = 1): boolean {
  return shareIn(wanted, termsOf(section)) >= share;
}

function shareIn(wanted: readonly string[], said: ReadonlySet<string>): number {
  return wanted.length === 0 ? 1 : wanted.filter((term) => said.has(term)).length / wanted.length;
}

/** A value of a section, ready to be cited. */
export function told({
  of,
  as,
  text,
  value,
  section,
  quote,
  extra,
}: {
  of: string;
  as: string;
  text: string;
  value: string;
  section: Passage;
  /** Words of the page; none for a table, whose rows are no words in a row. */
  quote?: string;
  extra: number;
}): Candidate {
  return {
    of,
    as,
    value: /^\d{1,15}$/.test(value) ? Number(value) : value,
    extra,
    statement: {
      text: `${withoutFalseMarks(text)} (${placeOf(section.title, section.heading)}).`,
      ...citing(section),
      ...(quote !== undefined && { quote }),
    },
  };
}
