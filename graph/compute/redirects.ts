import { normaliseName } from '../../schema/names.ts';
import { type Claim, peopleSource, type RedirectClaim } from '../../schema/record.ts';
import type { LiveRecord } from './claims.ts';

/** The form in which two addresses lead to the same page: `/wiki/old-name` is `Old name`. */
export const redirectKey = normaliseName;

/** Names and addresses of which people say that they lead to the thing, each once, in an order of their own. */
export function computeRedirects(records: readonly LiveRecord[]): string[] {
  const known = new Map<string, string>();
  for (const { source, claims } of records) {
    if (source !== peopleSource) continue;
    for (const { from } of redirectsIn(claims)) if (!known.has(redirectKey(from))) known.set(redirectKey(from), from);
  }
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, from]) => from);
}

/** The redirects among what a record says. */
export function redirectsIn(claims: readonly Claim[]): RedirectClaim[] {
  return claims.filter((claim) => claim.about === 'redirect');
}
