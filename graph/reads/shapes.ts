import type { EntityCard, Passage, SourceNote } from '../../schema/entity.ts';
import type { Row } from '../engine.ts';
import { visibleValues } from '../apply/difference.ts';
import type { ClaimPlace, Edge } from '../store.ts';
import { flag, map, number, optional, optionalText, text, texts } from './row.ts';

/** From rows to the shapes that readers get. */

export function toCard(properties: Row): EntityCard {
  const { name: _name, aliases: _aliases, ...fields } = visibleValues(properties);
  return {
    ref: text(properties, 'ref'),
    kind: text(properties, 'kind'),
    name: text(properties, 'name'),
    aliases: texts(properties, 'aliases'),
    fields,
    changedAt: text(properties, 'changedAt'),
  };
}

export function toEdge(row: Row): Edge {
  const properties = map(row, 'properties');
  return {
    relation: text(properties, 'relation'),
    from: text(row, 'from'),
    to: text(row, 'to'),
    roles: texts(properties, 'roles'),
    dotted: flag(properties, 'dotted'),
    ended: flag(properties, 'ended'),
    ...optional('since', optionalText(properties, 'from')),
    ...optional('until', optionalText(properties, 'until')),
    support: texts(properties, 'support'),
    places: new Map(texts(properties, 'places').map(toPlace)),
  };
}

function toPlace(packed: string): [string, ClaimPlace] {
  const [record = '', ...place] = packed.split('\n');
  return [record, claimPlace(place)];
}

/** From the parts of a packed support behind its record. */
export function claimPlace([at, by, on]: readonly (string | undefined)[]): ClaimPlace {
  return { ...(at && { at }), ...(by && { by }), ...(on && { on }) };
}

/** The note of a record for one of its claims. */
export function noteAt(note: SourceNote, { at, by, on }: ClaimPlace): SourceNote {
  return {
    ...note,
    ...(at !== undefined && { path: at }),
    ...(by !== undefined && { by }),
    ...(on !== undefined && { date: on }),
  };
}

/** Bookkeeping edges, such as a page's passages, have no relation. */
export function isRelation(row: Row): boolean {
  return typeof map(row, 'properties').relation === 'string';
}

/** Where a record is; a row of a table as `path#key`. */
export function toNote(row: Row): SourceNote {
  const at = optionalText(row, 'at');
  const path = text(row, 'path');
  return {
    record: text(row, 'id'),
    source: text(row, 'source'),
    path: at === undefined ? path : `${path}#${at}`,
    ...optional('url', optionalText(row, 'url')),
    ...optional('date', optionalText(row, 'date')),
    ...optional('by', optionalText(row, 'by')),
    ...optional('since', optionalText(row, 'since')),
    ...optional('readAt', optionalText(row, 'readAt')),
  };
}

export function toPassage(properties: Row, notes: ReadonlyMap<string, SourceNote>): Passage {
  const record = optionalText(properties, 'record');
  const note = record === undefined ? undefined : notes.get(record);
  const line = typeof properties.line === 'number' ? properties.line : undefined;
  return {
    id: text(properties, 'id'),
    ref: text(properties, 'ref'),
    anchor: text(properties, 'anchor'),
    title: text(properties, 'title'),
    heading: texts(properties, 'heading'),
    order: number(properties, 'order'),
    text: text(properties, 'text'),
    ...optional('prose', optionalText(properties, 'prose')),
    ...(typeof properties.step === 'number' && {
      step: {
        number: properties.step,
        section: text(properties, 'section'),
        ...optional('responsible', optionalText(properties, 'responsible')),
        ...optional('responsibleRef', optionalText(properties, 'responsibleRef')),
      },
    }),
    card: flag(properties, 'card'),
    ...(note && { source: { ...note, ...(line !== undefined && { at: `line ${line}` }) } }),
  };
}
