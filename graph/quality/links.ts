import type { Ref } from '../../schema/ref.ts';

/** Where in the wiki findings are mended, as paths: the addresses that outsiders rely on (docs and API give the same). */

/** The page of an entity, with its contradictions, its button to verify it and what else can be done there. */
export function pageLink(ref: Ref, anchor?: string): string {
  const path = `/wiki/${encodeURIComponent(ref).replace('%3A', ':')}`;
  return anchor === undefined ? path : `${path}#${encodeURIComponent(anchor)}`;
}

/** The contradictions of an entity, where they are settled. */
export function contradictionLink(ref: Ref): string {
  return `/admin/contradictions?of=${encodeURIComponent(ref)}`;
}

/** The form that makes one of two. */
export function mergeLink(from: Ref, into: Ref): string {
  return `/admin/merge?from=${encodeURIComponent(from)}&into=${encodeURIComponent(into)}`;
}

/** A source with its runs and what they could not read. */
export function sourceLink(name: string): string {
  return `/sources#source-${encodeURIComponent(name)}`;
}
