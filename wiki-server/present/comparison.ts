import type { EntityView, Relation } from '../../schema/entity.ts';
import { differsHarmlessly } from '../../schema/disagreement.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { peopleSource } from '../../schema/record.ts';
import { shorten } from '../format.ts';
import { mergeTexts } from '../texts.ts';
import type { Item } from './model.ts';
import { presentRelation, relationHeading } from './relations.ts';
import { presentValue } from './values.ts';

/** One thing about two entities, side by side. */
export interface ComparedRow {
  label: string;
  a: Item[];
  b: Item[];
  /** Both say something, and of one entity only one of it can be. */
  contradicts: boolean;
}

/** Other ends of a relation that a row names. */
const namedEnds = 6;
/** Places of one entity's sources that a row names. */
const namedPlaces = 4;
const longestText = 200;

/** Two entities side by side, as far as either says anything. */
export function compareEntities(
  a: EntityView,
  b: EntityView,
  { ontology, labelOf }: { ontology: Ontology; labelOf: (source: string) => string },
): ComparedRow[] {
  const names = ({ name, aliases }: EntityView): Item[] => [name, ...aliases].map((text) => ({ text }));
  const fields = ontology.fields(a.kind).filter(({ name }) => name !== 'name' && name !== 'aliases');
  return [
    { label: mergeTexts.names, a: names(a), b: names(b), contradicts: false },
    ...fields.flatMap((spec) => fieldRow(spec, a, b)),
    ...relationRows(a, b, ontology),
    { label: mergeTexts.sources, a: sourcesOf(a, labelOf), b: sourcesOf(b, labelOf), contradicts: false },
  ];
}

function fieldRow(spec: FieldSpec, a: EntityView, b: EntityView): ComparedRow[] {
  const [left, right] = [a.fields[spec.name], b.fields[spec.name]];
  if (left === undefined && right === undefined) return [];
  const items = (value: typeof left): Item[] =>
    value === undefined
      ? []
      : presentValue(spec, value).map((item) =>
          item.text.length > longestText ? { ...item, text: shorten(item.text, longestText), html: undefined } : item,
        );
  const isSame = JSON.stringify(left) === JSON.stringify(right);
  const contradicts = left !== undefined && right !== undefined && !isSame && !differsHarmlessly.has(spec.name);
  return [{ label: spec.label, a: items(left), b: items(right), contradicts }];
}

function relationRows(a: EntityView, b: EntityView, ontology: Ontology): ComparedRow[] {
  const current = [...a.relations, ...b.relations].filter(
    ({ relation, current: isCurrent }) => isCurrent && relation !== 'MENTIONS',
  );
  const places = new Map(current.map(({ relation, end }) => [`${relation} ${end}`, { relation, end }]));
  return [...places.values()].map(({ relation, end }) => {
    const of = (view: EntityView) =>
      view.relations.filter((each) => each.relation === relation && each.end === end && each.current);
    const [left, right] = [of(a), of(b)];
    const spec = ontology.relation(relation);
    const isOne = spec.cardinality === 'one' && spec.subject === end;
    const ends = (list: readonly Relation[]) =>
      list
        .filter(({ dotted }) => !dotted)
        .map(({ other }) => other.ref)
        .sort()
        .join();
    return {
      label: relationHeading(ontology, relation, end),
      a: relationItems(left, ontology),
      b: relationItems(right, ontology),
      contradicts: isOne && ends(left) !== '' && ends(right) !== '' && ends(left) !== ends(right),
    };
  });
}

function relationItems(relations: readonly Relation[], ontology: Ontology): Item[] {
  const more = relations.length - namedEnds;
  const items = relations.slice(0, namedEnds).map((each) => presentRelation(each, ontology));
  return more > 0 ? [...items, { text: mergeTexts.more(more) }] : items;
}

function sourcesOf(view: EntityView, labelOf: (source: string) => string): Item[] {
  const notes = [
    ...Object.values(view.facts).flatMap(({ sources }) => sources),
    ...view.relations.flatMap(({ sources }) => sources),
    ...view.passages.flatMap(({ source }) => source ?? []),
  ];
  // Of its own records: what others say of it is not where it is from.
  const own = new Set(view.facts.name?.sources.map(({ record }) => record) ?? []);
  const places = notes
    .filter(({ record, source }) => own.has(record) || source === peopleSource)
    .map(({ source, path, at }) =>
      [labelOf(source), [path, at ?? ''].filter((part) => part !== '').join(', ')]
        .filter((part) => part !== '')
        .join(': '),
    );
  return [...new Set(places)].slice(0, namedPlaces).map((text) => ({ text }));
}
