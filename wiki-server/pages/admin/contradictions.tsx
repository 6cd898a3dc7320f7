import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { EntityCard } from '../../../schema/entity.ts';
import { createSettler } from '../../../graph/curation/settle-dispute.ts';
import type { Viewer } from '../../../schema/viewer.ts';
import type { WikiContext } from '../../context.ts';
import { capitalise, formatNumber } from '../../format.ts';
import { actorOf } from '../../../schema/actor.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import { ContradictionView, type TypedSettlement } from '../../parts/contradiction.tsx';
import { type Choice, FilterList } from '../../parts/filter-list.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { Pager } from '../../parts/pager.tsx';
import { contradictionAnchor, type ContradictionFilter, contradictionsPath } from '../../paths.ts';
import { type PresentedContradiction, presentContradictions } from '../../present/contradictions.ts';
import { type Contradictions, contradictionsPerPage, readContradictions } from '../../read/contradictions.ts';
import { adminTexts, contradictionTexts } from '../../texts.ts';
import { pageNumber } from '../page-number.ts';
import { frameOf, sendPage } from '../page.ts';
import { formRoutes } from './forms.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { settleForm, settlementOf } from './settle-form.ts';

/** What is no filter is none: an address that was cut off still leads to the list. */
const filter = z.object({
  settled: z
    .literal('1')
    .transform(() => true)
    .default(false)
    .catch(false),
  kind: z.string().max(60).optional().catch(undefined),
  of: z.string().max(600).optional().catch(undefined),
  page: pageNumber,
  done: z.string().max(600).optional().catch(undefined),
});
type Filter = z.infer<typeof filter>;

/** A form that was not done, and why. */
interface Refused extends Refusal {
  ref: string;
  name: string;
  typed: TypedSettlement;
}

/** `/admin/contradictions`: what sources say differently, and forms that settle it. */
export function contradictionsRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  const settle = createSettler({ store, now });
  const path = '/admin/contradictions';

  app.get(path, { schema: { hide: true, querystring: filter } }, (request, reply) =>
    sendList(context, { viewer: mustEdit(viewerOf(request)), reply }, request.query),
  );

  formRoutes(app, (scope) => {
    scope.post(path, { schema: { hide: true, querystring: filter, body: settleForm } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { ref, name, revision, reason } = request.body;
      try {
        const settlement = settlementOf(await store.dispute(viewer, ref, name), request.body);
        await settle(actorOf(viewer), viewer, { ref, name, settlement, revision, reason });
      } catch (error) {
        const refused = { ...refusalOf(error, request), ref, name, typed: request.body };
        return sendList(context, { viewer, reply }, { ...request.query, done: undefined }, refused);
      }
      return reply.redirect(contradictionsPath({ ...request.query, done: ref }), 303);
    });
  });
}

async function sendList(
  context: WikiContext,
  { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
  chosen: Filter,
  refused?: Refused,
): Promise<FastifyReply> {
  const { store, sourceLabels, now } = context;
  const { ontology } = store;
  const kind = chosen.kind === undefined ? undefined : ontology.findKind(chosen.kind)?.name;
  const found = await readContradictions(store, viewer, { ...chosen, kind, of: chosen.of });
  const [about, done] = await Promise.all([
    chosen.of === undefined ? [] : store.cards(viewer, [chosen.of]),
    chosen.done === undefined ? [] : store.cards(viewer, [chosen.done]),
  ]);
  const page = (
    <ContradictionsPage
      frame={frameOf(context, viewer)}
      found={found}
      items={presentContradictions(found, { ontology, labelOf: sourceLabels })}
      chosen={{ ...chosen, kind }}
      about={about[0]}
      done={done[0]}
      refused={refused}
      now={now()}
      plural={(name) => capitalise(ontology.kind(name).plural)}
    />
  );
  return sendPage(reply, page, refused?.status ?? 200);
}

interface PageProps {
  frame: Frame;
  found: Contradictions;
  items: readonly PresentedContradiction[];
  chosen: Filter;
  about: EntityCard | undefined;
  done: EntityCard | undefined;
  refused: Refused | undefined;
  now: Date;
  plural: (kind: string) => string;
}

function ContradictionsPage({ frame, found, items, chosen, about, done, refused, now, plural }: PageProps) {
  const { settled, page } = chosen;
  const { done: _done, ...filters } = chosen;
  const title =
    about !== undefined
      ? contradictionTexts.of(about.name)
      : settled
        ? contradictionTexts.titleSettled
        : contradictionTexts.title;
  const action = contradictionsPath(filters);
  const pages = chosen.of === undefined ? Math.max(1, Math.ceil(found.total / contradictionsPerPage)) : 1;
  const isAt = ({ ref, name }: PresentedContradiction) => refused?.ref === ref && refused.name === name;
  const isLost = refused !== undefined && !items.some(isAt);
  return (
    <AdminPage
      frame={frame}
      title={title}
      lede={settled ? contradictionTexts.introSettled : contradictionTexts.intro}
      place="contradictions"
      filters={<Filters found={found} chosen={filters} plural={plural} />}
    >
      {done !== undefined && (
        <p class="banner" role="status">
          {contradictionTexts.done(done.name)}{' '}
          <a href={contradictionsPath({ settled: !settled, of: done.ref })}>
            {settled ? contradictionTexts.openAgain : contradictionTexts.undo}
          </a>
        </p>
      )}
      {isLost && <Lost refused={refused} />}
      <p class="rule">{found.total === 0 ? nothing(chosen) : contradictionTexts.total(found.total)}</p>
      <ol class="decisions" start={(page - 1) * contradictionsPerPage + 1}>
        {items.map((contradiction) => (
          <ContradictionView
            contradiction={contradiction}
            isSettled={settled}
            action={`${action}#${encodeURIComponent(contradiction.anchor)}`}
            now={now}
            refused={isAt(contradiction) ? refused : undefined}
          />
        ))}
      </ol>
      <Pager page={page} pages={pages} pathOf={(each) => contradictionsPath({ ...filters, page: each })} />
    </AdminPage>
  );
}

function nothing({ settled, of }: Filter): string {
  if (of !== undefined) return contradictionTexts.noneOf;
  return settled ? contradictionTexts.noneSettled : contradictionTexts.none;
}

/** What was asked about something that is no contradiction any more: what was typed is still there to copy. */
function Lost({ refused: { ref, name, problem, typed } }: { refused: Refused }) {
  return (
    <p class="problem" role="alert" id={contradictionAnchor(ref, name)}>
      <b>{adminTexts.notDone}</b> {problem} {typed.reason !== undefined && <q>{typed.reason}</q>}
    </p>
  );
}

function Filters(props: { found: Contradictions; chosen: ContradictionFilter; plural: (kind: string) => string }) {
  const { chosen, found, plural } = props;
  const { settled = false, kind, of } = chosen;
  const state = (isSettled: boolean): Choice => ({
    text: isSettled ? contradictionTexts.states.settled : contradictionTexts.states.open,
    href: contradictionsPath({ settled: isSettled, kind, of }),
    isChosen: settled === isSettled,
  });
  const kinds = found.kinds.map((each): Choice => ({
    text: plural(each.kind),
    note: formatNumber(each.total),
    href: contradictionsPath({ settled, kind: each.kind }),
    isChosen: each.kind === kind && of === undefined,
  }));
  const all: Choice = {
    text: adminTexts.all,
    href: contradictionsPath({ settled }),
    isChosen: kind === undefined && of === undefined,
  };
  return (
    <>
      <FilterList id="states" title={contradictionTexts.state} choices={[state(false), state(true)]} />
      <FilterList id="kinds" title={adminTexts.kinds} choices={[all, ...kinds]} />
    </>
  );
}
