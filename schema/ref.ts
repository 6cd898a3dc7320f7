import { createHash } from 'node:crypto';
import { invalid } from './errors.ts';
import { slugify } from './names.ts';

/** The permanent address of an entity: `kind:slug`, for example `team:payments`. */
export type Ref = string;

/** The form of a ref. The kind part may be any kind of the ontology, in lower case. */
export const refPattern = /^([a-z][a-z0-9-]{0,39}):([a-z0-9-]{1,80})$/;

export interface RefParts {
  /** The kind in lower case, as it stands in the ref. */
  kind: string;
  slug: string;
}

/** @throws Invalid when the text is not `kind:slug`. */
export function parseRef(text: string): RefParts {
  const match = refPattern.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw invalid(`"${text.slice(0, 100)}" is not a ref`, { fix: 'Write it as kind:slug, for example team:payments' });
  }
  return { kind: match[1], slug: match[2] };
}

/** The parts of the id of a passage, `ref#anchor`; undefined for anything else. */
export function parsePassageId(text: string): { ref: Ref; anchor: string } | undefined {
  const at = text.indexOf('#');
  const ref = text.slice(0, at);
  return at !== -1 && isRef(ref) ? { ref, anchor: text.slice(at + 1) } : undefined;
}

export function isRef(text: string): boolean {
  return refPattern.test(text);
}

/**
 * A new ref for an entity.
 *
 * @param kind the kind's name, such as `Person`
 * @param candidates texts to make the slug of, best first: a readable external id, then the name
 * @param key what identifies the thing at its source; a hash of it is added when the slug is taken, so that the same thing
 *   always gets the same ref, whatever was read before
 * @param isTaken whether another entity has that ref
 */
export function mintRef(kind: string, candidates: readonly string[], key: string, isTaken: (ref: Ref) => boolean): Ref {
  const prefix = kind.toLowerCase();
  const digest = createHash('sha256').update(key).digest('hex');
  const slug = candidates.map(slugify).find((candidate) => candidate !== undefined) ?? digest.slice(0, 12);
  const plain = `${prefix}:${slug}`;
  if (!isTaken(plain)) return plain;
  for (let length = 6; length <= digest.length; length += 6) {
    const suffix = `-${digest.slice(0, length)}`;
    const ref = `${prefix}:${slug.slice(0, 80 - suffix.length)}${suffix}`;
    if (!isTaken(ref)) return ref;
  }
  throw invalid(`No free ref for ${kind} "${candidates[0] ?? key}"`);
}
