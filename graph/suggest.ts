import type { Actor } from '../schema/actor.ts';
import { check } from '../schema/check.ts';
import { conflict, type KikiError, notAllowed, notFound } from '../schema/errors.ts';
import { invalid } from '../schema/errors.ts';
import type { Ref } from '../schema/ref.ts';
import { type Suggestion, suggestionDraft, type SuggestionDraft } from '../schema/suggestion.ts';
import type { Viewer } from '../schema/viewer.ts';
import { applyEdit, type Editor, type EntityEdit } from './edits.ts';
import { createQueue } from './queue.ts';
import type { GraphStore } from './store.ts';
import { mayVerify } from './verification.ts';

/** Takes what people say should be otherwise, and lets those decide who may edit or answer for the page. */
export interface Suggester {
  /**
   * Anyone may suggest for what he may read. Nothing changes until it is accepted.
   *
   * @returns its id
   * @throws NotFound, Invalid as an edit; Conflict when the person has too many that wait
   */
  suggest(actor: Actor, viewer: Viewer, draft: SuggestionDraft): Promise<string>;
  /** Whether the viewer may decide about suggestions for an entity; without one, for what is to be made. */
  mayDecide(viewer: Viewer, of: Ref | undefined): Promise<boolean>;
  /**
   * Makes the change as an edit of this person, with who suggested it as its reason.
   *
   * @param edit what is written instead, where it was changed in review
   * @param revision that the person saw; of something new 0
   * @throws NotFound; NotAllowed; Invalid; Conflict when it was decided already, or the entity changed meanwhile
   */
  accept(
    actor: Actor,
    viewer: Viewer,
    id: string,
    decision: { edit?: EntityEdit | undefined; revision: number; reason?: string | undefined },
  ): Promise<{ ref: Ref; revision: number }>;
  /** @throws as accept; Invalid without a reason */
  decline(actor: Actor, viewer: Viewer, id: string, reason: string): Promise<void>;
}

/** Suggestions of one person that may wait at a time. */
const mostOpen = 100;

export function createSuggester({ store, editor }: { store: GraphStore; editor: Editor }): Suggester {
  // Of two people who decide at once in this process, the second sees what the first decided.
  const queue = createQueue();

  const mayDecide = async (viewer: Viewer, of: Ref | undefined): Promise<boolean> => {
    if (viewer.canEdit) return true;
    const view = of === undefined ? undefined : await store.entity(viewer, of);
    return view !== undefined && mayVerify(store, viewer, view);
  };

  return {
    mayDecide,
    async suggest(actor, viewer, given) {
      const checked = check(suggestionDraft, given);
      if (!checked.ok) throw invalid(checked.problems.join('; '), { fix: 'Correct it, and send it again' });
      const draft = checked.value;
      const kind = await kindOf(viewer, draft);
      applyEdit([], draft.change, kind, store.ontology);
      if (isEmpty(draft))
        throw invalid('It says nothing', { where: 'note', fix: 'Change something, or say what is wrong' });
      const { total } = await store.suggestions(viewer, { status: 'open', own: true, limit: 0 });
      if (total >= mostOpen)
        throw conflict(`${total} suggestions of yours wait already`, { fix: 'Wait until some are decided' });
      return store.saveSuggestion(actor, draft);
    },
    accept: (actor, viewer, id, { edit, revision, reason }) =>
      queue.run(async () => {
        const suggestion = await mustFind(viewer, id);
        const { change, create, of } = suggestion;
        // Who answers for the page decides about it as an editor does.
        const decider = { ...viewer, canEdit: true };
        const complete = { ...(edit ?? change), reason: reasonOf(suggestion, edit, reason) };
        const written =
          of !== undefined
            ? { ref: of, ...(await editor.change(actor, decider, of, complete, revision)) }
            : create !== undefined
              ? await editor.create(actor, decider, { ...create, ...complete })
              : undefined;
        if (written === undefined) throw invalid('It is about nothing', { where: id });
        await store.decideSuggestion(actor, id, {
          status: 'accepted',
          reason,
          made: of === undefined ? written.ref : undefined,
        });
        return written;
      }),
    decline: (actor, viewer, id, reason) =>
      queue.run(async () => {
        await mustFind(viewer, id);
        if (reason.trim() === '')
          throw invalid('There is no reason', { where: 'reason', fix: 'Say why, for who suggested it' });
        await store.decideSuggestion(actor, id, { status: 'declined', reason: reason.trim() });
      }),
  };

  async function kindOf(viewer: Viewer, { of, create }: SuggestionDraft): Promise<string> {
    if (of !== undefined) {
      const [card] = await store.cards(viewer, [of]);
      if (card === undefined) throw notFound(`There is no ${of}`, { fix: 'Search for it: it may be called otherwise' });
      return card.kind;
    }
    if (create === undefined)
      throw invalid('It is about nothing', { where: 'of', fix: 'Name a page, or what is to be made' });
    return store.ontology.kind(create.kind).name;
  }

  async function mustFind(viewer: Viewer, id: string): Promise<Suggestion> {
    const suggestion = await store.suggestion(viewer, id);
    if (suggestion === undefined) throw notFound('There is no such suggestion', { where: id.slice(0, 60) });
    if (!(await mayDecide(viewer, suggestion.of)))
      throw notAllowed(`${viewer.name} may not decide about it`, { fix: 'An editor or the owner of the page decides' });
    if (suggestion.status !== 'open') throw decidedBefore(suggestion);
    return suggestion;
  }
}

function isEmpty({ change, note, create }: SuggestionDraft): boolean {
  const { fields = {}, clear = [], relations = [], body } = change;
  const changes = Object.keys(fields).length + clear.length + relations.length + (body === undefined ? 0 : 1);
  return changes === 0 && note === '' && create === undefined;
}

function reasonOf({ byName, note }: Suggestion, edit: EntityEdit | undefined, reason: string | undefined): string {
  const said = note === '' ? '' : `: ${note}`;
  const how = edit === undefined ? '' : ', changed in review';
  return `Suggested by ${byName}${said} (accepted${how}${reason === undefined ? '' : `: ${reason}`})`.slice(0, 1000);
}

function decidedBefore({ status, decidedBy }: Suggestion): KikiError {
  return conflict(`It was ${status} already${decidedBy === undefined ? '' : `, by ${decidedBy}`}`, {
    fix: 'Edit the page to change what it says',
  });
}
