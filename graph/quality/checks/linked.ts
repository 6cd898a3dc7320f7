import type { Ref } from '../../../schema/ref.ts';
import type { QualityContext } from '../context.ts';

/** Everything that has a relation to anything. */
export async function linkedRefs({ store, edges }: QualityContext): Promise<Set<Ref>> {
  const linked = new Set<Ref>();
  for (const { key } of store.ontology.relations) {
    for (const { from, to } of await edges(key)) linked.add(from).add(to);
  }
  return linked;
}
