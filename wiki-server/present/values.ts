import { plainText } from '../../graph/text/plain.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Value } from '../../schema/value.ts';
import { capitalise, formatDay, formatNumber } from '../format.ts';
import { escapeHtml } from '../markdown/escape.ts';
import { renderInline } from '../markdown/render-inline.ts';
import { entityPath, isExternal, safeAddress } from '../paths.ts';
import { pageTexts } from '../texts.ts';
import type { Chip, Item } from './model.ts';

/** Longer text is a section of its own, not a line of the facts. */
const longText = 140;

/** Whether a value is too long or too rich for a line. */
export function isLong(spec: FieldSpec | undefined, value: Value): boolean {
  return spec?.type === 'markdown' || [value].flat().some((each) => typeof each === 'string' && each.length > longText);
}

/** A field's value as the facts show it, by the type of the field. */
export function presentValue(spec: FieldSpec | undefined, value: Value): Item[] {
  if (Array.isArray(value)) return value.map(textItem);
  if (typeof value === 'boolean') return [{ text: value ? pageTexts.yes : pageTexts.no }];
  if (typeof value === 'number') return [{ text: formatNumber(value) }];
  switch (spec?.type) {
    case 'date':
      return [{ text: formatDay(value) }];
    case 'email':
      return [{ text: value, href: `mailto:${encodeURIComponent(value).replace('%40', '@')}` }];
    case 'url':
      return [{ text: shownAddress(value), href: safeAddress(value) }];
    case undefined:
    case 'text':
    case 'markdown':
    case 'number':
    case 'boolean':
    case 'list':
    case 'choice':
      return spec?.name === 'status' ? [{ text: '', chip: statusChip(value) }] : [textItem(value)];
  }
}

/** A text of a source, which may be Markdown where there is room for it. */
function textItem(text: string): Item {
  if (/^https?:\/\/\S+$/i.test(text)) return { text: shownAddress(text), href: safeAddress(text) };
  const html = renderInline(text);
  return html === text || html === escapeHtml(text) ? { text } : { text: plainWords(text), html };
}

/** A field as plain words, where nothing but words has room; undefined when it is no text. */
export function wordsOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? plainWords(value) : undefined;
}

/** A text that is nothing but marks stays as it is written. */
function plainWords(text: string): string {
  const plain = plainText(text);
  return plain === '' ? text : plain;
}

/** As one text, for sentences. */
export function valueText(spec: FieldSpec | undefined, value: Value): string {
  return presentValue(spec, value)
    .map(({ text, chip }) => chip?.text ?? text)
    .join(', ');
}

/** An address without what every address has. */
function shownAddress(address: string): string {
  const shown = isExternal(address) ? address.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '') : address;
  return shown.length > 48 ? `${shown.slice(0, 47)}…` : shown;
}

const good = /^(active|on track|live|done|green|complete|completed|in production|healthy)$/i;
const warn =
  /risk|block|late|delay|behind|hold|stop|red|amber|deprecat|leave|left|archiv|retire|closed|cancel|off track/i;

/** A status in the colour of what it means for the reader. */
export function statusChip(status: string): Chip {
  const text = plainWords(status);
  return { text, tone: good.test(text.trim()) ? 'good' : warn.test(text) ? 'warn' : 'plain' };
}

/** The status of an entity where it is not what readers assume anyway. */
export function unusualStatus(card: EntityCard, ontology: Ontology): Chip | undefined {
  const { status } = card.fields;
  if (typeof status !== 'string') return undefined;
  return status === ontology.findField(card.kind, 'status')?.assumed ? undefined : statusChip(status);
}

/** An entity as a link. */
export function presentCard(card: EntityCard, ontology: Ontology): Item {
  return { text: card.name, href: entityPath(card.ref), chip: unusualStatus(card, ontology) };
}

/** What an entity is, in a few words: a person's title, another's description. */
export function briefly(card: EntityCard, ontology: Ontology): string {
  const { title, description, goal, type } = card.fields;
  const words = [title, description, goal].find((each) => typeof each === 'string');
  return wordsOf(words) ?? capitalise(wordsOf(type) ?? ontology.kind(card.kind).singular);
}
