import type { Ontology } from '../../schema/ontology.ts';
import { type End, extraRelationType } from '../../schema/relations.ts';

/** The relation that is meant when a question names two kinds and no relation: "people in Payments", "systems of Payments". */
const rows: readonly { target: string; of: string; relation: string; end: End }[] = [
  { target: 'Person', of: 'Team', relation: 'MEMBER_OF', end: 'to' },
  { target: 'Team', of: 'Person', relation: 'MEMBER_OF', end: 'from' },
  { target: 'Team', of: 'Team', relation: 'PART_OF', end: 'to' },
  { target: 'System', of: 'Team', relation: 'OWNS', end: 'from' },
  { target: 'System', of: 'Person', relation: 'OWNS', end: 'from' },
  { target: 'Team', of: 'System', relation: 'OWNS', end: 'to' },
  { target: 'Project', of: 'Team', relation: 'WORKS_ON', end: 'from' },
  { target: 'Project', of: 'Person', relation: 'WORKS_ON', end: 'from' },
  { target: 'Person', of: 'Project', relation: 'WORKS_ON', end: 'to' },
  { target: 'Team', of: 'Project', relation: 'OWNS', end: 'to' },
  { target: 'Procedure', of: 'Team', relation: 'OWNS', end: 'from' },
  { target: 'Article', of: 'Team', relation: 'OWNS', end: 'from' },
  { target: 'Procedure', of: 'System', relation: 'ABOUT', end: 'to' },
  { target: 'Article', of: 'System', relation: 'ABOUT', end: 'to' },
  { target: 'Article', of: 'Project', relation: 'ABOUT', end: 'to' },
];

export interface DefaultRelation {
  relation: string;
  /** Where the thing asked about stands. */
  end: End;
  /** False for one that is meant only for want of another. */
  isUsual: boolean;
}

/** The relation between two kinds that the table gives, or the only one there is. */
export function defaultRelationOf(target: string, of: string, ontology: Ontology): DefaultRelation | undefined {
  return defaultRelationsOf(target, of, ontology)[0];
}

/**
 * The same, and after that of the table the only one of the company's own: what no source says by the first may be said by the second. Who
 * has a part in a team by a relation of the company's own (its sponsor) is none of its people.
 */
export function defaultRelationsOf(target: string, of: string, ontology: Ontology): DefaultRelation[] {
  const known = rows.find((row) => row.target === target && row.of === of);
  if (known?.relation === 'MEMBER_OF') return [{ ...known, isUsual: true }];
  const fitting = ontology.relations
    .filter(({ key, type }) => !aside.has(key) && (known === undefined || type === extraRelationType))
    .flatMap((spec) =>
      (['from', 'to'] as const)
        .filter((end) => ontology.otherKinds(spec, end, of).includes(target))
        .map((end) => ({ relation: spec.key, end, isUsual: false })),
    );
  return [...(known === undefined ? [] : [{ ...known, isUsual: true }]), ...(fitting.length === 1 ? fitting : [])];
}

/** Relations of pages. */
const aside = new Set(['MENTIONS', 'ABOUT', 'SUPERSEDES']);
