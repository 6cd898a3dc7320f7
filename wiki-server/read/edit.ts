import type { GraphStore, Testimony } from '../../graph/store.ts';
import type { EntityView } from '../../schema/entity.ts';
import { normaliseName } from '../../schema/names.ts';
import { peopleSource } from '../../schema/record.ts';
import { isRef, parseRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { editTexts } from '../texts.ts';

/** An entity as it is edited: what is shown, and what each record says. */
export interface EditedEntity {
  view: EntityView;
  /** What people say in Kiki, if anything. */
  people: Testimony | undefined;
  sources: Testimony[];
}

export async function readEdited(store: GraphStore, viewer: Viewer, ref: Ref): Promise<EditedEntity | undefined> {
  const [view, testimonies] = await Promise.all([store.entity(viewer, ref), store.testimonies(viewer, ref)]);
  if (view === undefined) return undefined;
  return {
    view,
    people: testimonies.find(({ note }) => note.source === peopleSource),
    sources: testimonies.filter(({ note }) => note.source !== peopleSource),
  };
}

/**
 * The entity that a person means who typed a ref or a name; or what to tell him.
 *
 * @param kinds of which it may be
 * @param unknown says that there is none
 */
export async function findOther(
  store: GraphStore,
  viewer: Viewer,
  typed: string,
  kinds: readonly string[],
  unknown: (typed: string) => string = editTexts.unknownOther,
): Promise<{ ref: Ref } | { problem: string }> {
  const isAllowed = (ref: Ref) => kinds.some((kind) => kind.toLowerCase() === parseRef(ref).kind);
  if (isRef(typed)) {
    const location = await store.locate(viewer, typed);
    if ((location.status === 'found' || location.status === 'moved') && isAllowed(location.ref))
      return { ref: location.ref };
    return { problem: unknown(typed) };
  }
  const wanted = normaliseName(typed);
  const names = await store.names(viewer);
  const called = names.filter(
    ({ ref, name, aliases }) => isAllowed(ref) && [name, ...aliases].some((each) => normaliseName(each) === wanted),
  );
  const exact = called.filter(({ name }) => normaliseName(name) === wanted);
  const [first, ...others] = exact.length > 0 ? exact : called;
  if (first !== undefined && others.length === 0) return { ref: first.ref };
  if (first !== undefined)
    return {
      problem: editTexts.severalOthers(
        [first, ...others]
          .slice(0, 5)
          .map(({ ref }) => ref)
          .join(', '),
      ),
    };
  const close = await store.suggest(viewer, typed, { limit: 3, kinds });
  const maybe = close.length === 0 ? '' : ` ${editTexts.maybe(close.map(({ name }) => name).join(', '))}`;
  return { problem: `${unknown(typed)}.${maybe}` };
}
