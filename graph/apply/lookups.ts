import type { Ontology } from '../../schema/ontology.ts';
import { normaliseName } from '../../schema/names.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Cluster, identify, IdentityRow } from '../compute/identity.ts';
import {
  clusterTokens,
  createDirectory,
  deniedIn,
  type Directory,
  splitMention,
  type Token,
} from '../compute/mentions.ts';
import { createProseDictionary, type KnownName, type ProseDictionary } from '../compute/prose-mentions.ts';
import { createIdentifier } from './identity-memory.ts';
import type { StoredRow } from './identity-rows.ts';

/** What the whole graph looks like for computing a part of it. Holds until the keeper is asked for another state. */
export interface Lookups {
  directory: Directory;
  dictionary: ProseDictionary;
  /** The entity that a live record describes. */
  homeOf: ReadonlyMap<string, Ref>;
  rows: ReadonlyMap<string, StoredRow>;
  /** The records that point at something with this token. */
  askingWith(token: Token): Iterable<string>;
  /** The records that say something of a thing without describing it. */
  findForeign(cluster: Cluster): readonly string[];
}

/** Keeps lookups and brings them up to date by what changed, which gives the same as making them anew. */
export interface LookupKeeper {
  /** Which records describe the same thing; as `identify` says. */
  identify: typeof identify;
  /** @param clusters all of them, of the live rows among `rows` */
  at(rows: ReadonlyMap<string, StoredRow>, clusters: readonly Cluster[]): Lookups;
  /** Records of which it may have changed since the last call what they say, or what they point at. */
  takeChanged(): Set<string>;
}

export function createLookupKeeper(ontology: Ontology): LookupKeeper {
  const rows = new Map<string, StoredRow>();
  const clusters = new Map<Ref, Cluster>();
  const homeOf = new Map<string, Ref>();
  const asking = new Map<Token, Set<string>>();
  const foreign = new Map<Token, Set<string>>();
  const directory = createDirectory([]);
  const dictionary = createProseDictionary([]);
  const changedRows = new Set<string>();
  const changedTokens = new Set<Token>();

  const eachMention = (row: StoredRow, visit: (index: Map<Token, Set<string>>, token: Token) => void) => {
    for (const mention of row.mentions) {
      const { relation, end, token } = splitMention(mention);
      visit(asking, token);
      const spec = ontology.findRelation(relation);
      if (!row.removed && spec !== undefined && spec.subject !== end) visit(foreign, token);
    }
  };
  const forgetRow = (row: StoredRow) => {
    rows.delete(row.id);
    changedRows.add(row.id);
    eachMention(row, (index, token) => {
      const ids = index.get(token);
      ids?.delete(row.id);
      if (ids?.size === 0) index.delete(token);
    });
  };
  const learnRow = (row: StoredRow) => {
    rows.set(row.id, row);
    changedRows.add(row.id);
    eachMention(row, (index, token) => {
      const ids = index.get(token);
      if (ids === undefined) index.set(token, new Set([row.id]));
      else ids.add(row.id);
    });
  };
  const forgetCluster = (cluster: Cluster) => {
    clusters.delete(cluster.ref);
    for (const row of cluster.rows) if (homeOf.get(row.id) === cluster.ref) homeOf.delete(row.id);
    for (const token of directory.remove(cluster)) changedTokens.add(token);
    dictionary.remove(knownNames(cluster, ontology));
  };
  const learnCluster = (cluster: Cluster) => {
    clusters.set(cluster.ref, cluster);
    for (const row of cluster.rows) homeOf.set(row.id, cluster.ref);
    for (const token of directory.add(cluster)) changedTokens.add(token);
    dictionary.add(knownNames(cluster, ontology));
  };

  return {
    identify: createIdentifier(),
    at(nextRows, nextClusters) {
      for (const row of [...rows.values()]) {
        const next = nextRows.get(row.id);
        if (next === undefined || !saysTheSame(row, next)) forgetRow(row);
        else if (next !== row) rows.set(row.id, next);
      }
      for (const row of nextRows.values()) if (!rows.has(row.id)) learnRow(row);
      const next = new Map(nextClusters.map((cluster) => [cluster.ref, cluster]));
      for (const cluster of [...clusters.values()]) if (!isSame(cluster, next.get(cluster.ref))) forgetCluster(cluster);
      for (const cluster of nextClusters) if (!clusters.has(cluster.ref)) learnCluster(cluster);
      return {
        directory,
        dictionary,
        homeOf,
        rows,
        askingWith: (token) => asking.get(token) ?? [],
        findForeign({ ref, rows: own, merged = [] }) {
          const tokens = [...clusterTokens(own), ...[ref, ...merged].map((each) => `ref:${each}`)];
          const ownIds = new Set(own.map((row) => row.id));
          return [...new Set(tokens.flatMap((token) => [...(foreign.get(token) ?? [])]))].filter(
            (id) => !ownIds.has(id),
          );
        },
      };
    },
    takeChanged() {
      const changed = new Set(changedRows);
      for (const token of changedTokens) for (const id of asking.get(token) ?? []) changed.add(id);
      changedRows.clear();
      changedTokens.clear();
      return changed;
    },
  };
}

function saysTheSame(a: StoredRow, b: StoredRow): boolean {
  return a.hash === b.hash && a.mentions === b.mentions && a.removed === b.removed;
}

/** Answers to the same, without looking into the lists. */
function isSame(a: Cluster, b: Cluster | undefined): boolean {
  return (
    b !== undefined &&
    a.kind === b.kind &&
    a.rows.length === b.rows.length &&
    a.rows.every((row, index) => isSameRow(row, b.rows[index])) &&
    (a.merged ?? []).join() === (b.merged ?? []).join()
  );
}

function isSameRow(a: IdentityRow, b: IdentityRow | undefined): boolean {
  return a.id === b?.id && a.identities === b.identities && a.names === b.names && a.deniedNames === b.deniedNames;
}

function knownNames({ ref, kind, rows }: Cluster, ontology: Ontology): KnownName[] {
  const { singular, synonyms = [] } = ontology.kind(kind);
  const denied = deniedIn(rows);
  const names = new Set(rows.flatMap((row) => row.names));
  return [...names]
    .filter((name) => !denied.has(normaliseName(name)))
    .map((name) => ({
      ref,
      kind,
      name,
      nouns: [singular, ...synonyms],
    }));
}
