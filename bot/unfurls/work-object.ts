import type { types } from '@slack/bolt';
import { bodyText } from '../../graph/text/body-text.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { EntityView } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { cut } from '../blocks/cut.ts';
import type { Links } from '../render/links.ts';
import { plainWords } from '../render/plain-words.ts';
import { removeForeignAddresses } from '../render/safe-markdown.ts';
import { unfurlTexts as texts } from '../texts.ts';
import type { LinkedPage } from './page-preview.ts';

/** Slack's kind of object for what is neither a file nor a task. */
const entityType = 'slack#/entities/item';
const longest = { value: 300, text: 1500, title: 150 } as const;
const most = { facts: 12, relations: 10, names: 5 } as const;

type Field = NonNullable<types.EntityMetadata['entity_payload']['custom_fields']>[number];

/** By which Slack tells one object from others. */
export interface ObjectPlace {
  /** The address as it stands in the message. */
  posted?: string;
  externalRef: { id: string; type?: string };
}

/**
 * A page as one of Slack's work objects: what everyone in the conversation sees of it.
 *
 * @param details what only whoever opens it sees: further fields, by his own rights
 */
export function workObject(
  { page, url, owners, about }: LinkedPage,
  { posted, externalRef }: ObjectPlace,
  details: readonly Field[] = [],
): types.EntityMetadata {
  const fields = [
    ...(about === '' ? [] : [fieldOf('about', texts.about, about, longest.value)]),
    ...(owners.length === 0 ? [] : [fieldOf('owner', texts.owner, owners.join(', '), longest.value)]),
    fieldOf('updated', texts.updated, page.changedAt.slice(0, 10), longest.value),
    ...(page.freshness.state === 'overdue' ? [fieldOf('state', texts.state, texts.overdue, longest.value)] : []),
    ...details,
  ].filter(({ value }) => value !== '');
  return {
    entity_type: entityType,
    external_ref: externalRef,
    url,
    ...(posted !== undefined && { app_unfurl_url: posted }),
    entity_payload: {
      attributes: {
        title: { text: plainWords(page.name, longest.title) },
        display_type: plainWords(page.kind, 60),
        product_name: texts.product,
      },
      custom_fields: fields,
      display_order: fields.map(({ key }) => key),
    },
  };
}

/** What a page says, field by field, then whom it hangs together with, then the beginning of its text. */
export function detailFields(page: EntityView, ontology: Ontology, links: Links): Field[] {
  const facts = Object.entries(page.facts)
    .filter(([name]) => name !== 'description')
    .flatMap(([name, { value }]) => {
      const spec = ontology.findField(page.kind, name);
      return spec === undefined
        ? []
        : [fieldOf(`field_${name}`, spec.label, [value].flat().map(String).join(', '), longest.value)];
    });
  const ends = new Map<string, { label: string; names: string[] }>();
  for (const { relation, end, other, current, dotted } of page.relations) {
    if (!current || dotted) continue;
    const key = `${relation}_${end}`;
    const label = ontology.relation(relation).headings[end === 'from' ? 0 : 1];
    const there = ends.get(key) ?? { label, names: [] };
    there.names.push(other.name);
    ends.set(key, there);
  }
  const relations = [...ends].map(([key, { label, names }]) => {
    const more = names.length > most.names ? [`+${names.length - most.names}`] : [];
    return fieldOf(`relation_${key}`, label, [...names.slice(0, most.names), ...more].join(', '), longest.value);
  });
  const text = removeForeignAddresses(plainText(bodyText(page.passages, page.name)), links).trim();
  return [
    ...facts.slice(0, most.facts),
    ...relations.slice(0, most.relations),
    ...(text === '' ? [] : [{ ...fieldOf('text', texts.text, text, longest.text), long: true }]),
  ];
}

function fieldOf(key: string, label: string, value: string, most: number): Field {
  return { key, label: cut(label, 60), type: 'string', value: plainWords(value, most) };
}
