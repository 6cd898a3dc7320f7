import type { Evidence } from '../../answer/retrieve/retrieve.ts';
import type { Passage } from '../../schema/entity.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import type { GraphStore } from '../../graph/store.ts';

/** A passage as evidence, with the usual filled in. */
export function evidenceOf(
  text: string,
  { passage, ...rest }: Partial<Omit<Evidence, 'passage'>> & { passage?: Partial<Passage> } = {},
): Evidence {
  return {
    score: 1,
    coverage: 1,
    ...rest,
    passage: {
      id: 'article:travel#hotels',
      ref: 'article:travel',
      anchor: 'hotels',
      title: 'Travel policy',
      heading: ['Travel policy', 'Hotels'],
      order: 1,
      text,
      card: false,
      source: { record: 'r1', source: 'handbook', path: 'travel.md', date: '2026-01-15' },
      ...passage,
    },
  };
}

/** The prose of entities as evidence, in their order. */
export async function evidenceFrom(store: GraphStore, viewer: Viewer, refs: readonly string[]): Promise<Evidence[]> {
  const passages = await store.passagesOf(viewer, refs);
  return passages
    .filter(({ card, step }) => !card && step === undefined)
    .map((passage) => ({ passage, score: 1, coverage: 1 }));
}

/** The ref of what is called so. */
export async function refOf(store: GraphStore, name: string): Promise<string> {
  const location = await store.locate(anyEmployee, name);
  if (location.status !== 'found' && location.status !== 'moved') throw new TypeError(`${name} is not there`);
  return location.ref;
}
