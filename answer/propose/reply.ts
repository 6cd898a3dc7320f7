import { z } from 'zod';
import { fact, type Fact } from './prompt.ts';

/** Facts of one reply that are looked at. A page states a few; a reply with thousands is a mistake or an attack. */
export const mostFacts = 60;
/** Characters of a reply that are looked at. */
const longestReply = 200_000;

/** What was asked for, or the list alone. */
const listing = z.union([
  z.array(z.unknown()),
  z.object({ facts: z.array(z.unknown()) }).transform(({ facts }) => facts),
]);

export interface ReadReply {
  facts: Fact[];
  malformed: number;
  tooMany: number;
}

/** The facts in a reply: JSON, alone or within words or a fence. Undefined when there is no JSON of that form in it. */
export function readReply(reply: string): ReadReply | undefined {
  const listed = factsIn(reply.slice(0, longestReply));
  if (listed === undefined) return undefined;
  const looked = listed.slice(0, mostFacts).map((each) => fact.safeParse(withRole(each)));
  const facts = looked.flatMap(({ data }) => data ?? []);
  return { facts, malformed: looked.length - facts.length, tooMany: listed.length - looked.length };
}

function factsIn(reply: string): unknown[] | undefined {
  for (const candidate of candidates(reply)) {
    const parsed = listing.safeParse(parse(candidate));
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

/** The whole reply, then the part of it from the first to the last brace or bracket. */
function candidates(reply: string): string[] {
  const between = (open: string, close: string) => reply.slice(reply.indexOf(open), reply.lastIndexOf(close) + 1);
  return [reply, between('{', '}'), between('[', ']')];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Models that are not held to the form leave out what is null. */
function withRole(raw: unknown): unknown {
  return typeof raw === 'object' && raw !== null ? { role: null, ...raw } : raw;
}
