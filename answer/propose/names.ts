import type { NameEntry } from '../../graph/store.ts';
import { stem, terms, words } from '../../graph/text/analyse.ts';
import { normaliseId, normaliseName } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';

export interface Named {
  ref: Ref;
  kind: string;
}

/** Which things names mean. */
export interface NameFinder {
  /** All things that go by this name, ref or id. */
  find(name: string): Named[];
  /** Whether a text has a word of a name or id of the thing. */
  isNamedIn(ref: Ref, text: string): boolean;
}

export function createNameFinder(entries: readonly NameEntry[], ontology: Ontology): NameFinder {
  const byName = new Map<string, Named[]>();
  const add = (name: string, named: Named) => {
    if (name === '') return;
    const list = byName.get(name) ?? [];
    if (!list.some(({ ref }) => ref === named.ref)) byName.set(name, [...list, named]);
  };
  const entryOf = new Map(entries.map((entry) => [entry.ref, entry]));
  for (const { ref, kind, name, aliases, keys } of entries) {
    const named = { ref, kind };
    for (const each of [name, ...aliases]) add(`name:${normaliseName(each)}`, named);
    for (const id of idsOf(keys)) add(`id:${normaliseId(id)}`, named);
    add(`id:${ref}`, named);
  }
  const nouns = new Map(
    ontology.kinds.map(({ name, singular, synonyms = [] }) => [name, [singular, ...synonyms].map(normaliseName)]),
  );
  // "Team" in a name does not tell one team from another.
  const common = new Set(
    ontology.kinds.flatMap(({ plural }) => terms(plural)).concat([...nouns.values()].flat().flatMap(terms)),
  );
  const telling = (name: string) => {
    const own = terms(name).filter((term) => !common.has(term));
    return own.length > 0 ? own : words(name).map(stem);
  };

  return {
    find(name) {
      const exact = byName.get(`name:${normaliseName(name)}`) ?? byName.get(`id:${normaliseId(name)}`);
      if (exact !== undefined) return exact;
      const found = spoken(normaliseName(name), nouns).flatMap(({ rest, kind }) =>
        (byName.get(`name:${rest}`) ?? []).filter((named) => kind === undefined || named.kind === kind),
      );
      return [...new Map(found.map((named) => [named.ref, named])).values()];
    },
    isNamedIn(ref, text) {
      const entry = entryOf.get(ref);
      if (entry === undefined) return false;
      const said = words(text);
      const stems = new Set(said.map(stem));
      const { name, aliases, keys } = entry;
      return (
        [name, ...aliases].some((each) => telling(each).some((term) => stems.has(term))) ||
        idsOf(keys).some((id) => hasInOrder(said, words(id)))
      );
    },
  };
}

function hasInOrder(said: readonly string[], wanted: readonly string[]): boolean {
  return wanted.length > 0 && ` ${said.join(' ')} `.includes(` ${wanted.join(' ')} `);
}

/** Explicit ids, such as addresses and handles. Keys of a source, which may be a number, are nothing that a text says. */
function idsOf(keys: readonly string[]): string[] {
  return keys.filter((key) => !key.startsWith('@')).map((key) => key.slice(key.indexOf(':') + 1));
}

/** "the payments team" is the team that is called Payments: a name with an article before it, or the noun of its kind behind it. */
function spoken(name: string, nouns: ReadonlyMap<string, readonly string[]>): { rest: string; kind?: string }[] {
  const bare = name.replace(/^(the|our) /, '');
  const ofKind = [...nouns].flatMap(([kind, list]) =>
    list.filter((noun) => bare.endsWith(` ${noun}`)).map((noun) => ({ rest: bare.slice(0, -noun.length - 1), kind })),
  );
  return [...(bare === name ? [] : [{ rest: bare }]), ...ofKind];
}
