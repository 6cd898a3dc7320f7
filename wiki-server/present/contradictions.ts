import type { Dispute, Saying } from '../../graph/store.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { peopleSource } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import { formatDay, shorten } from '../format.ts';
import { contradictionAnchor, entityPath } from '../paths.ts';
import { type Contradictions, ruleKey, sayingToken } from '../read/contradictions.ts';
import { contradictionTexts } from '../texts.ts';
import type { Item } from './model.ts';
import { type Origin, presentOrigin } from './origin.ts';
import { relationHeading } from './relations.ts';
import { presentValue, valueText } from './values.ts';

/** One of the things that are said. */
export interface PresentedSaying {
  token: string;
  items: Item[];
  /** In plain words, for labels. */
  text: string;
  isShown: boolean;
  /** How it stands when the contradiction is settled. */
  ruled?: string | undefined;
  origins: Origin[];
}

export interface PresentedContradiction {
  anchor: string;
  ref: Ref;
  /** Name of the field, or key of the relation. */
  name: string;
  revision: number;
  entity: Item;
  kind: string;
  /** What it is about: `Title`. */
  label: string;
  /** The same for all of the kind: `title of people`. */
  subject: string;
  mayBeMany: boolean;
  sayings: PresentedSaying[];
  /** Sources that could be trusted first. */
  rankable: { source: string; label: string }[];
  /** Sources that an admin ranked first so far. */
  trusted: string[];
  trustedLabel: string;
  /** Open contradictions about the same of other things. */
  openCount: number;
  /** How it was settled, where it was. */
  settled?: { text: string; by: 'person' | 'rank' } | undefined;
}

export interface ContradictionOptions {
  ontology: Ontology;
  labelOf: (source: string) => string;
}

/** Characters of a value in a label. */
const longestText = 80;

/** Contradictions as cards to decide on. */
export function presentContradictions(
  { items, rules, openOf }: Contradictions,
  options: ContradictionOptions,
): PresentedContradiction[] {
  return items.map((dispute) => {
    const { entity, name, says, trusted } = dispute;
    const { ontology, labelOf } = options;
    const kind = ontology.kind(entity.kind);
    const label = labelFor(dispute, ontology);
    const key = ruleKey(entity.kind, name);
    const sources = says.flatMap((saying) => saying.sources.map(({ source }) => source));
    return {
      anchor: contradictionAnchor(entity.ref, name),
      ref: entity.ref,
      name,
      revision: entity.revision,
      entity: { text: entity.name, href: entityPath(entity.ref) },
      kind: kind.singular,
      label,
      subject: contradictionTexts.subject(label.toLowerCase(), kind.plural),
      mayBeMany: ontology.findRelation(name)?.cardinality === 'many',
      sayings: says.map((saying) => presentSaying(dispute, saying, options)),
      rankable: [...new Set(sources)]
        .filter((source) => source !== peopleSource)
        .map((source) => ({ source, label: labelOf(source) })),
      trusted,
      trustedLabel: inOrder(trusted, labelOf),
      openCount: openOf.get(key) ?? 0,
      settled: presentSettled(dispute, rules.get(key), labelOf),
    };
  });
}

function labelFor({ about, entity, name, end = 'from' }: Dispute, ontology: Ontology): string {
  return about === 'field'
    ? (ontology.findField(entity.kind, name)?.label ?? name)
    : relationHeading(ontology, name, end);
}

function presentSaying(
  { about, entity, name }: Dispute,
  saying: Saying,
  { ontology, labelOf }: ContradictionOptions,
): PresentedSaying {
  const spec = about === 'field' ? ontology.findField(entity.kind, name) : undefined;
  const { value, other, role, sources, isShown, settled, from, until } = saying;
  const days = until === undefined ? undefined : contradictionTexts.until_(from && formatDay(from), formatDay(until));
  return {
    token: sayingToken(saying),
    items:
      other === undefined
        ? presentValue(spec, value)
        : [{ text: String(value), href: entityPath(other), ...(role !== undefined && { note: role }) }],
    text: shorten(other === undefined ? valueText(spec, value) : String(value), longestText),
    isShown,
    ruled:
      settled === undefined
        ? undefined
        : [contradictionTexts.ruled[settled], days].filter((part) => part !== undefined).join(' '),
    origins: sources.map((note) => {
      const origin = presentOrigin(note, labelOf);
      const isByHand = note.source === peopleSource;
      return { ...origin, href: origin.href ?? (isByHand ? undefined : `/sources#source-${note.source}`) };
    }),
  };
}

/** Who decided and when. A choice goes before a ranking, because it is what holds for this one. */
function presentSettled(
  { says }: Dispute,
  rule: { sources: string[]; by: string; at: string } | undefined,
  labelOf: (source: string) => string,
): PresentedContradiction['settled'] {
  const texts = contradictionTexts.settledAs;
  const ways = new Set(says.flatMap(({ settled }) => settled ?? []));
  if (ways.has('chosen') || ways.has('dated')) {
    const pin = says.flatMap(({ sources }) => sources).find(({ source }) => source === peopleSource);
    const text =
      pin?.by === undefined || pin.date === undefined ? texts.chosenBefore : texts.chosen(pin.by, formatDay(pin.date));
    return { text, by: 'person' };
  }
  if (!ways.has('ranked')) return undefined;
  const text =
    rule === undefined ? texts.rankedBefore : texts.ranked(inOrder(rule.sources, labelOf), rule.by, formatDay(rule.at));
  return { text, by: 'rank' };
}

/** Sources in the order of trust. */
function inOrder(sources: readonly string[], labelOf: (source: string) => string): string {
  return sources.map(labelOf).join(contradictionTexts.then);
}
