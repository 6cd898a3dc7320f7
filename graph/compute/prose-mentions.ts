import { fold } from '../../schema/names.ts';
import type { Ref } from '../../schema/ref.ts';
import { isStopWord, words } from '../text/analyse.ts';
import { plainText } from '../text/plain.ts';

/** A name of an entity, as it may stand in prose. */
export interface KnownName {
  ref: Ref;
  kind: string;
  name: string;
  /** Nouns for the kind: "the Payments *team*". */
  nouns: readonly string[];
}

export interface ProseDictionary {
  /** Refs of the things that a Markdown text names, in the order of first mention. */
  mentioned(markdown: string): Ref[];
}

/** A dictionary that follows what comes and goes. */
export interface GrowingDictionary extends ProseDictionary {
  add(names: readonly KnownName[]): void;
  /** Takes out all that these refs are called by these names. */
  remove(names: readonly KnownName[]): void;
}

/** Names by their words: one step per word, so the length of the list does not matter. */
interface Node {
  next: Map<string, Node>;
  /** Who is called by the words up to here. */
  known: KnownName[];
}

/**
 * Finds known names in prose.
 *
 * A name of several words counts wherever it stands, whatever the case. A single word counts when it can't be an ordinary word
 * (`SettlementEngine`, `k8s`, `docs.rs`), or in code marks, or followed by a noun of its kind ("the Payments team"). A name that
 * two things share is nobody's.
 */
export function createProseDictionary(names: readonly KnownName[]): GrowingDictionary {
  const root: Node = { next: new Map(), known: [] };
  const add = (added: readonly KnownName[]) => {
    for (const known of added) {
      const parts = partsOf(known);
      if (parts.length > 0) nodeAt(root, parts).known.push(known);
    }
  };
  add(names);

  return {
    add,
    remove(removed) {
      for (const known of removed) forget(root, partsOf(known), known.ref);
    },
    mentioned(markdown) {
      const code = new Set([...markdown.matchAll(/`([^`\n]+)`/g)].map(([, inside]) => words(inside ?? '').join(' ')));
      const text = plainText(markdown);
      const tokens = words(text);
      const found = new Set<Ref>();
      for (let start = 0; start < tokens.length; start += 1) {
        const match = longestMatch(root, tokens, start);
        if (match === undefined) continue;
        const spoken = tokens.slice(start, start + match.length).join(' ');
        if (!counts(match.known, { text, spoken, after: tokens[start + match.length], code })) continue;
        found.add(match.known.ref);
        start += match.length - 1;
      }
      return [...found];
    },
  };
}

/** The words of a name; none when it has none that mean anything. */
function partsOf({ name }: KnownName): string[] {
  const parts = words(name);
  return parts.every((part) => isStopWord(part) || part.length < 2) ? [] : parts;
}

function nodeAt(root: Node, parts: readonly string[]): Node {
  let node = root;
  for (const part of parts) {
    const next = node.next.get(part) ?? { next: new Map<string, Node>(), known: [] };
    node.next.set(part, next);
    node = next;
  }
  return node;
}

function forget(node: Node, [part, ...rest]: readonly string[], ref: Ref): void {
  if (part === undefined) {
    node.known = node.known.filter((known) => known.ref !== ref);
    return;
  }
  const next = node.next.get(part);
  if (next === undefined) return;
  forget(next, rest, ref);
  if (next.next.size === 0 && next.known.length === 0) node.next.delete(part);
}

/** The longest name that begins at a word and is one thing's only. */
function longestMatch(
  root: Node,
  tokens: readonly string[],
  start: number,
): { known: KnownName; length: number } | undefined {
  let best: { known: KnownName; length: number } | undefined;
  let node: Node | undefined = root;
  for (let at = start; node !== undefined; at += 1) {
    const [first, ...others] = node.known;
    if (first !== undefined && others.every(({ ref }) => ref === first.ref))
      best = { known: first, length: at - start };
    node = node.next.get(tokens[at] ?? '');
  }
  return best;
}

interface Place {
  text: string;
  /** The words of the name as they stand there, folded. */
  spoken: string;
  /** The word behind it. */
  after: string | undefined;
  code: ReadonlySet<string>;
}

function counts({ name, nouns }: KnownName, { text, spoken, after, code }: Place): boolean {
  const written = name.trim();
  if (/\s/.test(written)) return true;
  if (code.has(spoken)) return true;
  if (after !== undefined && nouns.some((noun) => after === noun || after === `${noun}s`))
    return text.includes(written) || written === written.toLowerCase();
  return isDistinctive(written) && fold(text).includes(fold(written));
}

/** Can't be an ordinary word: capitals inside, digits, or marks between letters, or letters of a script without spaces. */
function isDistinctive(name: string): boolean {
  return (
    /\p{L}\p{Lu}|\d|\p{L}[-._/]\p{L}/u.test(name) ||
    (/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u.test(name) && [...name].length > 1)
  );
}
