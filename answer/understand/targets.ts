import type { KindFilter } from '../look-up/query.ts';
import { overlap, type SenseSpan, type Span } from './analysis.ts';
import type { KindSense } from './lexicon.ts';
import type { Reading } from './reading.ts';
import { stemsOf } from './tokens.ts';
import type { ValueSense } from './values.ts';

/** What is wanted, such as "teams" in "which teams does Ada lead" or "projects at risk". */
export interface Target {
  filter: KindFilter;
  used: Span[];
}

/** The nouns that may say what is wanted, apart from those among words used already; each without and with the values said of it. */
export function targets(reading: Reading, used: readonly Span[]): Target[] {
  const free = reading.analysis.kinds.filter((noun) => !used.some((span) => overlap(span, noun)));
  return free.flatMap((noun) => {
    const filtered = noun.senses.filter(({ filter }) => filter !== undefined);
    return (filtered.length > 0 ? filtered : noun.senses).flatMap((sense) =>
      withValues(nounTarget(noun, sense, reading), used, reading),
    );
  });
}

/** "who", where no noun says what is wanted, without and with values: "who is on leave". */
export function personTargets(reading: Reading, used: readonly Span[]): Target[] {
  const person = reading.cue('person');
  return person === undefined || reading.ontology.findKind('Person') === undefined
    ? []
    : withValues({ filter: { kind: 'Person' }, used: [person] }, used, reading);
}

/** Values that stand as nouns: "how many open positions are there", "how many product managers". */
export function valueTargets(reading: Reading, used: readonly Span[]): Target[] {
  const { values } = reading.analysis;
  return values
    .filter((span) => !used.some((other) => overlap(other, span)))
    .flatMap((span) =>
      span.senses.flatMap((sense) =>
        withValues({ filter: filterOf({ kind: sense.kind }, sense), used: [span] }, [...used, span], reading),
      ),
    );
}

function nounTarget(noun: SenseSpan<KindSense>, { kind, filter }: KindSense, { cues }: Reading): Target {
  const not = cues.find(({ cue, end }) => cue === 'not' && end === noun.start);
  const said = filter === undefined ? {} : { [filter.field]: [filter.value] };
  return {
    filter: { kind, ...(filter !== undefined && (not === undefined ? { where: said } : { whereNot: said })) },
    used: [noun, ...(not === undefined ? [] : [not])],
  };
}

/** A target as it is, and narrowed by the values of its kind that the question says, the longest first. */
function withValues(target: Target, used: readonly Span[], reading: Reading): Target[] {
  const { analysis, cues } = reading;
  const taken: Span[] = [...used, ...target.used];
  let narrowed = target;
  const ofKind = analysis.values
    .flatMap(({ start, end, senses }) =>
      senses.filter(({ kind }) => kind === target.filter.kind).map((sense) => ({ start, end, sense })),
    )
    .sort((a, b) => b.end - b.start - (a.end - a.start) || Number(b.sense.isWhole) - Number(a.sense.isWhole));
  for (const { start, end, sense } of ofKind) {
    const span = { start, end: end + fieldWord(reading, sense, end) };
    const said = narrowed.filter.where?.[sense.field];
    // "account executives in EMEA": both are said of titles.
    const shared = said === undefined ? sense.values : sense.values.filter((value) => said.includes(value));
    if (shared.length === 0 || narrowed.filter.whereNot?.[sense.field] !== undefined) continue;
    // The first "manager" in "the manager of the data manager" is a relation.
    const isRelation = analysis.relations.some((phrase) => overlap(phrase, span));
    if (taken.some((other) => overlap(other, span)) || (said !== undefined && isRelation)) continue;
    const not = cues.find(({ cue, end: behind }) => cue === 'not' && behind === start);
    narrowed = {
      filter: filterOf(narrowed.filter, { ...sense, values: shared }, not !== undefined),
      used: [...narrowed.used, span, ...(not === undefined ? [] : [not])],
    };
    taken.push(span);
  }
  return narrowed === target ? [target] : [target, narrowed];
}

/** How many words behind a value name its field: "the Berlin *office*". */
function fieldWord({ analysis, ontology }: Reading, { kind, field }: ValueSense, at: number): number {
  const spec = ontology.findField(kind, field);
  const names = [spec?.label ?? field, ...(spec?.synonyms ?? [])].map(stemsOf);
  const isNamed = names.some(([only, ...rest]) => rest.length === 0 && only === analysis.tokens[at]?.stem);
  return isNamed ? 1 : 0;
}

function filterOf(filter: KindFilter, { field, values }: ValueSense, isDenied = false): KindFilter {
  return isDenied
    ? { ...filter, whereNot: { ...filter.whereNot, [field]: [...values] } }
    : { ...filter, where: { ...filter.where, [field]: [...values] } };
}
