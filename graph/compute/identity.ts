import { normaliseName } from '../../schema/names.ts';
import { mintRef, type Ref } from '../../schema/ref.ts';
import { nothingStated, type StatedIdentity } from '../../schema/stated-identity.ts';

/** What identity is decided from: one row per live record, without its claims. */
export interface IdentityRow {
  /** Id of the record. */
  id: string;
  source: string;
  kind: string;
  /** Key within the source. */
  key: string;
  /** Everything that identifies the thing, as `namespace:value`. */
  identities: readonly string[];
  /** Names as written, the name first. */
  names: readonly string[];
  /** Names of which people say that the thing is not called so, whoever says that it is. */
  deniedNames?: readonly string[] | undefined;
  /** What earlier versions of the record called the thing. */
  formerNames?: readonly string[] | undefined;
  /** How the record points at other things (see mentions.ts). */
  mentions: readonly string[];
  /** Equal names mean the same thing; undefined: as the kind says. */
  matchName?: boolean | undefined;
  /** Place of the source in the order of trust; smaller is better. */
  rank: number;
  /** The entity it is at home with so far. */
  ref?: Ref | undefined;
}

export interface Cluster {
  ref: Ref;
  kind: string;
  /** Best source first. */
  rows: readonly IdentityRow[];
  /** Refs of entities that are merged into this one. */
  merged?: readonly Ref[];
}

export interface IdentityRules {
  /** Whether an equal name means the same thing for this kind. */
  nameIdentifies(kind: string): boolean;
  /** Entities without live records. Their refs are never given to another thing; what has their identities again gets them back. */
  former: readonly Former[];
  /** What kiki.yaml says is one thing, and what is not. */
  stated?: StatedIdentity;
}

/** An entity that no live record describes. */
export interface Former {
  ref: Ref;
  kind: string;
  identities: readonly string[];
}

/** Namespace with which a person's edit names the entity that it is about. */
export const refNamespace = 'ref';

/**
 * Decides which records describe the same thing, and under which ref.
 *
 * Records of one kind are joined by equal explicit ids and by what kiki.yaml says is one thing, then by equal names, unless ids say
 * that they are two things (the same namespace with different values, such as two rows of one source) or kiki.yaml does. Names that
 * would join things that are kept apart, alone or together, join nothing. The result depends on the set of rows only, not on their order; a ref once given stays with the best record that has it.
 */
export function identify(rows: readonly IdentityRow[], rules: IdentityRules): Cluster[] {
  const ordered = [...rows].sort(byTrust);
  const sets = new DisjointSets(ordered.length);
  joinByIdentity(ordered, sets, rules.stated ?? nothingStated);
  joinByName(ordered, sets, rules);
  joinEdits(ordered, sets);
  return assignRefs(
    sets.groups().map((group) => group.map((index) => at(ordered, index))),
    rules,
  );
}

/** Best source first, then by id: the order in which records are preferred. */
export function byTrust(a: Pick<IdentityRow, 'rank' | 'id'>, b: Pick<IdentityRow, 'rank' | 'id'>): number {
  return a.rank - b.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function joinByIdentity(rows: readonly IdentityRow[], sets: DisjointSets, { same }: StatedIdentity): void {
  const first = new Map<string, number>();
  rows.forEach((row, index) => {
    for (const identity of row.identities) {
      const token = `${row.kind}|${identity}`;
      const other = first.get(token);
      if (other === undefined) first.set(token, index);
      else sets.join(other, index);
    }
  });
  const kinds = new Set(rows.map(({ kind }) => kind));
  for (const group of same) {
    const identities = group.flatMap((entry) => entry.identities);
    for (const kind of kinds) {
      const [one, ...others] = identities.flatMap((identity) => first.get(`${kind}|${identity}`) ?? []);
      if (one !== undefined) others.forEach((other) => sets.join(one, other));
    }
  }
}

function joinByName(rows: readonly IdentityRow[], sets: DisjointSets, rules: IdentityRules): void {
  const groupsByName = new Map<string, Set<number>>();
  rows.forEach((row, index) => {
    if (!(row.matchName ?? rules.nameIdentifies(row.kind))) return;
    const name = normaliseName(row.names[0] ?? '');
    if (name === '') return;
    const token = `${row.kind}|${name}`;
    groupsByName.set(token, (groupsByName.get(token) ?? new Set()).add(sets.root(index)));
  });
  // Decided for all names before any is joined, so that the order of names does not matter.
  const { different } = rules.stated ?? nothingStated;
  const isFree = (roots: readonly number[]) =>
    mayBeOne(roots, rows, sets) && !areStatedDifferent(roots, rows, sets, different);
  const joined = [...groupsByName.values()]
    .map((roots) => [...roots])
    .filter((roots) => roots.length > 1 && isFree(roots));
  for (const chain of chains(joined, rows.length)) {
    const [one, ...others] = chain.roots;
    // One name may join A and B, another B and C: then A and C must be free to be one as well.
    if (one !== undefined && (chain.names === 1 || isFree(chain.roots)))
      others.forEach((other) => sets.join(one, other));
  }
}

/** Groups that have members in common, put together. */
function chains(groups: readonly (readonly number[])[], size: number): { roots: number[]; names: number }[] {
  const together = new DisjointSets(size);
  for (const [one, ...others] of groups) if (one !== undefined) others.forEach((other) => together.join(one, other));
  const found = new Map<number, { roots: Set<number>; names: number }>();
  for (const group of groups) {
    const root = together.root(group[0] ?? 0);
    const chain = found.get(root) ?? { roots: new Set(), names: 0 };
    found.set(root, chain);
    chain.names += 1;
    group.forEach((each) => chain.roots.add(each));
  }
  return [...found.values()].map(({ roots, names }) => ({ roots: [...roots], names }));
}

/** Whether kiki.yaml says that two of the groups are two things. */
function areStatedDifferent(
  roots: readonly number[],
  rows: readonly IdentityRow[],
  sets: DisjointSets,
  different: StatedIdentity['different'],
): boolean {
  if (different.length === 0) return false;
  const identitiesOf = roots.map((root) => new Set(sets.members(root).flatMap((index) => at(rows, index).identities)));
  return different.some((group) => {
    const holders = group.map((entry) =>
      identitiesOf.flatMap((own, index) => (entry.identities.some((each) => own.has(each)) ? [index] : [])),
    );
    return holders.some((ones, index) => holders.slice(index + 1).some((others) => areTwo(ones, others)));
  });
}

/** Whether one of these is another than one of those. */
function areTwo(ones: readonly number[], others: readonly number[]): boolean {
  return ones.some((one) => others.some((other) => one !== other));
}

/** False when two of the groups have different ids in one namespace: then they are known to be two things. */
function mayBeOne(roots: readonly number[], rows: readonly IdentityRow[], sets: DisjointSets): boolean {
  const owner = new Map<string, Map<string, number>>();
  for (const root of roots) {
    for (const index of sets.members(root)) {
      for (const identity of at(rows, index).identities) {
        const namespace = identity.slice(0, identity.indexOf(':'));
        const values = owner.get(namespace) ?? new Map<string, number>();
        owner.set(namespace, values);
        values.set(identity, root);
      }
    }
  }
  return [...owner.values()].every((values) => new Set(values.values()).size <= 1);
}

/** An edit made in Kiki belongs to the entity it was made on, wherever the best record with that ref is now. */
function joinEdits(rows: readonly IdentityRow[], sets: DisjointSets): void {
  const holder = new Map<string, number>();
  rows.forEach((row, index) => {
    if (row.ref !== undefined && !holder.has(row.ref) && editedRef(row) === undefined) holder.set(row.ref, index);
  });
  rows.forEach((row, index) => {
    const ref = editedRef(row);
    const other = ref === undefined ? undefined : holder.get(ref);
    if (other !== undefined) sets.join(other, index);
  });
}

function editedRef(row: IdentityRow): Ref | undefined {
  return row.identities.find((identity) => identity.startsWith(`${refNamespace}:`))?.slice(refNamespace.length + 1);
}

function assignRefs(groups: IdentityRow[][], rules: IdentityRules): Cluster[] {
  const given = new Set<Ref>();
  const clusters: Cluster[] = [];
  const give = (ref: Ref, rows: IdentityRow[]) => {
    given.add(ref);
    clusters.push({ ref, kind: at(rows, 0).kind, rows });
  };
  // The group whose best record has a ref keeps it: best records first.
  const byBest = groups.map((group) => [...group].sort(byTrust)).sort((a, b) => byTrust(at(a, 0), at(b, 0)));
  const waiting: IdentityRow[][] = [];
  for (const group of byBest) {
    const ref = group.map((row) => row.ref ?? editedRef(row)).find((each) => each !== undefined && !given.has(each));
    if (ref === undefined) waiting.push(group);
    else give(ref, group);
  }

  const held = new Set<Ref>(rules.former.map(({ ref }) => ref));
  for (const group of groups) group.forEach((row) => row.ref !== undefined && held.add(row.ref));
  const formerBy = new Map(
    rules.former.flatMap(({ ref, kind, identities }) => identities.map((identity) => [`${kind}|${identity}`, ref])),
  );
  for (const group of waiting) {
    const returning = group
      .flatMap((row) => row.identities.map((identity) => formerBy.get(`${row.kind}|${identity}`)))
      .find((ref) => ref !== undefined && !given.has(ref));
    const best = at(group, 0);
    give(
      returning ?? mintRef(best.kind, slugCandidates(group), best.id, (taken) => given.has(taken) || held.has(taken)),
      group,
    );
  }
  return clusters;
}

/** A readable key, one that has a word of the name before others, then the name. */
function slugCandidates(group: readonly IdentityRow[]): string[] {
  const names = group.flatMap((row) => row.names.slice(0, 1));
  const words = new Set(names.flatMap(wordsOf));
  const keys = group.map((row) => row.key).filter(isReadable);
  const isCalledSo = (key: string) => wordsOf(key).some((word) => words.has(word));
  return [...keys.filter(isCalledSo), ...keys.filter((key) => !isCalledSo(key)), ...names];
}

function wordsOf(text: string): string[] {
  return normaliseName(text).split(' ');
}

/** `payments-platform` is a name to live with; a number, a path and an address are not. */
function isReadable(key: string): boolean {
  const digits = key.replace(/\D/g, '').length;
  return /^\p{L}[\p{L}\p{N} _-]{2,}$/u.test(key) && digits * 3 <= key.length;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`No item ${index}`);
  return item;
}

/** Union-find with the members of each set. */
class DisjointSets {
  readonly #parent: number[];
  readonly #members: number[][];

  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_, index) => index);
    this.#members = Array.from({ length: size }, (_, index) => [index]);
  }

  root(index: number): number {
    let root = index;
    for (let up = at(this.#parent, root); up !== root; up = at(this.#parent, root)) root = up;
    for (let step = index; step !== root;) {
      const next = at(this.#parent, step);
      this.#parent[step] = root;
      step = next;
    }
    return root;
  }

  members(index: number): readonly number[] {
    return at(this.#members, this.root(index));
  }

  join(a: number, b: number): void {
    const [one, other] = [this.root(a), this.root(b)];
    if (one === other) return;
    const [large, small] =
      at(this.#members, one).length >= at(this.#members, other).length ? [one, other] : [other, one];
    this.#parent[small] = large;
    at(this.#members, large).push(...at(this.#members, small));
    this.#members[small] = [];
  }

  groups(): number[][] {
    return this.#members.filter((members) => members.length > 0);
  }
}
