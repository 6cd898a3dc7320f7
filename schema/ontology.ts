import { z } from 'zod';
import { invalid } from './errors.ts';
import { builtInKinds, commonFields, type FieldSpec, isBuiltInKind, type KindSpec } from './kinds.ts';
import { fold } from './names.ts';
import { builtInRelations, type End, extraRelationType, type RelationSpec } from './relations.ts';
import { kindNamed, widenRelation } from './widen-relation.ts';

const words = z.array(z.string().trim().min(1).max(60)).max(50);
const fieldTypes = ['text', 'markdown', 'number', 'boolean', 'date', 'url', 'email', 'list', 'choice'] as const;

const fieldSettings = z.strictObject({
  type: z.enum(fieldTypes),
  label: z.string().min(1).max(60).optional(),
  description: z.string().max(300).optional(),
  synonyms: words.optional(),
  choices: z
    .array(
      z.union([
        z.string().min(1),
        z.strictObject({ value: z.string().min(1), synonyms: words.optional(), counted: z.boolean().optional() }),
      ]),
    )
    .min(1)
    .optional(),
  assumed: z.string().optional(),
  noun: z.boolean().optional(),
  saidInPart: z.boolean().optional(),
});

const kindSettings = z.strictObject({
  singular: z.string().min(1).max(40).optional(),
  plural: z.string().min(1).max(40).optional(),
  description: z.string().max(300).optional(),
  synonyms: words.optional(),
  nameIdentifies: z.boolean().optional(),
  fields: z.record(z.string(), z.union([z.enum(fieldTypes), fieldSettings])).optional(),
});

const relationSettings = z.strictObject({
  from: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  to: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  inverse: z.string().min(1).max(60).optional(),
  headings: z.tuple([z.string().min(1).max(60), z.string().min(1).max(60)]).optional(),
  one: z.boolean().optional(),
  subject: z.enum(['from', 'to']).optional(),
  authoritative: z.boolean().optional(),
  synonyms: z.strictObject({ name: words.optional(), inverse: words.optional() }).optional(),
  nouns: z.strictObject({ from: words.optional(), to: words.optional() }).optional(),
  description: z.string().max(300).optional(),
});

/** What a company adds to the ontology: the `schema:` part of kiki.yaml. */
export const ontologySettings = z.strictObject({
  kinds: z.record(z.string(), kindSettings).optional(),
  relations: z.record(z.string(), relationSettings).optional(),
});
export type OntologySettings = z.infer<typeof ontologySettings>;

/** A relation as seen from one kind: `end` is where the seeing entity stands. */
export interface RelationView {
  relation: RelationSpec;
  end: End;
}

/** The kinds, fields and relations of this company: the built-in ones and those its config adds. */
export interface Ontology {
  readonly kinds: readonly KindSpec[];
  readonly relations: readonly RelationSpec[];
  /** A kind by its name, whatever the case. @throws Invalid, naming the kinds there are. */
  kind(name: string): KindSpec;
  findKind(name: string): KindSpec | undefined;
  /** All fields of a kind, the common ones included. */
  fields(kind: string): readonly FieldSpec[];
  findField(kind: string, name: string): FieldSpec | undefined;
  /** A relation by its key. @throws Invalid. */
  relation(key: string): RelationSpec;
  findRelation(key: string): RelationSpec | undefined;
  /** The relation that an entity of this kind calls so: by key, name, or inverse name (which swaps the ends). */
  findRelationOf(kind: string, word: string): RelationView | undefined;
  /** The kinds that may stand at the other end, seen from a kind at `end`. Empty when the relation does not fit the kind. */
  otherKinds(relation: RelationSpec, end: End, kind: string): readonly string[];
}

/** Labels that Kiki keeps for itself; no kind may have them. */
const reservedLabels = new Set([
  'Subject',
  'Entity',
  'Former',
  'Passage',
  'Step',
  'Record',
  'PastRecord',
  'Trust',
  'DistinctPair',
  'Merged',
  'Rejection',
  'Source',
  'Run',
  'Revision',
  'Embedding',
  'Proposal',
  'PageReading',
  'Suggestion',
  'Question',
  'Asked',
  'Feedback',
  'SlackEvent',
  'SlackQuestion',
  'SlackWorker',
  'Watch',
  'Reader',
  'Thread',
  'Comment',
  'Notice',
  'Meta',
  'Lock',
]);

/** Properties that Kiki keeps on every entity; no field may have these names. */
export const reservedProperties: ReadonlySet<string> = new Set([
  'ref',
  'kind',
  'audience',
  'keys',
  'disputes',
  'settledDisputes',
  'facts',
  'reviewState',
  'revision',
  'createdAt',
  'changedAt',
  'sortName',
  'redirects',
  'id',
  'labels',
]);

/**
 * The ontology of a company.
 *
 * @throws Invalid, with the place in kiki.yaml, when an addition clashes or is incomplete.
 */
export function createOntology(settings: OntologySettings = {}): Ontology {
  const kinds = mergeKinds(settings.kinds ?? {});
  const byKind = new Map(kinds.map((kind) => [kind.name.toLowerCase(), kind]));
  const relations = mergeRelations(settings.relations ?? {}, byKind);
  const byKey = new Map(relations.map((relation) => [relation.key, relation]));
  const fieldsOf = new Map(kinds.map((kind) => [kind.name.toLowerCase(), [...commonFields, ...kind.fields]]));

  const otherKinds = (relation: RelationSpec, end: End, kind: string): string[] => {
    const found = new Set<string>();
    for (const [from, to] of relation.pairs) {
      const [here, there] = end === 'from' ? [from, to] : [to, from];
      // `same` stands on the right only, so seen from there the left end is the concrete kind.
      if (here !== '*' && here !== kind && !(here === 'same' && there === kind)) continue;
      if (there === '*') kinds.forEach(({ name }) => found.add(name));
      else found.add(there === 'same' ? kind : there);
    }
    return [...found];
  };

  const ontology: Ontology = {
    kinds,
    relations,
    findKind: (name) => byKind.get(name.toLowerCase()),
    kind(name) {
      const kind = byKind.get(name.toLowerCase());
      if (kind !== undefined) return kind;
      throw invalid(`There is no kind "${name}"`, {
        fix: `The kinds are ${kinds.map((known) => known.name).join(', ')}; add your own under schema: kinds: in kiki.yaml`,
      });
    },
    fields: (kind) => fieldsOf.get(kind.toLowerCase()) ?? commonFields,
    findField: (kind, name) => ontology.fields(kind).find((field) => field.name === name),
    findRelation: (key) => byKey.get(key),
    relation(key) {
      const relation = byKey.get(key);
      if (relation !== undefined) return relation;
      throw invalid(`There is no relation "${key}"`, {
        fix: `The relations are ${relations.map((known) => known.key).join(', ')}`,
      });
    },
    findRelationOf(kind, word) {
      const wanted = fold(word).trim();
      const fits = (relation: RelationSpec, end: End) => otherKinds(relation, end, kind).length > 0;
      const byKeyFirst = relations.find((relation) => fold(relation.key) === wanted);
      if (byKeyFirst !== undefined) {
        const end = (['from', 'to'] as const).find((candidate) => fits(byKeyFirst, candidate));
        return end === undefined ? undefined : { relation: byKeyFirst, end };
      }
      for (const relation of relations) {
        if (fold(relation.name) === wanted && fits(relation, 'from')) return { relation, end: 'from' };
        if (fold(relation.inverse) === wanted && fits(relation, 'to')) return { relation, end: 'to' };
      }
      return undefined;
    },
    otherKinds,
  };
  return ontology;
}

function mergeKinds(added: NonNullable<OntologySettings['kinds']>): KindSpec[] {
  const extra = new Map(Object.entries(added));
  const kinds = builtInKinds.map((kind) => {
    const settings = extra.get(kind.name);
    extra.delete(kind.name);
    return settings === undefined ? kind : extendKind(kind, settings);
  });
  for (const [name, settings] of extra) {
    const where = `kiki.yaml: schema.kinds.${name}`;
    if (!/^[A-Z][A-Za-z0-9]{0,39}$/.test(name)) {
      throw invalid(`"${name}" can't be the name of a kind`, {
        where,
        fix: 'Write it in PascalCase, for example CostCentre',
      });
    }
    if (reservedLabels.has(name))
      throw invalid(`Kiki keeps the name "${name}" for itself`, { where, fix: 'Choose another name' });
    // Refs and config write kinds in any case.
    const twin = kinds.find((kind) => kind.name.toLowerCase() === name.toLowerCase());
    if (twin !== undefined)
      throw invalid(`There is a kind ${twin.name} already`, { where, fix: `Write it as ${twin.name} to add to it` });
    const singular = settings.singular ?? name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
    const blank: KindSpec = {
      name,
      singular,
      plural: `${singular}s`,
      description: '',
      nameIdentifies: true,
      fields: [],
    };
    kinds.push(extendKind(blank, settings));
  }
  return withoutTaken(kinds);
}

/** What a company calls a kind of its own is no word for a built-in one any more: "product" means a system only until there is a kind Product. */
function withoutTaken(kinds: readonly KindSpec[]): KindSpec[] {
  const isOwn = ({ name }: KindSpec) => !isBuiltInKind(name);
  const taken = new Set(
    kinds.filter(isOwn).flatMap(({ singular, plural, synonyms = [] }) => [singular, plural, ...synonyms].map(fold)),
  );
  return kinds.map((kind) => {
    const synonyms = kind.synonyms?.filter((each) => !taken.has(fold(each)));
    return isOwn(kind) || synonyms?.length === kind.synonyms?.length
      ? kind
      : { ...kind, ...(synonyms && { synonyms }) };
  });
}

function extendKind(kind: KindSpec, settings: z.infer<typeof kindSettings>): KindSpec {
  const where = `kiki.yaml: schema.kinds.${kind.name}.fields`;
  const known = new Map(kind.fields.map((field) => [field.name, field]));
  for (const [name, setting] of Object.entries(settings.fields ?? {})) {
    const given = typeof setting === 'string' ? { type: setting } : setting;
    if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(name) || reservedProperties.has(name)) {
      throw invalid(`"${name}" can't be the name of a field`, {
        where,
        fix: 'Write it in camelCase, for example costCentre; some names are Kiki’s own',
      });
    }
    if (commonFields.some((field) => field.name === name))
      throw invalid(`Every kind already has the field "${name}"`, { where, fix: 'Leave it out' });
    if ((given.type === 'choice') !== (given.choices !== undefined)) {
      throw invalid(`${name}: a field of type choice has choices, and no other has`, { where });
    }
    known.set(name, fieldOf(name, given));
  }
  return {
    ...kind,
    singular: settings.singular ?? kind.singular,
    plural: settings.plural ?? kind.plural,
    description: settings.description ?? kind.description,
    nameIdentifies: settings.nameIdentifies ?? kind.nameIdentifies,
    synonyms: [...(kind.synonyms ?? []), ...(settings.synonyms ?? [])],
    fields: [...known.values()],
  };
}

function fieldOf(name: string, given: z.infer<typeof fieldSettings>): FieldSpec {
  const choices = given.choices?.map((choice) => (typeof choice === 'string' ? { value: choice } : choice));
  const label = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return {
    name,
    type: given.type,
    label: given.label ?? label.charAt(0).toUpperCase() + label.slice(1),
    description: given.description ?? '',
    ...(given.synonyms && { synonyms: given.synonyms }),
    ...(choices && {
      choices: choices.map(({ value, synonyms, counted }) => ({
        value,
        ...(synonyms && { synonyms }),
        ...(counted !== undefined && { counted }),
      })),
    }),
    ...(given.assumed !== undefined && { assumed: given.assumed }),
    ...(given.noun !== undefined && { noun: given.noun }),
    ...(given.saidInPart !== undefined && { saidInPart: given.saidInPart }),
  };
}

function mergeRelations(
  added: NonNullable<OntologySettings['relations']>,
  kinds: Map<string, KindSpec>,
): RelationSpec[] {
  const extra = new Map(Object.entries(added));
  const relations = builtInRelations.map((relation) => {
    const settings = extra.get(relation.key);
    extra.delete(relation.key);
    if (settings === undefined) return relation;
    if (settings.subject !== undefined)
      throw invalid(`${relation.key} is built in: its subject can't be changed`, {
        where: `kiki.yaml: schema.relations.${relation.key}`,
        fix: 'Remove subject, or declare a relation of another name',
      });
    return tuneRelation(widenRelation(relation, settings, kinds), settings);
  });
  for (const [name, settings] of extra) relations.push(extraRelation(name, settings, kinds));
  return relations;
}

function tuneRelation(relation: RelationSpec, settings: z.infer<typeof relationSettings>): RelationSpec {
  const { inverse, headings, one, authoritative, synonyms, nouns, description } = settings;
  return {
    ...relation,
    ...(inverse !== undefined && { inverse }),
    ...(headings !== undefined && { headings }),
    ...(one !== undefined && { cardinality: one ? ('one' as const) : ('many' as const) }),
    ...(authoritative !== undefined && { authoritative }),
    ...(description !== undefined && { description }),
    synonyms: {
      name: [...(relation.synonyms?.name ?? []), ...(synonyms?.name ?? [])],
      inverse: [...(relation.synonyms?.inverse ?? []), ...(synonyms?.inverse ?? [])],
    },
    nouns: {
      from: [...(relation.nouns?.from ?? []), ...(nouns?.from ?? [])],
      to: [...(relation.nouns?.to ?? []), ...(nouns?.to ?? [])],
    },
  };
}

function extraRelation(
  name: string,
  settings: z.infer<typeof relationSettings>,
  kinds: Map<string, KindSpec>,
): RelationSpec {
  const where = `kiki.yaml: schema.relations.${name}`;
  if (!/^[\p{L}\p{N}][\p{L}\p{N} '-]{0,59}$/u.test(name)) {
    throw invalid(`"${name}" can't be the name of a relation`, {
      where,
      fix: 'Use letters, digits and spaces, as a person would say it: "sits in"',
    });
  }
  const same = builtInRelations.find((each) => [each.key, each.name, each.inverse].map(fold).includes(fold(name)));
  if (same !== undefined)
    throw invalid(`"${name}" is what the built-in relation ${same.key} is called`, {
      where,
      fix: `Use ${same.key} as the key to add words to it and, by from: and to:, kinds of your own, or give yours another name`,
    });
  const ends = (value: string | string[] | undefined, end: End): string[] => {
    if (value === undefined)
      throw invalid(`The relation has no ${end}`, { where, fix: `Add ${end}: with the name of a kind` });
    return [value].flat().map((kind) => (kind === '*' ? kind : kindNamed(kind, `${where}.${end}`, kinds)));
  };
  const inverse = settings.inverse ?? `${name} (of)`;
  const to = ends(settings.to, 'to');
  const title = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const blank: RelationSpec = {
    type: extraRelationType,
    key: name,
    pairs: ends(settings.from, 'from').flatMap((from) => to.map((end) => [from, end] as const)),
    name,
    inverse,
    headings: [title(name), title(inverse)],
    cardinality: 'many',
    subject: settings.subject ?? 'from',
    description: '',
  };
  return tuneRelation(blank, settings);
}
