import { z } from 'zod';
import { createRedirects } from '../../../graph/curation/redirects.ts';
import type { Redirect } from '../../../graph/store.ts';
import { actorOf } from '../../../schema/actor.ts';
import type { EntityView } from '../../../schema/entity.ts';
import { notFound } from '../../../schema/errors.ts';
import type { Viewer } from '../../../schema/viewer.ts';
import type { WikiContext } from '../../context.ts';
import { formatDay } from '../../format.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import { Reason } from '../../parts/contradiction.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { NotDone } from '../../parts/not-done.tsx';
import { Pager } from '../../parts/pager.tsx';
import { adminPath, entityPath, type RedirectDone, redirectsPath } from '../../paths.ts';
import { findOther } from '../../read/edit.ts';
import { redirectTexts as texts } from '../../texts.ts';
import { pageNumber } from '../page-number.ts';
import { frameOf, sendPage } from '../page.ts';
import { formRoutes, hiddenText, optionalText } from './forms.ts';
import { type Refusal, refusalOf } from './refusal.ts';

const query = z.object({
  of: z.string().max(600).optional().catch(undefined),
  from: z.string().max(600).optional().catch(undefined),
  page: pageNumber,
  done: z.enum(['added', 'removed']).optional().catch(undefined),
  name: z.string().max(600).optional().catch(undefined),
  to: z.string().max(600).optional().catch(undefined),
});
const typed = z.string().max(2000).default('');
const form = z.object({ from: typed, to: typed, of: optionalText, reason: optionalText });
const removal = z.object({ from: hiddenText, to: hiddenText, of: optionalText });

const pageSize = 100;

/** `/admin/redirects`: where names and addresses lead that nothing bears; with `of`, those of one page. */
export function redirectsRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  const redirects = createRedirects({ store, now });
  const path = adminPath('redirects');

  app.get(path, { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    const { of, from, page, done, name, to } = request.query;
    return sendPage(
      reply.header('cache-control', 'no-store'),
      await show(viewer, { of, page, typed: { from: from ?? '' }, last: { done, name, to } }),
    );
  });

  formRoutes(app, (scope) => {
    scope.post(path, { schema: { hide: true, body: form } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { from, to: wanted, of, reason } = request.body;
      try {
        const other = await findOther(
          store,
          viewer,
          wanted.trim(),
          store.ontology.kinds.map((kind) => kind.name),
          texts.noPage,
        );
        if ('problem' in other) throw notFound(other.problem);
        const added = await redirects.add(actorOf(viewer), viewer, { from, to: other.ref, reason });
        return await reply.redirect(redirectsPath({ of, done: 'added', name: added.from, to: added.to }), 303);
      } catch (error) {
        const refused = refusalOf(error, request);
        const page = await show(viewer, { of, page: 1, typed: { from, to: wanted, reason }, refused });
        return sendPage(reply, page, refused.status);
      }
    });
    scope.post(`${path}/remove`, { schema: { hide: true, body: removal } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { from, to, of } = request.body;
      await redirects.remove(actorOf(viewer), viewer, { from, to });
      return reply.redirect(redirectsPath({ of, done: 'removed', name: from, to }), 303);
    });
  });

  async function show(viewer: Viewer, { of, page, last, ...rest }: Asked) {
    const target = of === undefined ? undefined : await mustFind(viewer, of);
    const all = await store.redirects(viewer);
    const ours = target === undefined ? all : all.filter(({ to }) => to === target.ref);
    const pages = Math.max(1, Math.ceil(ours.length / pageSize));
    const at = Math.min(page, pages);
    const leads = ours.flatMap((each) => each.leads ?? []);
    const done = last === undefined ? undefined : await lastDone(viewer, last, all);
    const names = new Map((await store.cards(viewer, leads)).map(({ ref, name }) => [ref, name]));
    return (
      <RedirectsPage
        frame={frameOf(context, viewer)}
        {...{ target, pages, done, names, ...rest }}
        total={ours.length}
        page={at}
        items={ours.slice((at - 1) * pageSize, at * pageSize)}
      />
    );
  }

  /** What was done last, if that is how it is: an address may be sent around. */
  async function lastDone(viewer: Viewer, { done, name, to }: RedirectDone, all: readonly Redirect[]) {
    if (done === undefined || name === undefined || to === undefined) return undefined;
    const [card] = await store.cards(viewer, [to]);
    const isThere = all.some((each) => each.to === to && each.from === name);
    return card === undefined || isThere !== (done === 'added') ? undefined : { done, from: name, to, name: card.name };
  }

  async function mustFind(viewer: Viewer, of: string): Promise<EntityView> {
    const location = await store.locate(viewer, of);
    const isThere = location.status === 'found' || location.status === 'moved';
    const view = isThere ? await store.entity(viewer, location.ref) : undefined;
    if (view === undefined) throw notFound(texts.noPage(of.slice(0, 200)), { fix: texts.toHelp });
    return view;
  }
}

interface Asked {
  of: string | undefined;
  page: number;
  typed: { from?: string; to?: string; reason?: string | undefined };
  last?: RedirectDone;
  refused?: Refusal;
}

interface PageProps extends Pick<Asked, 'typed' | 'refused' | 'page'> {
  frame: Frame;
  /** The page whose redirects these are; all when left out. */
  target: EntityView | undefined;
  items: readonly Redirect[];
  total: number;
  pages: number;
  /** Of pages where hidden ones lead. */
  names: ReadonlyMap<string, string>;
  done: { done: 'added' | 'removed'; from: string; to: string; name: string } | undefined;
}

function RedirectsPage({ frame, target, items, total, page, pages, names, typed, done, refused }: PageProps) {
  const title = target === undefined ? texts.title : texts.titleOf(target.name);
  return (
    <AdminPage frame={frame} title={title} lede={texts.intro} place="redirects">
      {done !== undefined && <Done done={done} of={target?.ref} />}
      <NotDone refused={refused} />
      <h2>{texts.add}</h2>
      <Add target={target} typed={typed} />
      <h2>{texts.list}</h2>
      {items.length === 0 ? (
        <p class="nothing">{target === undefined ? texts.none : texts.noneOf}</p>
      ) : (
        <List items={items} total={total} of={target?.ref} names={names} />
      )}
      <Pager page={page} pages={pages} pathOf={(n) => redirectsPath({ of: target?.ref, page: n })} />
      {target !== undefined && <Also target={target} />}
      {target !== undefined && (
        <p>
          <a href={entityPath(target.ref)}>{target.name}</a> · <a href={redirectsPath()}>{texts.all}</a>
        </p>
      )}
    </AdminPage>
  );
}

function Add({ target, typed }: Pick<PageProps, 'target' | 'typed'>) {
  return (
    <form method="post" action={adminPath('redirects')} class="fields">
      {target !== undefined && <input type="hidden" name="of" value={target.ref} />}
      <label>
        <span>{texts.from}</span>
        <input name="from" value={typed.from} maxLength={600} required />
        <small>{texts.fromHelp}</small>
      </label>
      {target === undefined ? (
        <label>
          <span>{texts.to}</span>
          <input name="to" value={typed.to} maxLength={600} required />
          <small>{texts.toHelp}</small>
        </label>
      ) : (
        <input type="hidden" name="to" value={target.ref} />
      )}
      <Reason typed={typed.reason} />
      <button type="submit">{texts.save}</button>
    </form>
  );
}

function List({ items, total, of, names }: Pick<PageProps, 'items' | 'total' | 'names'> & { of: string | undefined }) {
  return (
    <>
      <p class="rule">{texts.total(total)}</p>
      <table class="list" aria-label={texts.list}>
        <thead>
          <tr>
            {texts.columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ from, to, name, by, on, state, leads }) => (
            <tr>
              <th scope="row">{state === 'gone' ? from : <a href={entityPath(from)}>{from}</a>}</th>
              <td>
                <a href={entityPath(to)}>{name}</a>{' '}
                {state !== 'works' && <span class="chip warn">{texts.states[state]}</span>}
                {leads !== undefined && (
                  <small>
                    {' '}
                    {texts.leads} <a href={entityPath(leads)}>{names.get(leads) ?? leads}</a>
                  </small>
                )}
              </td>
              <td>{by !== undefined && on !== undefined && texts.by(by, formatDay(on))}</td>
              <td>
                <form method="post" action={`${adminPath('redirects')}/remove`}>
                  <input type="hidden" name="from" value={from} />
                  <input type="hidden" name="to" value={to} />
                  {of !== undefined && <input type="hidden" name="of" value={of} />}
                  <button type="submit" class="other" aria-label={texts.removeLabel(from, name)}>
                    {texts.remove}
                  </button>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Also({ target: { aliases, formerRefs } }: { target: EntityView }) {
  if (aliases.length + formerRefs.length === 0) return null;
  return (
    <section>
      <h2>{texts.also}</h2>
      <p class="rule">{texts.alsoHelp}</p>
      <ul>
        {[...aliases, ...formerRefs].map((each) => (
          <li>{each}</li>
        ))}
      </ul>
    </section>
  );
}

/** What was done, with a way to take it back. */
function Done({
  done: { done, from, to, name },
  of,
}: {
  done: NonNullable<PageProps['done']>;
  of: string | undefined;
}) {
  const path = adminPath('redirects');
  return (
    <form class="banner" method="post" action={done === 'added' ? `${path}/remove` : path}>
      <span role="status">{done === 'added' ? texts.added(from, name) : texts.removed(from, name)}</span>{' '}
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="to" value={to} />
      {of !== undefined && <input type="hidden" name="of" value={of} />}
      <button type="submit" class="other">
        {texts.undo}
      </button>
    </form>
  );
}
