import { invalid } from './errors.ts';
import { isBuiltInKind, type KindSpec } from './kinds.ts';
import type { RelationSpec } from './relations.ts';

/** Between whom the line of managers runs is what counting and the org chart rest on. */
const fixed = new Set(['REPORTS_TO']);

/** Whether `from` or `to` in kiki.yaml can let a kind have the relation: it is one of the company's own, and the relation is built in. */
export function isWidenable({ key, type }: RelationSpec, kind: string): boolean {
  return type === key && !fixed.has(key) && !isBuiltInKind(kind);
}

/**
 * A built-in relation for kinds of the company's own too: "a team owns a use case". An end that is left out is what the relation has
 * there anyway; a relation that stays within a kind stays so.
 *
 * @param kinds by their names in small letters
 * @throws Invalid when a pair has no kind of the company's own: between the built-in ones the relations mean what Kiki takes them for
 */
export function widenRelation(
  relation: RelationSpec,
  { from, to }: { from?: string | string[] | undefined; to?: string | string[] | undefined },
  kinds: ReadonlyMap<string, KindSpec>,
): RelationSpec {
  if (from === undefined && to === undefined) return relation;
  const where = `kiki.yaml: schema.relations.${relation.key}`;
  if (fixed.has(relation.key))
    throw invalid(`${relation.key} is between people, and its ends can't be changed`, {
      where,
      fix: 'Remove from and to, or declare a relation of another name',
    });
  const named = (value: string | string[] | undefined, end: string) =>
    value === undefined
      ? undefined
      : [value].flat().map((kind) => (kind === '*' ? kind : kindNamed(kind, `${where}.${end}`, kinds)));
  const [left, right] = [named(from, 'from'), named(to, 'to')];
  const pairs = pairsOf(relation, left, right);
  const known = pairs.find((pair) => pair.every((kind) => kind === '*' || isBuiltInKind(kind)));
  if (known !== undefined)
    throw invalid(
      `${relation.key} is built in, and only kinds of your own can be added to it: not ${known.join(' to ')}`,
      {
        where,
        fix: 'Name your own kinds under from: or to:, or declare a relation of another name',
      },
    );
  return { ...relation, pairs: [...relation.pairs, ...pairs] };
}

function pairsOf(
  { pairs }: RelationSpec,
  left: readonly string[] | undefined,
  right: readonly string[] | undefined,
): (readonly [from: string, to: string])[] {
  const staysWithin = pairs.every(([from, to]) => to === 'same' || to === from);
  if (staysWithin && (left === undefined || right === undefined))
    return (left ?? right ?? []).map((kind) => [kind, kind] as const);
  const [froms, tos] = [left ?? endsOf(pairs, 0), right ?? endsOf(pairs, 1)];
  return froms.flatMap((from) => tos.map((to) => [from, to] as const));
}

function endsOf(pairs: RelationSpec['pairs'], end: 0 | 1): string[] {
  return [...new Set(pairs.map((pair) => pair[end]))];
}

/** A kind by its name in any case. @throws Invalid, naming the kinds there are */
export function kindNamed(name: string, where: string, kinds: ReadonlyMap<string, KindSpec>): string {
  const known = kinds.get(name.toLowerCase());
  if (known !== undefined) return known.name;
  throw invalid(`There is no kind "${name}"`, {
    where,
    fix: `The kinds are ${[...kinds.values()].map((each) => each.name).join(', ')}`,
  });
}
