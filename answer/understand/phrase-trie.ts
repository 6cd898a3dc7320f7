/** Finds known phrases in a list of words, in one step per word however many phrases are known. */
export interface PhraseTrie<Value> {
  add(phrase: readonly string[], value: Value): void;
  /** All phrases that begin at a position, with their values; the longest last. */
  matches(words: readonly string[], start: number): { end: number; values: readonly Value[] }[];
  /** Every word of every phrase. */
  words(): Set<string>;
  /** As matches, where a word may be misspelt when none fits exactly. */
  nearMatches(
    words: readonly string[],
    start: number,
    isNear: (word: string, known: string) => boolean,
  ): { end: number; values: readonly Value[]; misspelt: number }[];
}

interface Node<Value> {
  next: Map<string, Node<Value>>;
  values: Value[];
}

export function createPhraseTrie<Value>(): PhraseTrie<Value> {
  const root: Node<Value> = { next: new Map(), values: [] };
  return {
    add(phrase, value) {
      let node = root;
      for (const word of phrase) {
        const next = node.next.get(word) ?? { next: new Map<string, Node<Value>>(), values: [] };
        node.next.set(word, next);
        node = next;
      }
      if (phrase.length > 0) node.values.push(value);
    },
    matches(words, start) {
      const found: { end: number; values: readonly Value[] }[] = [];
      let node: Node<Value> | undefined = root;
      for (let at = start; at < words.length; at += 1) {
        node = node.next.get(words[at] ?? '');
        if (node === undefined) break;
        if (node.values.length > 0) found.push({ end: at + 1, values: node.values });
      }
      return found;
    },
    words() {
      const all = new Set<string>();
      const visit = (node: Node<Value>): void => {
        for (const [word, next] of node.next) {
          all.add(word);
          visit(next);
        }
      };
      visit(root);
      return all;
    },
    nearMatches(words, start, isNear) {
      const found: { end: number; values: readonly Value[]; misspelt: number }[] = [];
      const visit = (node: Node<Value>, at: number, misspelt: number): void => {
        if (node.values.length > 0 && misspelt > 0) found.push({ end: at, values: node.values, misspelt });
        const word = words[at];
        if (word === undefined) return;
        const exact = node.next.get(word);
        if (exact !== undefined) visit(exact, at + 1, misspelt);
        if (exact !== undefined || misspelt > 0) return;
        for (const [known, next] of node.next) if (isNear(word, known)) visit(next, at + 1, 1);
      };
      visit(root, start, 0);
      return found;
    },
  };
}
