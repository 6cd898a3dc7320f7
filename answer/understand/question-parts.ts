import { splitClauses, toldBefore } from './clauses.ts';

/** A question of several parts, each of which can be answered by itself. */
export interface QuestionParts {
  parts: string[];
  /** What is told before the first one asks: "I lost my badge." Empty where nothing is. */
  setting: string;
  /** The question which thing it is that is described before: of "the office in region 5 - what's its channel?". */
  thing?: string;
}

const verbs = 'is|are|was|were|do|does|did|has|have|can|could|should|must|may|will|would';
/** How a part begins that asks something; others tell what it is about: "my labels don't get applied - which repo is that?" */
const asks = new RegExp(
  String.raw`^\W*(?:(?:and|so|but|also|then)\s+)*(?:(?:in|on|at|to|for|from|with|under|by|of)\s+)?(?:who|whom|whose|what|which|how|where|when|${verbs})(?:['’]?s)?\b`,
  'i',
);
/** "Name of the contact in Oslo", "slack channel for Bergen": what is asked for, without a verb. */
const bare = new RegExp(String.raw`^(?!(?:i|we|my|our|it)\b)(?!.*\b(?:${verbs}|not)\b)(?:\S+ ){1,8}\S+$`, 'i');
/** "..., and is she ...": where a part begins that asks for yes or no. */
const yesOrNo = new RegExp(String.raw`,\s+(?:and|or|but)\s+(?=(?:${verbs})\b)`, 'i');

/** The parts of a question. Undefined for one of a single part, unless it describes its thing before. */
export function questionParts(question: string): QuestionParts | undefined {
  const clauses = splitClauses(question).flatMap(({ text }) => text.split(yesOrNo));
  const [first = '', ...rest] = clauses;
  const lead = leadOf(question, first, rest.length > 0);
  if (lead === undefined) return undefined;
  const own = lead.asked === undefined ? rest : [lead.asked, ...rest];
  const parts = own.map((part, index) => (index === 0 ? part : completed(part, own[index - 1] ?? '')));
  const isAsked = (part: string, index: number) =>
    asks.test(part) || (index === 0 && part === first && bare.test(part));
  if (parts.length < (lead.thing === undefined ? 2 : 1) || !parts.every(isAsked)) return undefined;
  return { parts, setting: lead.setting, ...(lead.thing !== undefined && { thing: lead.thing }) };
}

interface Lead {
  setting: string;
  thing?: string;
  /** What the first clause asks; undefined where it only tells. */
  asked?: string;
}

/** What the first clause tells before it asks. Undefined where it does not ask, and nothing marks it as told. */
function leadOf(question: string, first: string, hasMore: boolean): Lead | undefined {
  if (asks.test(first)) return { setting: '', asked: first };
  const told = toldBefore(first);
  if (told !== undefined) return { ...settingOf(told.statement), asked: told.question };
  const isTold = /^\s*[-–—:;]/.test(question.slice(question.indexOf(first) + first.length));
  if (isTold) return hasMore ? settingOf(first) : undefined;
  return { setting: '', asked: first };
}

/** "The office in region 5" is asked for: "which office is in region 5?" */
function settingOf(statement: string): Lead {
  const [, noun = '', how = '', rest = ''] =
    /^(?:the|our|that) ([\p{L}-]+(?: [\p{L}-]+)?) (in|at|on|with|that|which|who) (.{1,60})$/iu.exec(statement.trim()) ??
    [];
  if (noun === '') return { setting: statement };
  const verb = /^with$/i.test(how) ? 'has' : /^(?:that|which|who)$/i.test(how) ? '' : `is ${how}`;
  return { setting: statement, thing: `which ${noun} ${verb} ${rest}?`.replace(/ {2,}/g, ' ') };
}

/** A part that leaves out what the one before has said: "how many hours ahead do I ask for captions, and how many *for an interpreter*?" */
function completed(part: string, before: string): string {
  const [, word = '', preposition = '', rest = ''] =
    /^\W*(?:(?:and|so|but|also)\s+)*(how (?:many|much|long|often|soon|far|big)|what|when|where|who|which)(?:(?:['’]s| is| are| was) (?:it|that|they|the one)| one)?\s+(for|of|in|at|on|with|to|by) ([^?]+?)\s*\?*$/i.exec(
      part,
    ) ?? [];
  if (!before.toLowerCase().includes(word.toLowerCase())) return part;
  if (preposition === '' || new RegExp(String.raw`\b(?:${verbs})\b`, 'i').test(rest)) return part;
  const said = new RegExp(String.raw`\b${preposition} (?:(?!\b(?:for|of|in|at|on|with|to|by|if|when)\b)[^,?])+`, 'gi');
  const last = [...before.matchAll(said)].at(-1);
  if (last === undefined) return part;
  const behind = before.slice(last.index + last[0].length);
  return `${before.slice(0, last.index)}${preposition} ${rest} ${behind}`.trim().replace(/\s*\?*$/, '?');
}

/** A thing that a question describes within itself: "what is the depth of *the dock in zone 5*?" */
export interface Described {
  /** As it stands in the question. */
  phrase: string;
  /** The question which it is. */
  thing: string;
  /** What may stand instead of the phrase, once it is known which it is. */
  instead: string;
}

/** How a thing is described by a number that something else tells it by, or a person by what he is listed as. One more way is a row. */
const descriptions: readonly { said: RegExp; described: (found: readonly string[]) => Omit<Described, 'phrase'> }[] = [
  {
    said: /\b(?:the|our|that) (\p{L}+) (in|at|on|with) ((?:\p{L}+ ){1,3}\d{1,4})(?![\p{L}\p{N}])/iu,
    described: ([noun = '', how = '', rest = '']) => ({
      thing: `which ${noun} ${/^with$/i.test(how) ? 'has' : `is ${how}`} ${rest}?`,
      instead: `that ${noun}`,
    }),
  },
  {
    said: /\b(?:the|that) (?:person|colleague|guy|man|woman|one) (?:(?:who|that)(?:['’]s| is) )?(?:listed|named|given|shown|acting|serving) as (?:the |our |an? )?([^?,;]{3,80}?)(?=\s*(?:[?,;]|$)| and (?:who|what|which|where|when|how|in|on)\b)/iu,
    described: ([post = '']) => ({ thing: `who is the ${post}?`, instead: 'that person' }),
  },
];

/** The thing that a question describes within itself; undefined where it describes none, or two. */
export function describedWithin(question: string): Described | undefined {
  const found = descriptions.flatMap(({ said, described }) => {
    const [phrase, ...parts] = said.exec(question) ?? [];
    return phrase === undefined ? [] : [{ phrase, ...described(parts) }];
  });
  return found.length === 1 ? found[0] : undefined;
}
