import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import type { KindFilter, Query, RelatedQuery, Want } from '../look-up/query.ts';
import { type Analysis, type MentionSpan, nounBeside, overlap, type SenseSpan, type Span } from './analysis.ts';
import { type Cue, type CueSpan, findCues, isFiller, truthOpeners } from './cues.ts';
import { type Form, forms } from './forms.ts';
import type { KindSense, NameSense, RelationSense } from './lexicon.ts';
import { tokenise } from './tokens.ts';

/** One way to understand a question exactly. */
export interface Interpretation {
  query: Query;
  want: Want;
  /** The things that the question is about. */
  subjects: Ref[];
  /** Words that this does not account for. */
  unexplained: string[];
  /** How sure it is: larger is better. */
  score: number;
}

interface Draft {
  query: Query;
  want: Want;
  subjects: Ref[];
  used: readonly Span[];
  mentions: readonly MentionSpan[];
  /** For rules that guess more than others. */
  penalty?: number;
}

/** The noun in the question that says what is wanted, such as "teams" in "which teams does Ada lead". */
interface Target {
  filter: KindFilter;
  used: Span[];
}

/**
 * All ways to understand a question as a look-up, best first. Words that no part of an interpretation explains count against it:
 * an exact answer is given only to a question that is understood as a whole.
 */
export function interpret(analysis: Analysis, ontology: Ontology): Interpretation[] {
  const reading = new Reading(analysis, ontology);
  const drafts = [
    ...truthDrafts(reading),
    ...mostDrafts(reading),
    ...relationDrafts(reading),
    ...defaultRelationDrafts(reading),
    ...fieldDrafts(reading),
    ...listDrafts(reading),
    ...formDrafts(reading),
  ];
  return drafts.map((draft) => finish(draft, reading)).sort((a, b) => b.score - a.score);
}

/** What the rules look at again and again. */
class Reading {
  readonly analysis: Analysis;
  readonly ontology: Ontology;
  readonly cues: readonly CueSpan[];

  constructor(analysis: Analysis, ontology: Ontology) {
    this.analysis = analysis;
    this.ontology = ontology;
    this.cues = findCues(analysis.tokens);
  }

  cue(cue: Cue): CueSpan | undefined {
    return this.cues.find((span) => span.cue === cue);
  }

  get want(): Want {
    return this.cue('count') === undefined ? 'list' : 'count';
  }
}

function finish(draft: Draft, { analysis, cues }: Reading): Interpretation {
  const used = [...draft.used, ...cues.filter(({ cue }) => cue === 'person')];
  const isExplained = (index: number) => used.some((span) => index >= span.start && index < span.end);
  const unexplained = analysis.tokens
    .filter((token, index) => !isExplained(index) && !isFiller(token))
    .map(({ word }) => word);
  const certainty = draft.mentions.reduce(
    (sum, { certainty: sure }) => sum + { sure: 2, likely: 1, guess: -2 }[sure],
    0,
  );
  const length = used.reduce((sum, span) => sum + span.end - span.start, 0);
  return {
    query: draft.query,
    want: draft.want,
    subjects: draft.subjects,
    unexplained,
    score: certainty + length * 0.1 - unexplained.length * 10 - (draft.penalty ?? 0),
  };
}

/** Senses of a mention grouped by kind: names that two things share are asked of both. */
function byKind(senses: readonly NameSense[]): { kind: string; refs: Ref[] }[] {
  const kinds = [...new Set(senses.map(({ kind }) => kind))];
  return kinds.map((kind) => ({ kind, refs: senses.filter((sense) => sense.kind === kind).map(({ ref }) => ref) }));
}

/** A mention with the noun beside it, which is then no target of its own. */
function withNoun(mention: MentionSpan, kind: string, { analysis }: Reading): Span[] {
  const noun = nounBeside(mention, kind, analysis.kinds);
  return noun === undefined ? [mention] : [mention, noun];
}

/** The nouns that may say what is wanted, apart from those that stand beside a used mention. */
function targets(reading: Reading, used: readonly Span[]): Target[] {
  const { analysis, ontology, cues } = reading;
  const found: Target[] = [];
  for (const noun of analysis.kinds) {
    if (used.some((span) => overlap(span, noun))) continue;
    const filtered = noun.senses.filter(({ filter }) => filter !== undefined);
    for (const sense of filtered.length > 0 ? filtered : noun.senses) found.push(targetOf(noun, sense, reading));
  }
  const person = cues.find(({ cue }) => cue === 'person');
  if (person !== undefined && ontology.findKind('Person') !== undefined && found.length === 0)
    found.push({ filter: { kind: 'Person' }, used: [person] });
  return found;
}

function targetOf(
  noun: SenseSpan<KindSense>,
  { kind, filter }: KindSense,
  { analysis, cues, ontology }: Reading,
): Target {
  const not = cues.find(({ cue, end }) => cue === 'not' && end === noun.start);
  const used: Span[] = [noun, ...(not === undefined ? [] : [not])];
  const where: Record<string, string[]> = {};
  const whereNot: Record<string, string[]> = {};
  if (filter !== undefined) (not === undefined ? where : whereNot)[filter.field] = [filter.value];
  // "active working groups": a word that is a value of one of the kind's choices, before the noun.
  for (const field of ontology.fields(kind)) {
    for (const { value, synonyms = [] } of field.choices ?? []) {
      const said = [value, ...synonyms]
        .map((name) => spanBefore(analysis, noun, name))
        .find((span) => span !== undefined);
      if (said === undefined) continue;
      where[field.name] = [value];
      used.push(said);
    }
  }
  return {
    filter: {
      kind,
      ...(Object.keys(where).length > 0 && { where }),
      ...(Object.keys(whereNot).length > 0 && { whereNot }),
    },
    used,
  };
}

/** Where a phrase stands directly before a span, or anywhere behind it ("working groups that are active"). */
function spanBefore({ tokens }: Analysis, span: Span, phrase: string): Span | undefined {
  const stems = tokenise(phrase).map(({ stem }) => stem);
  const starts = [span.start - stems.length, ...tokens.map((_, index) => index).filter((index) => index >= span.end)];
  const start = starts.find((from) => from >= 0 && stems.every((stem, offset) => tokens[from + offset]?.stem === stem));
  return start === undefined ? undefined : { start, end: start + stems.length };
}

/** "who leads Payments", "Ada's manager", "which teams can push to the ledger": a relation said in words, and a thing. */
function relationDrafts(reading: Reading): Draft[] {
  const { analysis } = reading;
  const drafts: Draft[] = [];
  for (const phrase of analysis.relations) {
    for (const mention of mentionGroups(reading)) {
      if (mention.spans.some((span) => overlap(span, phrase))) continue;
      for (const sense of phrase.senses) {
        for (const { kind, refs } of mention.kinds)
          drafts.push(...relatedDrafts(reading, { phrase, sense, mention, kind, refs }));
      }
    }
  }
  return drafts;
}

interface RelatedInput {
  phrase: Span;
  sense: RelationSense;
  mention: MentionGroup;
  kind: string;
  refs: Ref[];
}

function relatedDrafts(reading: Reading, { phrase, sense, mention, kind, refs }: RelatedInput): Draft[] {
  const { ontology } = reading;
  const spec = ontology.relation(sense.relation);
  const possible = (['from', 'to'] as const).filter((end) => ontology.otherKinds(spec, end, kind).length > 0);
  const used = [phrase, ...mention.spans.flatMap((span) => withNoun(span, kind, reading))];
  const wanted = targets(reading, used);
  const drafts: Draft[] = [];
  for (const end of endsFor(sense, possible, phrase, mention)) {
    const others = ontology.otherKinds(spec, end, kind);
    const fitting = wanted.filter(({ filter }) => others.includes(filter.kind));
    // A noun that does not fit the other end stays unexplained, and speaks against this reading.
    for (const target of fitting.length > 0 ? fitting : [undefined]) {
      drafts.push(relatedDraft(reading, { sense, mention, refs, end, target, used, otherKinds: others }));
    }
  }
  return drafts;
}

/** At which end the thing stands, by how the relation is spoken of. */
function endsFor(
  { reading }: RelationSense,
  possible: readonly End[],
  phrase: Span,
  mention: MentionGroup,
): readonly End[] {
  if (reading === 'noun-from') return possible.filter((end) => end === 'from');
  if (reading === 'noun-to' || reading === 'role') return possible.includes('to') ? ['to'] : possible;
  if (possible.length < 2) return possible;
  // Both ends are of one kind: the order of words tells. "Who does Ada report to" and "who reports to Ada".
  const isBefore = (mention.spans[0]?.start ?? 0) < phrase.start;
  return [(reading === 'name') === isBefore ? 'from' : 'to'];
}

function relatedDraft(
  reading: Reading,
  {
    sense,
    mention,
    refs,
    end,
    target,
    used,
    otherKinds,
  }: {
    sense: RelationSense;
    mention: MentionGroup;
    refs: Ref[];
    end: End;
    target: Target | undefined;
    used: Span[];
    otherKinds: readonly string[];
  },
): Draft {
  const nested = reading.cue('nested');
  const except = exceptions(reading, mention);
  const base: Omit<RelatedQuery, 'of'> = {
    look: 'related',
    relation: sense.relation,
    end,
    ...(sense.role !== undefined && { role: sense.role }),
    ...(target !== undefined && { filter: target.filter }),
    ...(nested !== undefined && { nested: true }),
    ...(except !== undefined && { except: except.refs }),
  };
  const isBoth = reading.cue('both') !== undefined && refs.length > 1 && mention.spans.length > 1;
  const query: Query = isBoth
    ? { look: 'both', queries: refs.map((ref) => ({ ...base, of: [ref] })) }
    : { ...base, of: refs };
  const isWho = reading.cue('person') !== undefined && target === undefined && !otherKinds.includes('Person');
  return {
    query,
    want: reading.want,
    subjects: refs,
    mentions: mention.spans,
    used: [
      ...used,
      ...(target?.used ?? []),
      ...countSpans(reading),
      ...(nested ? [nested] : []),
      ...(except?.used ?? []),
      ...(isBoth ? bothSpans(reading) : []),
    ],
    penalty: isWho ? 3 : 0,
  };
}

function countSpans(reading: Reading): Span[] {
  return reading.cues.filter(({ cue }) => cue === 'count');
}

function bothSpans(reading: Reading): Span[] {
  return reading.cues.filter(({ cue }) => cue === 'both');
}

/** "besides the steering committee": things that are not meant. */
function exceptions(reading: Reading, mention: MentionGroup): { refs: Ref[]; used: Span[] } | undefined {
  const cue = reading.cue('except');
  if (cue === undefined) return undefined;
  const behind = reading.analysis.mentions.find(
    (span) => span.start >= cue.end && span.start - cue.end <= 2 && !mention.spans.includes(span),
  );
  if (behind === undefined) return undefined;
  const kind = behind.senses[0]?.kind ?? '';
  return { refs: behind.senses.map(({ ref }) => ref), used: [cue, ...withNoun(behind, kind, reading)] };
}

/** Things that a question names together: one mention, or several of one kind joined by "and". */
interface MentionGroup {
  spans: readonly MentionSpan[];
  kinds: { kind: string; refs: Ref[] }[];
}

function mentionGroups({ analysis, cues }: Reading): MentionGroup[] {
  const cue = cues.find((span) => span.cue === 'except');
  const usable = analysis.mentions.filter(
    (span) => cue === undefined || span.start < cue.start || span.start - cue.end > 2,
  );
  const single = usable.map((span) => ({ spans: [span], kinds: byKind(span.senses) }));
  const pairs = usable.flatMap((a) =>
    usable.flatMap((b): MentionGroup[] => {
      if (
        b.start < a.end ||
        !analysis.tokens.slice(a.end, b.start).some(({ word }) => word === 'and') ||
        b.start - a.end > 4
      )
        return [];
      const shared = byKind(a.senses).flatMap((left) =>
        byKind(b.senses).flatMap((right) =>
          left.kind === right.kind ? [{ kind: left.kind, refs: [...new Set([...left.refs, ...right.refs])] }] : [],
        ),
      );
      return shared.length === 0 ? [] : [{ spans: [a, b], kinds: shared }];
    }),
  );
  return [...single, ...pairs];
}

/** The relation that is meant when a question names two kinds and no relation: "people in Payments", "systems of Payments". */
const defaultRelations: readonly { target: string; of: string; relation: string; end: End }[] = [
  { target: 'Person', of: 'Team', relation: 'MEMBER_OF', end: 'to' },
  { target: 'Team', of: 'Person', relation: 'MEMBER_OF', end: 'from' },
  { target: 'Team', of: 'Team', relation: 'PART_OF', end: 'to' },
  { target: 'System', of: 'Team', relation: 'OWNS', end: 'from' },
  { target: 'System', of: 'Person', relation: 'OWNS', end: 'from' },
  { target: 'Team', of: 'System', relation: 'OWNS', end: 'to' },
  { target: 'Project', of: 'Team', relation: 'WORKS_ON', end: 'from' },
  { target: 'Project', of: 'Person', relation: 'WORKS_ON', end: 'from' },
  { target: 'Person', of: 'Project', relation: 'WORKS_ON', end: 'to' },
  { target: 'Team', of: 'Project', relation: 'OWNS', end: 'to' },
  { target: 'Procedure', of: 'Team', relation: 'OWNS', end: 'from' },
  { target: 'Article', of: 'Team', relation: 'OWNS', end: 'from' },
];

function defaultRelationDrafts(reading: Reading): Draft[] {
  const drafts: Draft[] = [];
  for (const mention of mentionGroups(reading)) {
    for (const { kind, refs } of mention.kinds) {
      const used = mention.spans.flatMap((span) => withNoun(span, kind, reading));
      const wanted = targets(reading, used);
      const isSize = wanted.length === 0 && reading.cue('count') !== undefined && kind === 'Team';
      for (const target of isSize ? [{ filter: { kind: 'Person' }, used: [] }] : wanted) {
        const found = defaultRelationOf(target.filter.kind, kind, reading.ontology);
        if (found === undefined) continue;
        const sense: RelationSense = { relation: found.relation, reading: 'name' };
        const draft = relatedDraft(reading, {
          sense,
          mention,
          refs,
          end: found.end,
          target,
          used,
          otherKinds: [target.filter.kind],
        });
        drafts.push({ ...draft, penalty: 1 });
      }
    }
  }
  return drafts;
}

/** The one relation between two kinds, where the table does not say and a company's own are few. */
function defaultRelationOf(target: string, of: string, ontology: Ontology): { relation: string; end: End } | undefined {
  const known = defaultRelations.find((row) => row.target === target && row.of === of);
  if (known !== undefined) return known;
  const builtInsApart = ontology.relations.filter(
    ({ key }) => key !== 'MENTIONS' && key !== 'ABOUT' && key !== 'SUPERSEDES',
  );
  const fitting = builtInsApart.flatMap((spec) =>
    (['from', 'to'] as const)
      .filter((end) => ontology.otherKinds(spec, end, of).includes(target))
      .map((end) => ({ relation: spec.key, end })),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** "is Ada on the Payments team", "is Grace a chair of Risk", "does Payments own the ledger". */
function truthDrafts(reading: Reading): Draft[] {
  const { analysis, ontology } = reading;
  if (!truthOpeners.has(analysis.tokens[0]?.word ?? '')) return [];
  const drafts: Draft[] = [];
  const phrases: (SenseSpan<RelationSense> | undefined)[] = [...analysis.relations, undefined];
  for (const subject of analysis.mentions) {
    for (const object of analysis.mentions) {
      if (subject.end > object.start) continue;
      for (const phrase of phrases) {
        if (phrase !== undefined && (overlap(phrase, subject) || overlap(phrase, object))) continue;
        drafts.push(...truthDraftsOf(reading, subject, object, phrase, ontology));
      }
    }
  }
  return drafts;
}

function truthDraftsOf(
  reading: Reading,
  subject: MentionSpan,
  object: MentionSpan,
  phrase: SenseSpan<RelationSense> | undefined,
  ontology: Ontology,
): Draft[] {
  const [one, other] = [subject.senses[0], object.senses[0]];
  if (one === undefined || other === undefined || subject.senses.length > 1) return [];
  const used = [
    ...withNoun(subject, one.kind, reading),
    ...withNoun(object, other.kind, reading),
    ...(phrase === undefined ? [] : [phrase]),
  ];
  const keys =
    phrase === undefined ? defaultTruths(one.kind, other.kind) : phrase.senses.map(({ relation }) => relation);
  const relations = keys.flatMap((relation) =>
    (['from', 'to'] as const)
      .filter((end) => ontology.otherKinds(ontology.relation(relation), end, one.kind).includes(other.kind))
      .map((end) => ({ relation, end })),
  );
  if (relations.length === 0) return [];
  const role = phrase?.senses.find((sense) => sense.role !== undefined)?.role;
  return [
    {
      query: {
        look: 'holds',
        subject: one.ref,
        object: other.ref,
        relations: asSaid(relations, phrase, reading),
        ...(role !== undefined && { role }),
      },
      want: 'truth',
      subjects: [one.ref, other.ref],
      mentions: [subject, object],
      used: [{ start: 0, end: 1 }, ...used],
      penalty: phrase === undefined ? 1 : 0,
    },
  ];
}

/** "is Ada on Payments": a member, or who leads it. */
function defaultTruths(one: string, other: string): string[] {
  return one === 'Person' && other === 'Team'
    ? ['MEMBER_OF', 'LEADS']
    : one === 'Team' && other === 'Team'
      ? ['PART_OF']
      : one === 'Person' && other === 'Project'
        ? ['WORKS_ON', 'LEADS']
        : ['OWNS', 'DEPENDS_ON'];
}

/** Between two things of one kind the first named stands where the words say: "does Ada report to Grace". */
function asSaid(
  relations: { relation: string; end: End }[],
  phrase: SenseSpan<RelationSense> | undefined,
  { ontology }: Reading,
): { relation: string; end: End }[] {
  return relations.filter(({ relation, end }) => {
    const isAmbiguous = relations.some((other) => other.relation === relation && other.end !== end);
    if (!isAmbiguous || phrase === undefined) return !isAmbiguous || end === 'from';
    const readings = phrase.senses.filter((sense) => sense.relation === relation).map((sense) => sense.reading);
    // "is Grace Ada's manager" is said of the other end than "does Grace report to Ada".
    const wanted: End = readings.some((reading) => reading === 'inverse' || reading === 'noun-from') ? 'to' : 'from';
    return end === wanted || ontology.findRelation(relation) === undefined;
  });
}

/** "which team has the most systems", "the biggest team". */
function mostDrafts(reading: Reading): Draft[] {
  const { analysis, ontology } = reading;
  const cue = reading.cue('most') ?? reading.cue('least');
  if (cue === undefined) return [];
  const all = targets(reading, []).filter(({ used }) =>
    used.some((span) => analysis.kinds.some((noun) => overlap(noun, span))),
  );
  const drafts: Draft[] = [];
  for (const counted of all) {
    for (const owner of all) {
      const isSize = owner === counted;
      if (!isSize && (owner.used[0]?.start ?? 0) > (counted.used[0]?.start ?? 0)) continue;
      const otherKind = isSize ? 'Person' : counted.filter.kind;
      const found = defaultRelationOf(otherKind, owner.filter.kind, ontology);
      if (found === undefined) continue;
      drafts.push({
        query: {
          look: 'most',
          filter: owner.filter,
          relation: found.relation,
          end: found.end,
          otherKind,
          least: cue.cue === 'least',
        },
        want: 'list',
        subjects: [],
        mentions: [],
        used: [cue, ...owner.used, ...counted.used],
        penalty: isSize ? 1 : 0,
      });
    }
  }
  return drafts;
}

/** "what channel does Payments use", "Ada's e-mail". */
function fieldDrafts(reading: Reading): Draft[] {
  const { analysis } = reading;
  return analysis.fields.flatMap((phrase) =>
    mentionGroups(reading).flatMap((mention) => {
      if (mention.spans.some((span) => overlap(span, phrase))) return [];
      return mention.kinds.flatMap(({ kind, refs }): Draft[] => {
        const field = phrase.senses.find((sense) => sense.kind === kind)?.field;
        if (field === undefined) return [];
        const nouns = mention.spans.flatMap((span) => withNoun(span, kind, reading));
        return [
          {
            query: { look: 'field', of: refs, field },
            want: 'text',
            subjects: refs,
            mentions: mention.spans,
            used: [phrase, ...nouns],
          },
        ];
      });
    }),
  );
}

/** "how many teams are there", "list all active projects". */
function listDrafts(reading: Reading): Draft[] {
  return targets(reading, [])
    .filter(({ used }) => used.some((span) => reading.analysis.kinds.some((noun) => overlap(noun, span))))
    .map((target) => ({
      query: { look: 'list', filter: target.filter },
      want: reading.want,
      subjects: [],
      mentions: [],
      used: [...target.used, ...countSpans(reading)],
      penalty: 0.5,
    }));
}

const compiledForms = forms.flatMap((form) =>
  form.says.map((phrase) => ({ form, stems: tokenise(phrase).map(({ stem }) => stem) })),
);

/** Forms of forms.ts: their words in order, with a thing somewhere around them. */
function formDrafts(reading: Reading): Draft[] {
  const { tokens } = reading.analysis;
  return compiledForms.flatMap(({ form, stems }) =>
    mentionGroups(reading).flatMap((mention) => {
      const free = tokens.map((token, index) =>
        mention.spans.some((span) => index >= span.start && index < span.end) ? '' : token.stem,
      );
      const said = inOrder(free, stems);
      if (said === undefined) return [];
      return mention.kinds.flatMap(({ kind, refs }): Draft[] => {
        if (form.of !== undefined && !form.of.includes(kind)) return [];
        const nouns = mention.spans.flatMap((span) => withNoun(span, kind, reading));
        return [
          {
            query: formQuery(form.look, refs),
            want: 'text',
            subjects: refs,
            mentions: mention.spans,
            used: [...said, ...nouns],
            penalty: form.look === 'describe' ? 1.5 : 0.5,
          },
        ];
      });
    }),
  );
}

/** Every form asks of things alone, so one object fits all of them. */
function formQuery(look: Form['look'], of: Ref[]): Query {
  return { look, of };
}

/** Where these words stand in this order, perhaps with others between them. */
function inOrder(words: readonly string[], wanted: readonly string[]): Span[] | undefined {
  const spans: Span[] = [];
  let from = 0;
  for (const word of wanted) {
    const at = words.indexOf(word, from);
    if (at === -1) return undefined;
    spans.push({ start: at, end: at + 1 });
    from = at + 1;
  }
  return spans;
}
