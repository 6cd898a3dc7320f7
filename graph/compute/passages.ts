import { createHash } from 'node:crypto';
import type { FieldSpec } from '../../schema/kinds.ts';
import { fold, slugify } from '../../schema/names.ts';
import { type Mention, peopleSource } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import { plainText } from '../text/plain.ts';
import { type LiveRecord, preferred } from './claims.ts';
import type { FieldState } from './fields.ts';

/** A section, step or card of an entity, as computed. */
export interface PassageState {
  /** `ref#anchor`. */
  id: string;
  anchor: string;
  order: number;
  heading: string[];
  /** Markdown. */
  text: string;
  prose?: string;
  step?: { number: number; section: string; responsible?: string; responsibleRef?: Ref };
  card: boolean;
  /** Record it is from; none for the card. */
  record?: string;
  line?: number;
  /** Key of its embedding; none for a step, whose section is searched. */
  textHash?: string;
}

const cardAnchor = '~card';

/**
 * The prose of an entity: the sections and steps of its live records, the preferred record's first. What people wrote stands in place
 * of what sources say.
 */
export function computePassages(
  ref: Ref,
  title: string,
  records: readonly LiveRecord[],
  findResponsible: (mention: Mention, source: string) => Ref | undefined,
): PassageState[] {
  const anchors = new Map<string, number>();
  const passages: PassageState[] = [];
  const written = records.filter(({ source, passages: own }) => source === peopleSource && own.length > 0);
  for (const record of [...(written.length > 0 ? written : records)].sort(preferred)) {
    let section = '';
    for (const draft of record.passages) {
      const { step, heading, text, prose, line } = draft;
      const base = step === undefined ? headingAnchor(heading, title) : `step-${step.number}`;
      const count = (anchors.get(base) ?? 0) + 1;
      anchors.set(base, count);
      const anchor = count === 1 ? base : `${base}-${count}`;
      if (step === undefined) section = anchor;
      const responsibleRef = step?.responsible && findResponsible(step.responsible, record.source);
      passages.push({
        id: `${ref}#${anchor}`,
        anchor,
        order: passages.length,
        heading,
        text,
        ...(prose !== undefined && { prose }),
        ...(step && {
          step: {
            number: step.number,
            section,
            ...(step.responsible &&
              (step.isGuess !== true || responsibleRef !== undefined) && { responsible: step.responsible.value }),
            ...(responsibleRef !== undefined && { responsibleRef }),
          },
        }),
        card: false,
        record: record.id,
        ...(line !== undefined && { line }),
        ...(step === undefined && { textHash: hashOf(embeddingText(title, heading, text)) }),
      });
    }
  }
  return passages;
}

/** The fields of an entity in words, so that search finds entities which have no prose. */
export function computeCard(
  ref: Ref,
  {
    name,
    aliases,
    kind,
    fields,
  }: { name: string; aliases: readonly string[]; kind: string; fields: ReadonlyMap<string, FieldState> },
  specs: readonly FieldSpec[],
): PassageState {
  const said = specs.flatMap((spec) => {
    const state = fields.get(spec.name);
    if (state === undefined || spec.name === 'name' || spec.name === 'aliases' || spec.type === 'url') return [];
    const items = [state.value].flat().map(String);
    // Lists of links say nothing in words, and drown what the rest does.
    if (spec.type === 'list' && items.every((item) => /https?:\/\//.test(item))) return [];
    const shown = items.join(', ');
    return [spec.name === 'description' ? shown : `${spec.label}: ${shown}`];
  });
  const also = aliases.length === 0 ? [] : [`Also called ${aliases.join(', ')}`];
  const text = [`${name} (${kind})`, ...said, ...also].map((part) => part.replace(/[.\s]+$/, '')).join('. ');
  return {
    id: `${ref}#${cardAnchor}`,
    anchor: cardAnchor,
    order: -1,
    heading: [],
    text,
    card: true,
    textHash: hashOf(text),
  };
}

/** What is embedded for a section: where it stands says what it is about. */
export function embeddingText(title: string, heading: readonly string[], text: string): string {
  const path = [title, ...withoutTitle(heading, title)].join(' › ');
  return `${path}\n${plainText(text)}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

/** Fragment for a heading path, transliterated; `top` before the first heading. */
function headingAnchor(heading: readonly string[], title: string): string {
  const path = withoutTitle(heading, title);
  if (path.length === 0) return 'top';
  const parts = path.map((part) => slugify(plainText(part)) ?? hashOf(part).slice(0, 8));
  const anchor = parts.join('--');
  return anchor.length <= 120 ? anchor : `${anchor.slice(0, 110)}-${hashOf(anchor).slice(0, 8)}`;
}

/** The heading path below the page's own title. */
export function withoutTitle(heading: readonly string[], title: string): string[] {
  const [first, ...rest] = heading;
  return first !== undefined && fold(plainText(first)) === fold(title) ? rest : [...heading];
}
