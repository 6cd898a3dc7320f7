import type { GraphStore } from '../../graph/store.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { homeTexts } from '../texts.ts';

/** Questions about things that are here, for whoever does not know yet what to ask. One per kind that has something. */
export async function readSampleQuestions(store: GraphStore, viewer: Viewer): Promise<string[]> {
  const questions = await Promise.all(
    Object.entries(homeTexts.questions).map(async ([kind, question]) => {
      const { items } = await store.list(viewer, { kind, limit: 1 });
      return items.map(({ name }) => question(name));
    }),
  );
  return questions.flat();
}
