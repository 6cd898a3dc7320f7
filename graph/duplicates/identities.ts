import type { Candidate, Counter, Reason } from './candidate.ts';
import { factors, weights } from './score.ts';

/** The identities of a candidate, sorted by what they can tell. */
export interface Identities {
  /** Local part and domain. */
  emails: { local: string; domain: string }[];
  /** Words that may be a person's handle anywhere, with where it is one. */
  handles: { word: string; at: string }[];
  /** Explicit ids apart from e-mail addresses, by namespace. */
  numbers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Keys by source. */
  keys: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Addresses of roles, not of a person. */
const roles =
  /^(admin|administrator|contact|contractor|desk|external|feedback|finance|hello|help|helpdesk|hr|info|it|jobs|mail|marketing|no-?reply|office|ops|postmaster|press|root|sales|security|service|support|team|test|user|webmaster)\d*$/;

export function readIdentities({ identities }: Pick<Candidate, 'identities'>): Identities {
  const emails: Identities['emails'] = [];
  const handles: Identities['handles'] = [];
  const numbers = new Map<string, Set<string>>();
  const keys = new Map<string, Set<string>>();
  for (const identity of identities) {
    const colon = identity.indexOf(':');
    const [namespace, value] = [identity.slice(0, colon), identity.slice(colon + 1)];
    const sign = value.lastIndexOf('@');
    if (sign > 0 && sign < value.length - 1) {
      const email = { local: value.slice(0, sign).replace(/\+.*$/, ''), domain: value.slice(sign + 1) };
      emails.push(email);
      handles.push({ word: email.local, at: email.domain });
      continue;
    }
    const owner = namespace.startsWith('@') ? keys : numbers;
    owner.set(namespace, (owner.get(namespace) ?? new Set()).add(value));
    handles.push({ word: value, at: namespace.replace(/^@/, '') });
  }
  return { emails, handles: handles.filter(({ word }) => isHandle(word)), numbers, keys };
}

/** A word that someone chose or was given as a name: with letters, not a path, not a role, not a number with a letter before it. */
function isHandle(word: string): boolean {
  return (
    /^\p{L}[\p{L}\p{N}._-]{2,39}$/u.test(word) &&
    /\p{L}{3}/u.test(word) &&
    !roles.test(word) &&
    !/\.(md|markdown|html?|csv|json|ya?ml|toml)$/u.test(word)
  );
}

/** The same handle or local part at two places. */
export function sharedHandle(a: Identities, b: Identities): Reason | undefined {
  for (const one of a.handles) {
    for (const other of b.handles) {
      if (one.word !== other.word || one.at === other.at) continue;
      const isMoved = one.at.includes('.') && other.at.includes('.');
      const isLong = one.word.length > 5;
      const weight = isMoved
        ? isLong
          ? weights.ids.movedDomain
          : weights.ids.shortLocalPart
        : isLong
          ? weights.ids.sameHandle
          : weights.ids.shortHandle;
      const text = isMoved
        ? `Both have the address ${one.word}@, at ${one.at} and at ${other.at}`
        : `Both are “${one.word}”, at ${one.at} and at ${other.at}`;
      return { sort: 'ids', weight, text };
    }
  }
  return undefined;
}

/** Ids that one person would hardly have two of. */
export function conflictingIds(a: Identities, b: Identities): Counter[] {
  const counters: Counter[] = [];
  for (const [namespace, own] of a.numbers) {
    const others = b.numbers.get(namespace);
    if (others !== undefined && ![...own].some((value) => others.has(value)))
      counters.push({ factor: factors.otherNumber, text: `They have different ids in ${namespace}` });
  }
  const domain = a.emails.map((email) => email.domain).find((each) => b.emails.some((other) => other.domain === each));
  const locals = (of: Identities) => of.emails.filter((email) => email.domain === domain).map(({ local }) => local);
  if (domain !== undefined && !locals(a).some((local) => locals(b).includes(local)))
    counters.push({ factor: factors.sameDomain, text: `Both have an address of their own at ${domain}` });
  return counters;
}

/** A source that has both, each under a key of its own. */
export function commonSource(a: Identities, b: Identities): string | undefined {
  return [...a.keys.keys()].find((source) => b.keys.has(source))?.slice(1);
}
