import type { Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import type { RoleFor } from '../lexicon.ts';
import { type MentionGroup, type Reading, withNoun } from '../reading.ts';
import type { Token } from '../tokens.ts';

/** "who is the *council rep* for *the Berths team*": a role that is called after what it is for, here "council-rep-berths". */
export const rolesFor: Rule = (reading) => {
  const { rolesFor: known } = reading.analysis;
  if (known.length === 0 || reading.ontology.findKind('Person') === undefined) return [];
  return reading.groups.flatMap((mention) =>
    mention.kinds.flatMap(({ kind, refs }): Draft[] =>
      known.flatMap((role): Draft[] => {
        if (!refs.includes(role.ref)) return [];
        const used = mention.spans.flatMap((span) => withNoun(span, kind, reading));
        const said = saidOf(role, used, reading);
        if (said === undefined) return [];
        // "How many council reps are *also members of Berths*" is asked of two teams.
        if (isWithin(mention.spans[0], reading) && (reading.analysis.isAlso === true || isSaidOfThem(mention, reading)))
          return [];
        if (isOfOther(said, reading)) return [roleDraft(reading, { role, mention, used: [...used, ...said] })];
        const all = [...used, ...said, ...ofHolders(reading)];
        return [{ ...roleDraft(reading, { role, mention, used: all }), penalty: calledSo }];
      }),
    ),
  );
};

/** The company calls it so: a noun that means the same of any team is less sure. */
const calledSo = -0.3;

function roleDraft(
  reading: Reading,
  { role, mention, used }: { role: RoleFor; mention: MentionGroup; used: readonly Span[] },
): Draft {
  const having = { relation: role.relation, end: 'from' as const, role: role.role, least: 1 };
  return {
    query: { look: 'list', filter: { kind: 'Person', having: [having] } },
    want: reading.want,
    subjects: [role.ref],
    mentions: mention.spans,
    used: [...used, ...reading.spansOf('count')],
  };
}

/** Whether the other words of a role are called after another team: the "council" of "council-rep-berths". */
function isOfOther(said: readonly Span[], { analysis: { mentions } }: Reading): boolean {
  return said.some((span) =>
    mentions.some(({ start, senses }) => start === span.start && senses.some(({ kind }) => kind === 'Team')),
  );
}

/** "*in* Berths", "*members of* the Berths team". */
function isWithin(mention: Span | undefined, { analysis: { tokens } }: Reading): boolean {
  const before = tokens.slice(0, mention?.start ?? 0).map(({ word }) => word);
  return /\b(?:in|on|within|members? of)(?: the)?$/.test(before.join(' '));
}

/** "How many council reps *are in Berths*": they are, and need not speak for it. */
function isSaidOfThem({ spans }: MentionGroup, { analysis: { tokens } }: Reading): boolean {
  const before = tokens.slice(0, spans[0]?.start ?? 0).map(({ word }) => word);
  return /\p{L}s (?:are|sit|work) (?:in|on|within|(?:the )?members? of)(?: the)?$/u.test(before.join(' '));
}

/** "How many *members* of the council are reps *now*", "who has the rep *role*": words for those who have it, and for that they have it now. */
function ofHolders({ analysis: { kinds, tokens } }: Reading): Span[] {
  const people = kinds.filter(({ senses }) => senses.some(({ kind }) => kind === 'Person'));
  return [...people, ...tokens.flatMap(({ word }, at) => (holding.has(word) ? [{ start: at, end: at + 1 }] : []))];
}

const holding = new Set(['role', 'roles', 'post', 'posts', 'title', 'current', 'now', 'today']);

/** Where the other words of a role stand, if all of them do; with the name that such a word is part of: "on the *harbour council*". */
function saidOf(
  { stems }: RoleFor,
  used: readonly Span[],
  { analysis: { tokens, mentions } }: Reading,
): Span[] | undefined {
  const isFree = (at: number) => !used.some(({ start, end }) => at >= start && at < end);
  const spans: Span[] = [];
  for (const stem of stems) {
    const at = tokens.findIndex((token, index) => isFree(index) && isWord(token, stem));
    if (at === -1) return undefined;
    const named = mentions.find(({ start, end }) => at >= start && at < end);
    spans.push(named ?? { start: at, end: at + 1 });
  }
  return spans;
}

/** Roles are written short: "rep" is a representative, and who represents. */
function isWord({ stem }: Token, ofRole: string): boolean {
  return stem === ofRole || (ofRole.length >= 3 && stem.length > 5 && stem.startsWith(ofRole));
}
