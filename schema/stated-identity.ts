import { keyNamespace } from './record.ts';
import { normaliseId } from './names.ts';

/** One entry of `sameAs` or `different` in kiki.yaml. */
export interface StatedEntry {
  /** As it was written: `hr:E12`, `email:ada@example.com`. */
  written: string;
  /** The identities it stands for, as records have them: a key of a source, an explicit id, or both where names are equal. */
  identities: readonly string[];
}

/** What kiki.yaml says about which things are one and which are not. */
export interface StatedIdentity {
  same: readonly (readonly StatedEntry[])[];
  different: readonly (readonly StatedEntry[])[];
}

export const nothingStated: StatedIdentity = { same: [], different: [] };

export interface IdentitySettings {
  sameAs?: readonly (readonly string[])[] | undefined;
  different?: readonly (readonly string[])[] | undefined;
}

/** @param sources names of all sources: a prefix that is one of them stands for a record of it */
export function readStatedIdentity(
  { sameAs = [], different = [] }: IdentitySettings,
  sources: readonly string[],
): StatedIdentity {
  const entry = (written: string): StatedEntry => {
    const at = written.indexOf(':');
    const [prefix, value] = [written.slice(0, at).trim(), normaliseId(written.slice(at + 1))];
    const id = `${prefix}:${value}`;
    return { written, identities: sources.includes(prefix) ? [`${keyNamespace(prefix)}:${value}`, id] : [id] };
  };
  const groups = (lists: readonly (readonly string[])[]) => lists.map((group) => group.map(entry));
  return { same: groups(sameAs), different: groups(different) };
}

/** Two entries of one `different` group that `sameAs` makes one thing. Undefined when the two lists agree. */
export function findStatedConflict({ same, different }: StatedIdentity): [string, string] | undefined {
  const groupOf = new Map<string, string>();
  const root = (identity: string): string => {
    const up = groupOf.get(identity) ?? identity;
    return up === identity ? identity : root(up);
  };
  for (const group of same) {
    const [first, ...others] = group.flatMap(({ identities }) => identities);
    for (const other of others) if (first !== undefined) groupOf.set(root(other), root(first));
  }
  for (const group of different) {
    const seen = new Map<string, string>();
    for (const { written, identities } of group) {
      for (const identity of new Set(identities.map(root))) {
        const other = seen.get(identity);
        if (other !== undefined) return [other, written];
        seen.set(identity, written);
      }
    }
  }
  return undefined;
}
