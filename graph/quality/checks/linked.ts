import type { Ref } from '../../../schema/ref.ts';
import type { QualityContext } from '../context.ts';

/** Everything that has a relation to anything. */
export async function linkedRefs({ links }: Pick<QualityContext, 'links'>): Promise<Set<Ref>> {
  return new Set((await links()).flatMap(({ from, to }) => [from, to]));
}
