import { z } from 'zod';
import type { Relation } from '../../schema/entity.ts';
import { conflict, notFound } from '../../schema/errors.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { mustEdit } from '../http/must-edit.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { Reason } from '../parts/contradiction.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { deletePath, entityPath } from '../paths.ts';
import { type EditedEntity, readEdited } from '../read/edit.ts';
import { editTexts } from '../texts.ts';
import { formRoutes, hiddenRevision, optionalText } from './admin/forms.ts';
import { type Refusal, refusalOf } from './admin/refusal.ts';
import { refParameter } from './entity.tsx';
import { frameOf, sendPage } from './page.ts';
import { NotDone } from '../parts/not-done.tsx';

/** Relations that are named. */
const shown = 50;

/** `/wiki/:ref/delete`: what deleting an entity breaks, and the button that does it. */
export function deleteRoute(app: WikiApp, context: WikiContext): void {
  const { store, editor, viewerOf, sourceLabels } = context;

  app.get('/wiki/:ref/delete', { schema: { hide: true, params: refParameter } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    const edited = await mustRead(viewer, request.params.ref);
    return sendPage(reply, <Delete frame={frameOf(context, viewer)} edited={edited} labelOf={sourceLabels} />);
  });

  formRoutes(app, (scope) => {
    const body = z.object({ revision: hiddenRevision, reason: optionalText });
    scope.post('/wiki/:ref/delete', { schema: { hide: true, params: refParameter, body } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { ref } = request.params;
      const { revision, reason } = request.body;
      const edited = await mustRead(viewer, ref);
      try {
        if (edited.view.revision !== revision)
          throw conflict(`${edited.view.name} was changed meanwhile`, { fix: 'Look at what it is now' });
        await editor.remove(actorOf(viewer), viewer, ref, revision, reason);
        return await reply.header('cache-control', 'no-store').redirect(entityPath(ref), 303);
      } catch (error) {
        const refused = refusalOf(error, request);
        const frame = frameOf(context, viewer);
        return sendPage(
          reply,
          <Delete {...{ frame, edited, refused }} typed={reason} labelOf={sourceLabels} />,
          refused.status,
        );
      }
    });
  });

  async function mustRead(viewer: Viewer, ref: string): Promise<EditedEntity> {
    const edited = await readEdited(store, viewer, ref);
    if (edited === undefined) throw notFound(`There is no ${ref.slice(0, 100)}`, { fix: 'Search for it' });
    return edited;
  }
}

interface DeleteProps {
  frame: Frame;
  edited: EditedEntity;
  labelOf: (source: string) => string;
  refused?: Refusal;
  typed?: string | undefined;
}

function Delete({ frame, edited: { view, sources }, labelOf, refused, typed }: DeleteProps) {
  const breaking = view.relations.filter(({ current }) => current);
  const said = [...new Set(sources.map(({ note }) => labelOf(note.source)))];
  return (
    <Layout frame={frame} title={editTexts.removeTitle(view.name)}>
      <Columns>
        <header class="head">
          <h1>{editTexts.removeTitle(view.name)}</h1>
          <p class="lede">{editTexts.removeIntro}</p>
        </header>
        <article class="admin">
          <NotDone refused={refused} />
          {said.length > 0 && <p class="note">{editTexts.sourceStill(said.join(', '))}</p>}
          <h2>{editTexts.breaks}</h2>
          {breaking.length === 0 ? (
            <p class="nothing">{editTexts.breaksNothing}</p>
          ) : (
            <>
              <p>{editTexts.breakRelations(breaking.length)}</p>
              <ul>
                {breaking.slice(0, shown).map((relation) => (
                  <li>
                    <Breaking relation={relation} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <form method="post" action={deletePath(view.ref)} class="fields">
            <input type="hidden" name="revision" value={String(view.revision)} />
            <Reason typed={typed} />
            <button type="submit">{editTexts.removeDo}</button>
            <a href={entityPath(view.ref)}>{editTexts.cancel}</a>
          </form>
        </article>
      </Columns>
    </Layout>
  );
}

function Breaking({ relation: { other, relation } }: { relation: Relation }) {
  return (
    <>
      <a href={entityPath(other.ref)}>{other.name}</a> <small>{relation}</small>
    </>
  );
}
