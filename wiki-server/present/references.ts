import type { SourceNote } from '../../schema/entity.ts';
import { peopleSource } from '../../schema/record.ts';
import { formatDay } from '../format.ts';
import type { Mark, Reference } from './model.ts';
import { addressOf, presentOrigin, sourceLabel } from './origin.ts';

/** Numbers the sources of a page in the order in which they are cited. One number per file, however many rows of it. */
export interface References {
  cite(notes: readonly SourceNote[]): Mark[];
  list(): Reference[];
}

/** Places of one file that the list names; beyond that it counts them. */
const namedPlaces = 3;
/** Rows that the hover text of one mark names. */
const titledPlaces = 2;
/** Rows that the card of one mark tells in all detail. */
const detailedPlaces = 3;

interface Entry {
  n: number;
  label: string;
  isByHand: boolean;
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
      isByHand: note.source === peopleSource,
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
        const cited = byEntry.get(entry);
        if (cited === undefined) byEntry.set(entry, [note]);
        else cited.push(note);
      }
      return [...byEntry]
        .map(([{ n, label }, cited]) => ({
          n,
          title: titleOf(label, cited),
          origins: cited.slice(0, detailedPlaces).map((note) => presentOrigin(note, labelOf)),
          more: Math.max(0, cited.length - detailedPlaces),
        }))
        .sort((a, b) => a.n - b.n);
    },
    list: () =>
      [...entries.values()].map(({ n, label, isByHand, path, places, urls, date, readAt }) => ({
        n,
        label,
        isByHand,
        path,
        places: places.size <= namedPlaces ? [...places] : [],
        placeCount: places.size,
        url: urls.size === 1 ? [...urls][0] : undefined,
        date,
        readAt,
      })),
  };
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
