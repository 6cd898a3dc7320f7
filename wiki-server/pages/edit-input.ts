import { z } from 'zod';
import { type EntityEdit, longestBody, type RelationEdit } from '../../graph/edits.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { editFields, sentText } from '../present/edit-values.ts';
import { type AddedRelation, addedLines, type EditForm, parseToken } from '../present/edit-form.ts';
import { hasConflictMarks, mergeText, mergeValue } from '../present/three-way.ts';
import { findOther } from '../read/edit.ts';
import { editTexts } from '../texts.ts';

/** All that the form of an entity sends. Fields are `field.NAME`, what they showed `was.NAME`. */
export const editBody = z.record(z.string().max(200), z.union([z.string(), z.array(z.string()).max(500)]));
export type EditBody = z.infer<typeof editBody>;

/** Bytes of the form: its text twice, as browsers encode it. */
export const editBodyLimit = 8_000_000;

const one = (body: EditBody, name: string): string | undefined => {
  const sent = body[name];
  const first = Array.isArray(sent) ? sent[0] : sent;
  return first === undefined ? undefined : sentText(first);
};
const all = (body: EditBody, name: string): string[] => [body[name] ?? []].flat();

export const sentRevision = (body: EditBody): number => {
  const number = Number(one(body, 'revision'));
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
};
export const sentWord = (body: EditBody, name: string, longest = 1000): string | undefined => {
  const word = one(body, name)?.trim().slice(0, longest);
  return word === '' ? undefined : word;
};

/** The form as it is now, with what was typed put into it. What others changed meanwhile is put together with it. */
export function withSent(form: EditForm, body: EditBody): EditForm {
  const out = new Set([...all(body, 'remove'), ...all(body, 'unpin-relation')]);
  const was = one(body, 'was-body') ?? form.body.base;
  const mine = one(body, 'body') ?? was;
  const text = mergeText({ base: was, theirs: form.body.base, mine });
  return {
    ...form,
    fields: form.fields.map((field) => {
      const base = one(body, `was.${field.spec.name}`) ?? field.base;
      const typed = one(body, `field.${field.spec.name}`) ?? base;
      const { merged, isConflict } = mergeValue({ base, theirs: field.base, mine: typed });
      return { ...field, value: merged, ...(isConflict && { conflict: { base, theirs: field.base } }) };
    }),
    groups: form.groups.map(({ heading, relations }) => ({
      heading,
      relations: relations.map((relation) => ({ ...relation, isOut: out.has(relation.token) })),
    })),
    added: Array.from({ length: Math.max(addedLines, lastLine(body) + 1) }, (_, index) => sentLine(body, index)),
    body: { ...form.body, value: text.merged, isConflict: text.isConflict },
  };
}

/** Number of the last line with an added relation. */
function lastLine(body: EditBody): number {
  let last = -1;
  for (let index = 0; index < 100; index += 1) if (sentLine(body, index).other !== '') last = index;
  return last;
}

function sentLine(body: EditBody, index: number): AddedRelation {
  const word = (name: string) => sentWord(body, `add-${name}.${index}`, 600) ?? '';
  return { relation: word('relation'), other: word('other'), role: word('role') };
}

/** What a form changes, or the form with what is wrong beside where it is. */
export async function editOf(
  form: EditForm,
  body: EditBody,
  { store, viewer }: { store: GraphStore; viewer: Viewer },
): Promise<{ edit: EntityEdit } | { refused: EditForm; problems: number }> {
  const unpinned = new Set(all(body, 'unpin'));
  const { fields, clear, problems } = editFields(
    form.fields.map(({ spec, base, value, says }) => ({
      spec,
      base,
      mine: value,
      isUnpinned: unpinned.has(spec.name),
      isSourced: says.length > 0,
    })),
  );
  const isOut = new Set(form.groups.flatMap(({ relations }) => relations.flatMap((r) => (r.isOut ? [r] : []))));
  const relations: RelationEdit[] = [...isOut].flatMap(({ token, isPinned }) => {
    const parsed = parseToken(token);
    return parsed === undefined ? [] : [{ set: isPinned ? ('unpin' as const) : ('remove' as const), ...parsed }];
  });
  const added: AddedRelation[] = [];
  for (const line of form.added) {
    const found = await addedRelation(line, form.kind, { store, viewer });
    if (found !== undefined && 'edit' in found) relations.push(found.edit);
    added.push(found !== undefined && 'problem' in found ? { ...line, problem: found.problem } : line);
  }
  const text = bodyEdit(form);
  const count =
    problems.size + added.filter(({ problem }) => problem !== undefined).length + (text.problem === undefined ? 0 : 1);
  if (count > 0) {
    const refused = {
      ...form,
      added,
      fields: form.fields.map((field) => ({ ...field, problem: problems.get(field.spec.name) })),
      body: { ...form.body, problem: text.problem },
    };
    return { refused, problems: count };
  }
  const reason = sentWord(body, 'reason');
  return {
    edit: {
      ...(Object.keys(fields).length > 0 && { fields }),
      ...(clear.length > 0 && { clear }),
      ...(relations.length > 0 && { relations }),
      ...(text.body !== undefined && { body: text.body }),
      ...(reason !== undefined && { reason }),
    },
  };
}

function bodyEdit({ body: { value, base } }: EditForm): { body?: string | null; problem?: string } {
  if (value.trim() === base.trim()) return {};
  if (value.length > longestBody) return { problem: editTexts.tooLong };
  if (hasConflictMarks(value)) return { problem: editTexts.marksLeft };
  return { body: value.trim() === '' ? null : value };
}

async function addedRelation(
  { relation, other, role }: AddedRelation,
  kind: string,
  { store, viewer }: { store: GraphStore; viewer: Viewer },
): Promise<{ edit: RelationEdit } | { problem: string } | undefined> {
  if (other === '' && (relation === '' || role === '')) return undefined;
  const parsed = parseToken(relation);
  const spec = parsed && store.ontology.findRelation(parsed.relation);
  if (parsed === undefined || spec === undefined) return { problem: editTexts.noRelation };
  if (other === '') return { problem: editTexts.noOther };
  const found = await findOther(store, viewer, other, store.ontology.otherKinds(spec, parsed.end, kind));
  if ('problem' in found) return found;
  const { end } = parsed;
  return {
    edit: { set: 'add', relation: spec.key, end, other: found.ref, ...(role !== '' && { role: role.slice(0, 200) }) },
  };
}

export function isNothing({ fields, clear, relations, body }: EntityEdit): boolean {
  return fields === undefined && clear === undefined && relations === undefined && body === undefined;
}
