import type { SourceNote } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import { distinct } from '../look-up/edge-sources.ts';
import type { CatalogueContext } from './look-up.ts';

/** Where some fields of a thing are from. */
export async function factSources(
  ref: Ref,
  fields: readonly string[],
  { store, viewer, on }: CatalogueContext,
): Promise<SourceNote[]> {
  const view = await store.entity(viewer, ref, on);
  return distinct(fields.flatMap((field) => view?.facts[field]?.sources ?? []));
}
