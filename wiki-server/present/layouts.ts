import type { End } from '../../schema/relations.ts';

/** A field, a relation as seen from the entity, or a part of the page that is made of more than one of them. */
export type Place = { field: string } | { relation: string; end: End } | { part: Part };
export type Part =
  'description' | 'prose' | 'managers' | 'members' | 'subTeams' | 'headcount' | 'runbooks' | 'describedIn';

/** What stands where on the page of a kind. What a layout does not name comes after it, so nothing is ever left out. */
export interface Layout {
  facts: readonly Place[];
  body: readonly Place[];
}

const field = (name: string): Place => ({ field: name });
const out = (relation: string): Place => ({ relation, end: 'from' });
const into = (relation: string): Place => ({ relation, end: 'to' });
const part = (name: Part): Place => ({ part: name });

const layouts: Readonly<Record<string, Layout>> = {
  Person: {
    facts: [
      field('title'),
      field('status'),
      out('REPORTS_TO'),
      out('MEMBER_OF'),
      field('email'),
      field('phone'),
      field('chat'),
      field('location'),
      field('timezone'),
      field('startDate'),
    ],
    body: [
      part('description'),
      part('managers'),
      into('REPORTS_TO'),
      out('LEADS'),
      out('OWNS'),
      out('WORKS_ON'),
      out('EXPERT_IN'),
      part('prose'),
    ],
  },
  Team: {
    facts: [
      out('PART_OF'),
      into('LEADS'),
      part('headcount'),
      field('type'),
      field('status'),
      field('chat'),
      field('email'),
      field('location'),
    ],
    body: [
      part('description'),
      part('prose'),
      part('members'),
      part('subTeams'),
      out('OWNS'),
      out('WORKS_ON'),
      into('ABOUT'),
    ],
  },
  System: {
    facts: [
      into('OWNS'),
      field('type'),
      field('status'),
      field('criticality'),
      field('onCall'),
      field('chat'),
      field('repository'),
      out('PART_OF'),
    ],
    body: [
      part('description'),
      part('prose'),
      out('DEPENDS_ON'),
      into('DEPENDS_ON'),
      part('runbooks'),
      part('describedIn'),
      into('PART_OF'),
      into('WORKS_ON'),
      into('EXPERT_IN'),
    ],
  },
  Project: {
    facts: [
      field('status'),
      into('LEADS'),
      into('OWNS'),
      field('startDate'),
      field('dueDate'),
      field('chat'),
      out('PART_OF'),
    ],
    body: [
      field('statusNote'),
      field('goal'),
      part('description'),
      part('prose'),
      into('WORKS_ON'),
      out('DEPENDS_ON'),
      into('DEPENDS_ON'),
      into('PART_OF'),
    ],
  },
  Procedure: {
    facts: [into('OWNS'), field('lastVerified'), field('appliesTo'), field('status'), out('ABOUT'), out('PART_OF')],
    body: [part('description'), field('prerequisites'), out('DEPENDS_ON'), part('prose'), into('EXPERT_IN')],
  },
  Article: {
    facts: [field('category'), into('OWNS'), out('ABOUT'), field('status'), out('PART_OF')],
    body: [part('description'), part('prose'), into('PART_OF'), into('EXPERT_IN')],
  },
  Term: {
    facts: [field('aliases'), into('OWNS'), out('ABOUT'), into('EXPERT_IN')],
    body: [part('description'), part('prose')],
  },
};

/** For a kind that a company added: its fields, then what it is linked with. */
const plain: Layout = { facts: [], body: [part('description'), part('prose')] };

export function layoutOf(kind: string): Layout {
  return layouts[kind] ?? plain;
}

/** Relations that parts of the page of a kind show in a way of their own, so that they are not listed again. */
const inParts: Readonly<Record<string, readonly Place[]>> = {
  Team: [into('MEMBER_OF'), into('PART_OF')],
  System: [into('ABOUT')],
};

export function isShownByPart(kind: string, place: Place): boolean {
  return inParts[kind]?.some((each) => placeToken(each) === placeToken(place)) === true;
}

/** The kinds with a layout of their own. */
export const laidOutKinds: readonly string[] = Object.keys(layouts);

/** Tells places apart. */
export function placeToken(place: Place): string {
  if ('field' in place) return `field:${place.field}`;
  return 'part' in place ? `part:${place.part}` : `relation:${place.relation}:${place.end}`;
}
