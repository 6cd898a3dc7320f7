import type { SourceNote } from '../../schema/entity.ts';
import { peopleSource } from '../../schema/record.ts';
import { parsePassageId } from '../../schema/ref.ts';
import { formatDay } from '../format.ts';
import { passagePath, safeAddress } from '../paths.ts';
import { pageTexts } from '../texts.ts';

/** Where a statement is from, in all detail. */
export interface Origin {
  /** What pages call the source. */
  label: string;
  /** File and row or line. */
  place: string;
  href?: string | undefined;
  /** The date the source states, or who pinned it and when. */
  dated?: string | undefined;
  /** When Kiki first read it so. ISO. */
  since?: string | undefined;
  /** When Kiki last read the source. ISO. */
  readAt?: string | undefined;
}

/** @param labelOf what pages call a source */
export function presentOrigin(note: SourceNote, labelOf: (source: string) => string): Origin {
  const { source, path, at, date, by, since, readAt } = note;
  const day = date === undefined ? undefined : formatDay(date);
  const address = addressOf(note);
  return {
    label: sourceLabel(note, labelOf),
    place: [path, at ?? ''].filter((part) => part !== '').join(', '),
    href: address === undefined ? undefined : safeAddress(address),
    dated:
      source === peopleSource ? pageTexts.pinnedOn(by, day) : day === undefined ? undefined : pageTexts.stated(day),
    since,
    readAt,
  };
}

/** What pages call the source of a note. */
export function sourceLabel(note: SourceNote, labelOf: (source: string) => string): string {
  return note.source === peopleSource ? pageTexts.byHand(note.by) : labelOf(note.source);
}

/** Where a note leads: what a person took from a page of the wiki, to its place there. */
export function addressOf({ source, path, url }: SourceNote): string | undefined {
  return source === peopleSource && parsePassageId(path) !== undefined ? passagePath(path) : url;
}
