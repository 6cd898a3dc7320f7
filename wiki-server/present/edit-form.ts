import type { RelationEdit } from '../../graph/edits.ts';
import type { EntityView, Relation, SourceNote } from '../../schema/entity.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Claim, FieldClaim } from '../../schema/record.ts';
import type { SuggestedChange } from '../../schema/suggestion.ts';
import { formatDay } from '../format.ts';
import type { EditedEntity } from '../read/edit.ts';
import { bodyText } from '../../graph/text/body-text.ts';
import { valueToText } from './edit-values.ts';

/** One field of the form. */
export interface FormField {
  spec: FieldSpec;
  /** What stands in the control. */
  value: string;
  /** What the page said when the form was made. */
  base: string;
  /** Who pinned it, and when. */
  pinned?: { by: string; day: string } | undefined;
  /** What sources say of it now. */
  says: { source: string; value: string }[];
  problem?: string | undefined;
  /** Others changed it too. */
  conflict?: { base: string; theirs: string } | undefined;
  isSuggested?: boolean;
}

/** A relation that the page has. */
export interface FormRelation {
  /** `KEY|end|ref`. */
  token: string;
  name: string;
  role: string;
  isPinned: boolean;
  /** To be taken out, or left to the sources, by what was sent or suggested. */
  isOut: boolean;
}

export interface FormRelationGroup {
  heading: string;
  relations: FormRelation[];
}

/** A line in which a relation is added. */
export interface AddedRelation {
  /** `KEY|end`. */
  relation: string;
  other: string;
  role: string;
  problem?: string | undefined;
}

export interface EditForm {
  kind: string;
  /** What the person saw; 0 for something new. */
  revision: number;
  fields: FormField[];
  groups: FormRelationGroup[];
  /** Relations that are not shown, because they are too many. */
  further: number;
  /** What can be added: token and words. */
  choices: { token: string; text: string }[];
  added: AddedRelation[];
  body: { value: string; base: string; problem?: string | undefined; isConflict?: boolean; isSuggested?: boolean };
  /** It is people's, in place of what sources say. */
  isBodyPinned: boolean;
  /** The texts of sources, as they are now. */
  sourceTexts: { source: string; text: string }[];
}

/** Relations of one heading that a form shows. */
const mostRelations = 50;
/** Lines in which relations are added. */
export const addedLines = 3;

export interface FormOptions {
  ontology: Ontology;
  labelOf: (source: string) => string;
}

/** The form of an entity as it is; of something new without one. */
export function editForm(kind: string, edited: EditedEntity | undefined, { ontology, labelOf }: FormOptions): EditForm {
  const view = edited?.view;
  const shown = (spec: FieldSpec) => (view === undefined ? '' : valueToText(shownValue(view, spec.name)));
  const groups = view === undefined ? { groups: [], further: 0 } : relationGroups(view, edited, ontology);
  const base = view === undefined ? '' : bodyText(view.passages, view.name);
  return {
    kind,
    revision: view?.revision ?? 0,
    fields: ontology.fields(kind).map((spec) => ({
      spec,
      value: shown(spec),
      base: shown(spec),
      pinned: pinnedBy(edited, spec.name),
      says: sayings(edited, spec.name, labelOf),
    })),
    ...groups,
    choices: relationChoices(kind, ontology),
    added: Array.from({ length: addedLines }, () => ({ relation: '', other: '', role: '' })),
    body: { value: base, base },
    isBodyPinned: (edited?.people?.passages.length ?? 0) > 0,
    sourceTexts: (edited?.sources ?? []).flatMap(({ note, passages }) =>
      passages.length === 0 ? [] : [{ source: placeOf(note, labelOf), text: bodyText(passages, view?.name ?? '') }],
    ),
  };
}

function shownValue(view: EntityView, field: string) {
  if (field === 'name') return view.name;
  // Former names and such are other names too, but nobody has to say them again.
  return view.facts[field]?.value;
}

function claimOf(claims: readonly Claim[], field: string): FieldClaim | undefined {
  return claims.find(
    (claim): claim is FieldClaim => claim.about === 'field' && claim.field === field && claim.until === undefined,
  );
}

function pinnedBy(edited: EditedEntity | undefined, field: string): FormField['pinned'] {
  const claim = edited?.people === undefined ? undefined : claimOf(edited.people.claims, field);
  if (claim === undefined) return undefined;
  return { by: claim.by ?? '', day: claim.on === undefined ? '' : formatDay(claim.on) };
}

function sayings(edited: EditedEntity | undefined, field: string, labelOf: FormOptions['labelOf']): FormField['says'] {
  return (edited?.sources ?? []).flatMap(({ note, claims }) => {
    const claim = claimOf(claims, field);
    return claim?.value === undefined || claim.not === true
      ? []
      : [{ source: placeOf(note, labelOf), value: [claim.value].flat().map(String).join(', ') }];
  });
}

function placeOf({ source, path }: SourceNote, labelOf: FormOptions['labelOf']): string {
  return path === '' ? labelOf(source) : `${labelOf(source)} (${path})`;
}

function relationGroups(view: EntityView, edited: EditedEntity | undefined, ontology: Ontology) {
  const byHeading = new Map<string, FormRelation[]>();
  let further = 0;
  for (const relation of view.relations) {
    const isPinned = saidByPeople(edited, relation);
    // What a text mentions changes with the text.
    if (!relation.current || (relation.relation === 'MENTIONS' && !isPinned)) continue;
    const spec = ontology.relation(relation.relation);
    const heading = spec.headings[relation.end === 'from' ? 0 : 1];
    const list = byHeading.get(heading) ?? [];
    byHeading.set(heading, list);
    if (list.length >= mostRelations) further += 1;
    else
      list.push({
        token: tokenOf(relation.relation, relation.end, relation.other.ref),
        name: relation.other.name,
        role: relation.roles.join(', '),
        isPinned,
        isOut: false,
      });
  }
  return { groups: [...byHeading].map(([heading, relations]) => ({ heading, relations })), further };
}

function saidByPeople(edited: EditedEntity | undefined, { relation, end, other }: Relation): boolean {
  return (
    edited?.people?.claims.some(
      (claim) =>
        claim.about === 'relation' &&
        claim.relation === relation &&
        claim.end === end &&
        claim.other.value === other.ref &&
        claim.not === undefined,
    ) ?? false
  );
}

export function tokenOf(relation: string, end: 'from' | 'to', other: string): string {
  return [relation, end, other].join('|');
}

/** @returns undefined for what no form of ours sends */
export function parseToken(token: string): Pick<RelationEdit, 'relation' | 'end' | 'other'> | undefined {
  const [relation = '', end, other = ''] = token.split('|');
  return relation === '' || (end !== 'from' && end !== 'to') ? undefined : { relation, end, other };
}

/** The relations that something of a kind can have, from either end. */
export function relationChoices(kind: string, ontology: Ontology): EditForm['choices'] {
  return ontology.relations.flatMap((spec) =>
    (['from', 'to'] as const).flatMap((end) => {
      const kinds = ontology.otherKinds(spec, end, kind);
      if (kinds.length === 0) return [];
      const words = end === 'from' ? spec.name : spec.inverse;
      const of = kinds.length > 3 ? '' : ` (${kinds.map((each) => ontology.kind(each).singular).join(', ')})`;
      return [{ token: tokenOf(spec.key, end, ''), text: `${words}${of}` }];
    }),
  );
}

/** The form with what someone suggests laid over what the page says. */
export function withSuggestion(
  form: EditForm,
  { fields = {}, clear = [], relations = [], body }: SuggestedChange,
): EditForm {
  const out = new Set(
    relations.filter(({ set }) => set !== 'add').map(({ relation, end, other }) => tokenOf(relation, end, other)),
  );
  const adds = relations
    .filter(({ set }) => set === 'add')
    .map(({ relation, end, other, role = '' }) => ({ relation: tokenOf(relation, end, ''), other, role }));
  return {
    ...form,
    fields: form.fields.map((field) => {
      const { name } = field.spec;
      const value = fields[name];
      if (clear.includes(name)) return { ...field, value: '', isSuggested: true };
      return value === undefined || value === null ? field : { ...field, value: valueToText(value), isSuggested: true };
    }),
    groups: form.groups.map(({ heading, relations: own }) => ({
      heading,
      relations: own.map((each) => ({ ...each, isOut: out.has(each.token) })),
    })),
    added: [...adds, ...form.added].slice(0, Math.max(addedLines, adds.length)),
    body: typeof body === 'string' ? { ...form.body, value: body, isSuggested: true } : form.body,
  };
}
