import type { KindSense } from '../lexicon.ts';
import { covers, type SenseSpan, type Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import { type Reading, withNoun } from '../reading.ts';

const openers: readonly (readonly string[])[] = [
  ['do', 'we', 'have'],
  ['do', 'you', 'have'],
  ['have', 'we', 'got'],
  ['is', 'there'],
  ['are', 'there'],
];
const articles = new Set(['a', 'an', 'any', 'still', 'the', 'some', 'such']);
/** Words between a noun and what things are called: "a circle *for* mending". */
const naming = new Set(['for', 'called', 'named', 'about', 'on', 'around']);

/** "do we have a Risk group?", "is there a group for mending?": whether there is what is called so. */
export const existence: Rule = (reading) => {
  const { tokens } = reading.analysis;
  const opener = openers.find((words) => words.every((word, at) => tokens[at]?.word === word));
  if (opener === undefined) return [];
  let from = opener.length;
  while (articles.has(tokens[from]?.word ?? '')) from += 1;
  return [...byName(from, reading), ...byNoun(from, reading)];
};

/** "a *Risk group*": a name beside its noun. */
function byName(from: number, reading: Reading): Draft[] {
  return reading.groups.flatMap((mention) =>
    mention.kinds.flatMap(({ kind, refs }): Draft[] => {
      const used = mention.spans.flatMap((span) => withNoun(span, kind, reading));
      const isThere = used.some(({ start }) => start === from);
      const noun = reading.analysis.kinds.find((each) => used.some((span) => covers(span, each)));
      return isThere && noun !== undefined ? [draft(refs, kind, noun, [{ start: 0, end: from }, ...used])] : [];
    }),
  );
}

/** "a *group for mending*". */
function byNoun(from: number, { analysis: { tokens, kinds, possibleNames } }: Reading): Draft[] {
  return kinds
    .filter(({ start, end }) => start === from && naming.has(tokens[end]?.word ?? ''))
    .flatMap((noun) => {
      const start = tokens[noun.end + 1]?.word === 'the' ? noun.end + 2 : noun.end + 1;
      return possibleNames
        .filter((name) => name.start === start)
        .flatMap((name) =>
          [...new Set(noun.senses.map(({ kind }) => kind))].flatMap((kind) => {
            const refs = name.senses
              .filter((sense) => sense.kind === kind && sense.sort !== 'part')
              .map(({ ref }) => ref);
            return refs.length === 0 ? [] : [draft([...new Set(refs)], kind, noun, [{ start: 0, end: name.end }])];
          }),
        );
    });
}

function draft(refs: string[], kind: string, noun: SenseSpan<KindSense>, used: readonly Span[]): Draft {
  const filter = noun.senses.find((sense) => sense.kind === kind)?.filter;
  const where = filter === undefined ? {} : { where: { [filter.field]: [filter.value] } };
  return {
    query: { look: 'exists', of: refs, filter: { kind, ...where } },
    want: 'truth',
    subjects: refs,
    mentions: [],
    used,
  };
}
