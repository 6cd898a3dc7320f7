import type { GraphStore } from '../graph/store.ts';
import type { MayEdit } from '../schema/editors.ts';
import { anyEmployee, type Viewer } from '../schema/viewer.ts';

/** The viewer that an e-mail address stands for, with what he may change. Undefined where the graph knows nobody by it. */
export function createFindViewer({
  store,
  mayEdit,
}: {
  store: Pick<GraphStore, 'withIdentity' | 'cards'>;
  mayEdit: MayEdit;
}): (email: string) => Promise<Viewer | undefined> {
  return async (email) => {
    const identity = `email:${email}`;
    const ref = (await store.withIdentity(anyEmployee, [identity])).get(identity);
    const [card] = ref === undefined ? [] : await store.cards(anyEmployee, [ref]);
    return card && { ...anyEmployee, id: email, email, name: card.name, canEdit: mayEdit(email) };
  };
}
