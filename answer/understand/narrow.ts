import { builtInKinds, type FieldSpec } from '../../schema/kinds.ts';
import type { KindFilter } from '../look-up/query.ts';
import { overlap, type SenseSpan, type Span } from './analysis.ts';
import { havingSpans } from './having.ts';
import type { FieldSense } from './lexicon.ts';
import type { Reading } from './reading.ts';
import type { Target } from './targets.ts';
import { stemsOf } from './tokens.ts';
import { isReaching, type ValueSense } from './values.ts';

/** A target as it is, and narrowed by all that the question says of its fields: values, days, numbers. */
export function narrowings(target: Target, used: readonly Span[], reading: Reading): Target[] {
  let narrowed = target;
  for (const narrow of [byValues, byDates, byNumbers, byFieldsTold]) narrowed = narrow(narrowed, used, reading);
  const having = byHaving(narrowed, used, reading);
  const all = [target, narrowed, having, having === narrowed ? having : byHaving(target, used, reading)];
  return [...new Set(all)];
}

/** Words between a field and its value: "hosted *on* gcp", "whose term ends *in* October". */
const linking = new Set(
  'on in every each with by is are of as to at from the a an their its being has have been equals equal set called named'.split(
    ' ',
  ),
);

/** Verbs between a field and its value, of fields that say by a word of their own that something begins or ends. Compared by stem. */
const timeVerbs = [
  {
    of: ['end', 'until', 'expiry', 'expires', 'expiration', 'due'],
    verbs: [
      'end',
      'ends',
      'ending',
      'run out',
      'runs out',
      'running out',
      'expire',
      'expires',
      'is up',
      'is over',
      'until',
      'lapses',
      'finishes',
    ],
  },
  { of: ['start', 'begin', 'since'], verbs: ['start', 'starts', 'starting', 'begin', 'begins', 'beginning'] },
].map(({ of, verbs }) => ({ of: new Set(of.flatMap(stemsOf)), verbs: verbs.map(stemsOf) }));

function byValues(target: Target, used: readonly Span[], reading: Reading): Target {
  const { analysis, cues } = reading;
  const taken: Span[] = [...used, ...target.used];
  let narrowed = target;
  const ofTarget = ({ start, end, senses }: SenseSpan<ValueSense>) =>
    senses
      .filter(({ kind }) => kind === target.filter.kind)
      .map((sense) => ({
        start,
        end,
        sense,
        named: fieldBeside({ start, end }, sense, reading) ?? useBefore({ start, end }, sense, target, reading),
      }));
  // "The label of the *Types* team" is asked of what it names.
  const isName = (span: Span) =>
    analysis.mentions.some((mention) => mention.certainty === 'sure' && overlap(mention, span));
  const said = analysis.valueParts.flatMap(ofTarget).filter((part) => part.sense.isWhole || !isName(part));
  const named = said.filter((part) => part.named !== undefined);
  // "Meet *biweekly* on Tuesdays", "on Tuesdays *at 9:00*": what stands beside one part is another of the same text.
  const beside = said.filter(
    (part) =>
      part.named === undefined &&
      named.some(
        (other) =>
          other.sense.field === part.sense.field &&
          !overlap(other, part) &&
          (isLinked(other.end, part.start, reading) || isLinked(part.end, other.start, reading)),
      ),
  );
  const parts = [...named, ...beside];
  const sorts = analysis.sorts
    .flatMap(ofTarget)
    .filter(
      ({ start, end, named }) =>
        named !== undefined || target.used.some((noun) => isSortOf({ start, end }, noun, reading)),
    );
  const ofKind = [...analysis.values.flatMap(ofTarget), ...sorts, ...parts].sort(
    (a, b) =>
      Number(b.named !== undefined) - Number(a.named !== undefined) ||
      b.end - b.start - (a.end - a.start) ||
      Number(b.sense.isWhole) - Number(a.sense.isWhole) ||
      Number(isBuiltIn(a.sense)) - Number(isBuiltIn(b.sense)),
  );
  for (const { start, end, sense, named: field } of ofKind) {
    const value = { start, end };
    // "After May 2027" is another time than May 2027.
    const isBound = reading.dates.some(
      (date) => overlap(date, value) && (date.from === undefined || date.until === undefined),
    );
    if (isBound || isLacked(value, reading)) continue;
    const held = narrowed.filter.where?.[sense.field];
    // "account executives in EMEA": both are said of titles.
    const shared = held === undefined ? sense.values : sense.values.filter((each) => held.includes(each));
    if (shared.length === 0 || narrowed.filter.whereNot?.[sense.field] !== undefined) continue;
    // The first "manager" in "the manager of the data manager" is a relation.
    const isRelation = field === undefined && analysis.relations.some((phrase) => overlap(phrase, value));
    if (taken.some((other) => overlap(other, value)) || (isRelation && (held !== undefined || isVerb(value, reading))))
      continue;
    const first = Math.min(start, field?.start ?? start);
    // "Not hosted on gcp", "hosted not on gcp", "not on gcp".
    const not = cues.find(
      ({ cue, end: behind }) => cue === 'not' && (behind === first || isLinked(behind, start, reading)),
    );
    const spans = [
      withPassive(value, reading),
      ...(field === undefined ? [] : [field]),
      ...(not === undefined ? [] : [not]),
    ];
    narrowed = {
      filter: filterOf(narrowed.filter, { ...sense, values: shared }, not !== undefined),
      used: [...narrowed.used, ...spans],
    };
    taken.push(...spans);
  }
  return narrowed;
}

/** A field that Kiki has by itself: what the company declares goes before it. */
function isBuiltIn({ kind, field }: ValueSense): boolean {
  const spec = builtInKinds.find(({ name }) => name === kind);
  return spec?.fields.some(({ name }) => name === field) === true;
}

/** "Teams with no *treasurer*": nobody has that role in them, whatever else is called so. */
function isLacked(value: Span, { analysis: { tokens, relations } }: Reading): boolean {
  return lacking.words.has(tokens[value.start - 1]?.word ?? '') && relations.some((phrase) => overlap(phrase, value));
}

/** "Which permits *got refused*", "*have been* refused". */
function withPassive({ start, end }: Span, { analysis: { tokens } }: Reading): Span {
  const isPassive =
    /ed$/.test(tokens[end - 1]?.word ?? '') && ['got', 'get', 'gets', 'been'].includes(tokens[start - 1]?.word ?? '');
  return isPassive ? { start: start - 1, end } : { start, end };
}

/** "*Trial* projects", "projects *at trial*", "projects that are still *trials*". */
function isSortOf(sort: Span, noun: Span, { analysis: { tokens }, cues }: Reading): boolean {
  if (sort.end === noun.start) return true;
  // "Which team has the most members (*not marker teams*)".
  if (sort.start > noun.end && cues.some(({ cue, end }) => cue === 'not' && end === sort.start)) return true;
  const between = tokens.slice(noun.end, sort.start).map(({ word }) => word);
  return sort.start > noun.end && between.length <= 4 && between.every((word) => predicating.has(word));
}

const predicating = new Set('that which who is are was were at in on the a an still now currently not'.split(' '));

/** "Who *leads*": no title, although there are titles with "lead". */
function isVerb({ start }: Span, { analysis: { tokens } }: Reading): boolean {
  return ['who', 'that', 'which', 'also'].includes(tokens[start - 1]?.word ?? '');
}

/** The words that name the field of a value, directly before or behind it: "*hosted* on gcp", "the Berlin *office*", "ada42 on *irc*". */
export function fieldBeside(
  value: Span,
  { kind, field }: Pick<ValueSense, 'kind' | 'field'>,
  reading: Reading,
): Span | undefined {
  return reading.analysis.fields
    .filter(
      (phrase) =>
        !overlap(phrase, value) && phrase.senses.some((sense) => sense.kind === kind && sense.field === field),
    )
    .flatMap((phrase) => [phrase, withVerb(phrase, { kind, field }, reading)])
    .find(
      (phrase) =>
        isLinked(phrase.end, value.start, reading) || phrase.start === value.end || isOn(value, phrase, field, reading),
    );
}

function isOn(value: Span, phrase: Span, field: string, { analysis: { tokens } }: Reading): boolean {
  const between = tokens.slice(value.end, phrase.start).map(({ word }) => word);
  return isReaching(field) && ['on', 'on the'].includes(between.join(' '));
}

/** "Which repositories *use* gauge-bot", where gauge-bot is one of a list that they have, or what a field says of them. */
function useBefore(
  { start }: Span,
  { field, isWhole }: ValueSense,
  { filter: { kind }, used }: Target,
  { analysis: { tokens }, ontology }: Reading,
): Span | undefined {
  const { type, noun } = ontology.findField(kind, field) ?? {};
  const isItem = isWhole && (type === 'list' || (type === 'text' && noun !== true));
  const at = ['the', 'a', 'an'].includes(tokens[start - 1]?.word ?? '') ? start - 2 : start - 1;
  const isUsed = using.has(tokens[at]?.word ?? '') && used.some(({ end }) => end <= at && at - end <= 1);
  return isItem && isUsed ? { start: at, end: start } : undefined;
}

const using = new Set(['use', 'uses', 'using', 'have', 'has', 'with', 'run', 'runs', 'running']);

/** The words that name a field, with the verb behind them that says of such a one when it begins or ends: "whose *term runs out* in October". */
function withVerb(phrase: Span, { kind, field }: FieldSense, { analysis: { tokens }, ontology }: Reading): Span {
  const spec = ontology.findField(kind, field);
  const inWords = field.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  const said = [inWords, spec?.label ?? '', ...(spec?.synonyms ?? [])].flatMap(stemsOf);
  const verbs = timeVerbs.filter(({ of }) => said.some((stem) => of.has(stem))).flatMap((row) => row.verbs);
  const from = ['that', 'which', 'will'].includes(tokens[phrase.end]?.word ?? '') ? phrase.end + 1 : phrase.end;
  const verb = verbs.find((stems) => stems.every((stem, index) => tokens[from + index]?.stem === stem));
  return verb === undefined ? phrase : { start: phrase.start, end: from + verb.length };
}

function isLinked(from: number, to: number, { analysis }: Reading): boolean {
  return from <= to && to - from <= 3 && analysis.tokens.slice(from, to).every(({ word }) => linking.has(word));
}

/** "due in December", "who joined before 2020", "whose term ends in October 2026". */
function byDates(target: Target, used: readonly Span[], reading: Reading): Target {
  return reading.dates
    .filter((date) => ![...used, ...target.used].some((span) => overlap(span, date)))
    .reduce((narrowed, date) => {
      const found = fieldFor(narrowed, 'date', date, reading);
      if (found === undefined) return narrowed;
      const used = [...narrowed.used, date, ...found.used];
      if (reading.ontology.findField(narrowed.filter.kind, found.field)?.type === 'text')
        return {
          filter: filterOf(narrowed.filter, { ...found, values: textsWithin(found.field, date, narrowed, reading) }),
          used,
        };
      const range = {
        ...(date.from !== undefined && { from: date.from }),
        ...(date.until !== undefined && { until: date.until }),
      };
      return {
        filter: { ...narrowed.filter, dates: { ...narrowed.filter.dates, [found.field]: range } },
        used,
      };
    }, target);
}

/** Values of a text field that name a time which lies in a span: "October 2026" for "before 2027". */
function textsWithin(
  field: string,
  { from = '', until = '9999' }: Reading['dates'][number],
  { filter: { kind } }: Target,
  { analysis: { datedTexts } }: Reading,
): string[] {
  return datedTexts
    .filter((text) => text.kind === kind && text.field === field && text.first >= from && text.last <= until)
    .map(({ value }) => value);
}

/** "with a budget over 100,000". */
function byNumbers(target: Target, used: readonly Span[], reading: Reading): Target {
  return reading.amounts
    .filter((amount) => !used.some((span) => overlap(span, amount)))
    .reduce((narrowed, amount) => {
      const found = fieldFor(narrowed, 'number', amount, reading);
      // A number that no field is named with may count something.
      if (found === undefined || found.used.length === 0) return narrowed;
      const { least, most } = amount;
      const range = { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
      return {
        filter: { ...narrowed.filter, numbers: { ...narrowed.filter.numbers, [found.field]: range } },
        used: [...narrowed.used, amount, ...found.used],
      };
    }, target);
}

/** "people without an e-mail address", "projects with no due date", "teams that have a channel". */
function byFieldsTold(target: Target, used: readonly Span[], { analysis, cues }: Reading): Target {
  const { kind } = target.filter;
  return analysis.fields.reduce((narrowed, phrase) => {
    const sense = phrase.senses.find((each) => each.kind === kind);
    const not = spanBefore(phrase, analysis.tokens, lacking);
    const has = not === undefined ? spanBefore(phrase, analysis.tokens, holding) : undefined;
    const said = not ?? (has !== undefined && has.end - has.start > 1 ? has : undefined);
    const isTaken = [...used, ...narrowed.used].some(
      (span) => overlap(span, phrase) || (said !== undefined && overlap(span, said)),
    );
    const isNoun = analysis.relations.some((relation) => overlap(relation, phrase));
    if (sense === undefined || said === undefined || isTaken || isNoun) return narrowed;
    const { without = [], withAny = [] } = narrowed.filter;
    const cue = cues.filter((each) => each.cue === 'not' && overlap(each, said));
    return {
      filter: {
        ...narrowed.filter,
        ...(not === undefined ? { withAny: [...withAny, sense.field] } : { without: [...without, sense.field] }),
      },
      used: [...narrowed.used, phrase, said, ...cue],
    };
  }, target);
}

const lacking = {
  words: new Set(['no', 'without', 'lack', 'lacks', 'lacking', 'missing', 'dont', 'doesnt']),
  between: new Set(['a', 'an', 'any', 'have', 'has', 'their', 'its', 'the']),
};
/** With an article: "with *a* channel"; "with the channel" goes on. */
const holding = {
  words: new Set(['have', 'has', 'with', 'having', 'got']),
  between: new Set(['a', 'an', 'any', 'own']),
};

/** From a word before a phrase up to it, if nothing else stands between. */
function spanBefore(
  phrase: Span,
  tokens: Reading['analysis']['tokens'],
  { words, between }: typeof lacking,
): Span | undefined {
  for (let at = phrase.start - 1; at >= 0 && phrase.start - at <= 4; at -= 1) {
    const word = tokens[at]?.word ?? '';
    if (words.has(word)) return { start: at, end: phrase.start };
    if (!between.has(word)) return undefined;
  }
  return undefined;
}

/** "who chairs a SIG", "with no owner", "that have more than ten members". */
function byHaving(target: Target, used: readonly Span[], reading: Reading): Target {
  return havingSpans(target.filter.kind, [...used, ...target.used], reading).reduce(
    (narrowed, { having, used: said }) => {
      const isTaken = said.some((span) => narrowed.used.some((other) => overlap(other, span)));
      const isShared =
        narrowed.filter.having?.some((known) => known.relation === having.relation && known.end === having.end) ===
        true;
      if (isTaken && !isShared) return narrowed;
      if (isTaken && said.slice(1).some((span) => narrowed.used.some((other) => overlap(other, span)))) return narrowed;
      return {
        filter: { ...narrowed.filter, having: [...(narrowed.filter.having ?? []), having] },
        used: [...narrowed.used, ...said],
      };
    },
    target,
  );
}

/** The field of a sort that is meant: the one that is named, the nearest first, or the only one there is. */
function fieldFor(
  { filter: { kind }, used }: Target,
  type: FieldSpec['type'],
  beside: Span,
  reading: Reading,
): { field: string; used: Span[] } | undefined {
  const { analysis, ontology } = reading;
  const all = ontology.fields(kind).filter((field) => field.type === type);
  const isDated = (sense: FieldSense) =>
    type === 'date' && analysis.datedTexts.some((text) => text.kind === sense.kind && text.field === sense.field);
  const isOne = (sense: FieldSense) =>
    sense.kind === kind && (isDated(sense) || all.some(({ name }) => name === sense.field));
  const named = analysis.fields
    .filter((phrase) => phrase.senses.some(isOne) && !used.some((span) => overlap(span, phrase)))
    .map((phrase) => ({ phrase, distance: distance(phrase, beside) }))
    .sort((a, b) => a.distance - b.distance)[0]?.phrase;
  const field = named?.senses.find(isOne)?.field ?? (all.length === 1 ? all[0]?.name : undefined);
  if (field === undefined) return undefined;
  return { field, used: named === undefined ? [] : [withVerb(named, { kind, field }, reading)] };
}

function distance(a: Span, b: Span): number {
  return a.end <= b.start ? b.start - a.end : a.start - b.end;
}

export function filterOf(
  filter: KindFilter,
  { field, values }: Pick<ValueSense, 'field' | 'values'>,
  isDenied = false,
): KindFilter {
  return isDenied
    ? { ...filter, whereNot: { ...filter.whereNot, [field]: [...values] } }
    : { ...filter, where: { ...filter.where, [field]: [...values] } };
}
