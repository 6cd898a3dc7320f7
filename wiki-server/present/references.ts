import type { SourceNote } from '../../schema/entity.ts';
import { peopleSource } from '../../schema/record.ts';
import { parsePassageId } from '../../schema/ref.ts';
import { formatDay } from '../format.ts';
import { passagePath } from '../paths.ts';
import { pageTexts } from '../texts.ts';
import type { Mark, Reference } from './model.ts';

/** Numbers the sources of a page in the order in which they are cited. One number per file, however many rows of it. */
export interface References {
  cite(notes: readonly SourceNote[]): Mark[];
  list(): Reference[];
}

/** Places of one file that the list names; beyond that it counts them. */
const namedPlaces = 3;
/** Rows that the hover text of one mark names. */
const titledPlaces = 2;

interface Entry {
  n: number;
  label: string;
  path: string;
  places: Set<string>;
  urls: Set<string>;
  date: string | undefined;
  readAt: string | undefined;
}

/** @param labelOf what pages call a source */
export function createReferences(labelOf: (source: string) => string): References {
  const entries = new Map<string, Entry>();

  const entryOf = (note: SourceNote): Entry => {
    const { file } = placeOf(note);
    const token = JSON.stringify(file === '' ? [note.source, note.record] : [note.source, file]);
    const known = entries.get(token);
    if (known !== undefined) return known;
    const entry = {
      n: entries.size + 1,
      label: sourceLabel(note, labelOf),
      path: file,
      places: new Set<string>(),
      urls: new Set<string>(),
      date: undefined,
      readAt: undefined,
    };
    entries.set(token, entry);
    return entry;
  };

  return {
    cite(notes) {
      const byEntry = new Map<Entry, SourceNote[]>();
      for (const note of notes) {
        const entry = entryOf(note);
        const { place } = placeOf(note);
        if (place !== '') entry.places.add(place);
        const url = addressOf(note);
        if (url !== undefined) entry.urls.add(url);
        entry.date = latest(entry.date, note.date);
        entry.readAt = latest(entry.readAt, note.readAt);
        byEntry.set(entry, [...(byEntry.get(entry) ?? []), note]);
      }
      return [...byEntry]
        .map(([{ n, label }, cited]) => ({ n, title: titleOf(label, cited) }))
        .sort((a, b) => a.n - b.n);
    },
    list: () =>
      [...entries.values()].map(({ n, label, path, places, urls, date, readAt }) => ({
        n,
        label,
        path,
        places: places.size <= namedPlaces ? [...places] : [],
        placeCount: places.size,
        url: urls.size === 1 ? [...urls][0] : undefined,
        date,
        readAt,
      })),
  };
}

/** What pages call the source of a note. */
export function sourceLabel(note: SourceNote, labelOf: (source: string) => string): string {
  return note.source === peopleSource ? pageTexts.byHand(note.by) : labelOf(note.source);
}

/** Where a note leads: what a person took from a page of the wiki, to its place there. */
function addressOf({ source, path, url }: SourceNote): string | undefined {
  return source === peopleSource && parsePassageId(path) !== undefined ? passagePath(path) : url;
}

/** The file of a note, and where in it. */
function placeOf({ path, at }: SourceNote): { file: string; place: string } {
  const hash = path.indexOf('#');
  const file = hash === -1 ? path : path.slice(0, hash);
  const row = hash === -1 ? '' : path.slice(hash + 1);
  return { file, place: [row, at ?? ''].filter((part) => part !== '').join(', ') };
}

function titleOf(label: string, notes: readonly SourceNote[]): string {
  const places = notes.slice(0, titledPlaces).map(({ path, at, date }) => {
    const place = [path, at ?? ''].filter((part) => part !== '').join(', ');
    return [place, date === undefined ? '' : formatDay(date)].filter((part) => part !== '').join(' · ');
  });
  const more = notes.length > titledPlaces ? ' …' : '';
  return [label, [...new Set(places)].join('; ')].filter((part) => part !== '').join(': ') + more;
}

function latest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
