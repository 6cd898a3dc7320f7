import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { createReverter } from '../../../graph/curation/revert.ts';
import type { RunRecord, RunRevert, SourceState } from '../../../graph/store.ts';
import { notFound } from '../../../schema/errors.ts';
import { peopleSource } from '../../../schema/record.ts';
import type { Viewer } from '../../../schema/viewer.ts';
import type { WikiContext } from '../../context.ts';
import { actorOf } from '../../../schema/actor.ts';
import { mustEdit } from '../../http/must-edit.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import { Reason } from '../../parts/contradiction.tsx';
import { type Choice, FilterList } from '../../parts/filter-list.tsx';
import { ChangeList } from '../../parts/history.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { Pager } from '../../parts/pager.tsx';
import { RunView } from '../../parts/run.tsx';
import { adminPath, entityPath, runPath, withQuery } from '../../paths.ts';
import { entitiesPerPage, readRun, type RunChange, type RunDetails } from '../../read/runs.ts';
import { adminTexts, historyTexts, runTexts } from '../../texts.ts';
import { pageNumber } from '../page-number.ts';
import { frameOf, sendPage } from '../page.ts';
import { formRoutes, optionalText } from './forms.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { NotDone } from '../../parts/not-done.tsx';

/** Runs in the list. */
const shownRuns = 100;
/** Records that are named when they would be left alone. */
const namedRecords = 50;

const parameters = z.object({ id: z.string().max(300) });
const count = z.coerce.number().int().min(0).optional().catch(undefined);
const query = z.object({ page: pageNumber, restored: count, removed: count, left: count });

/** `/admin/runs`, `/admin/runs/:id`, `/admin/runs/:id/revert`: how sources were read, what a run changed, and taking it back. */
export function runsRoute(app: WikiApp, context: WikiContext): void {
  const { store, editor, viewerOf, sourceLabels } = context;
  const reverter = createReverter({ store, editor });

  app.get(
    '/admin/runs',
    { schema: { hide: true, querystring: z.object({ source: z.string().max(100).optional().catch(undefined) }) } },
    async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { source } = request.query;
      const [runs, sources] = await Promise.all([
        store.runs(viewer, { limit: shownRuns, ...(source !== undefined && { source }) }),
        store.sources(viewer),
      ]);
      const frame = frameOf(context, viewer);
      return sendPage(reply, <Runs {...{ frame, runs, sources, source, labelOf: sourceLabels }} />);
    },
  );

  app.get(
    '/admin/runs/:id',
    { schema: { hide: true, params: parameters, querystring: query } },
    async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { id } = request.params;
      const details = await mustFind(viewer, id, request.query.page);
      const frame = frameOf(context, viewer);
      const label = labelFor(details);
      return sendPage(reply, <RunPage {...{ frame, id, details, label, chosen: request.query }} />);
    },
  );

  app.get('/admin/runs/:id/revert', { schema: { hide: true, params: parameters } }, (request, reply) =>
    sendConfirm({ viewer: mustEdit(viewerOf(request)), reply }, request.params.id),
  );

  formRoutes(app, (scope) => {
    scope.post(
      '/admin/runs/:id/revert',
      { schema: { hide: true, params: parameters, body: z.object({ reason: optionalText }) } },
      async (request, reply) => {
        const viewer = mustEdit(viewerOf(request));
        const { id } = request.params;
        const { reason } = request.body;
        try {
          const { restored, removed, changedSince } = await reverter.revertRun(actorOf(viewer), viewer, id, reason);
          return await reply.redirect(withQuery(runPath(id), { restored, removed, left: changedSince.length }), 303);
        } catch (error) {
          return sendConfirm({ viewer, reply }, id, { ...refusalOf(error, request), reason });
        }
      },
    );
  });

  async function sendConfirm(
    { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
    id: string,
    refused?: Refusal & { reason: string | undefined },
  ): Promise<FastifyReply> {
    const details = await mustFind(viewer, id, 1);
    const page = (
      <Confirm
        frame={frameOf(context, viewer)}
        {...{ id, refused, label: labelFor(details), preview: details.preview }}
        isOfPeople={details.run?.source === peopleSource}
      />
    );
    return sendPage(reply, page, refused?.status ?? 200);
  }

  async function mustFind(viewer: Viewer, id: string, page: number): Promise<RunDetails> {
    const details = await readRun(store, viewer, { id, page });
    if (details === undefined) throw notFound(`There is no run ${id}`, { fix: 'Choose one of the list of runs' });
    return details;
  }

  function labelFor({ run }: RunDetails): string {
    return run === undefined ? runTexts.unknownSource : sourceLabels(run.source);
  }
}

function Runs(props: {
  frame: Frame;
  runs: readonly RunRecord[];
  sources: readonly SourceState[];
  source: string | undefined;
  labelOf: (source: string) => string;
}) {
  const { frame, runs, sources, source, labelOf } = props;
  const title = source === undefined ? runTexts.title : runTexts.of(labelOf(source));
  const choices = [undefined, ...sources.map(({ name }) => name)].map((name): Choice => ({
    text: name === undefined ? adminTexts.all : labelOf(name),
    href: adminPath('runs', { source: name }),
    isChosen: name === source,
  }));
  return (
    <AdminPage
      frame={frame}
      title={title}
      lede={runs.length === 0 ? runTexts.none : runTexts.intro}
      place="runs"
      filters={<FilterList id="sources" title={runTexts.sources} choices={choices} />}
    >
      <ul class="runs">
        {runs.map((run) => (
          <li>
            <RunView run={run} isLinked label={labelOf(run.source)} />
          </li>
        ))}
      </ul>
    </AdminPage>
  );
}

interface RunPageProps {
  frame: Frame;
  id: string;
  details: RunDetails;
  label: string;
  chosen: z.infer<typeof query>;
}

function RunPage({ frame, id, details, label, chosen }: RunPageProps) {
  const { run, total, changes, preview } = details;
  const { page, restored, removed, left } = chosen;
  const title = runTexts.one(label);
  const isRevertable = preview !== undefined && preview.restored + preview.removed > 0 && run?.status !== 'running';
  return (
    <AdminPage frame={frame} title={title} lede={id} place="runs">
      {restored !== undefined && (
        <p class="banner" role="status">
          {runTexts.done(restored, removed ?? 0, left ?? 0)}
        </p>
      )}
      {run !== undefined && <RunView run={run} isLinked={false} isWhole />}
      {run?.status === 'running' && (
        <p class="rule">
          {runTexts.running} <a href={runPath(run.id)}>{runTexts.lookAgain}</a>
        </p>
      )}
      {isRevertable && (
        <p>
          <a href={`${runPath(id)}/revert`}>{runTexts.revert}</a>
        </p>
      )}
      <h2>{runTexts.changes}</h2>
      <p class="rule">{total === 0 ? runTexts.noChanges : runTexts.total(total)}</p>
      {changes.map((change) => (
        <Change change={change} />
      ))}
      <Pager
        page={page}
        pages={Math.ceil(total / entitiesPerPage)}
        pathOf={(each) => withQuery(runPath(id), { page: each })}
      />
    </AdminPage>
  );
}

function Change({ change: { ref, card, revisions } }: { change: RunChange }) {
  const lines = revisions.flatMap((revision) => revision.lines);
  return (
    <section id={`change-${ref}`}>
      <h3>
        <a href={entityPath(ref)}>{card?.name ?? ref}</a>
      </h3>
      {lines.length === 0 ? <p class="rule">{historyTexts.noChanges}</p> : <ChangeList lines={lines} />}
    </section>
  );
}

interface ConfirmProps {
  frame: Frame;
  id: string;
  label: string;
  /** It is several edits made as one. */
  isOfPeople: boolean;
  preview: RunRevert | undefined;
  refused: (Refusal & { reason: string | undefined }) | undefined;
}

function Confirm({ frame, id, label, isOfPeople, preview, refused }: ConfirmProps) {
  const { restored = 0, removed = 0, changedSince = [] } = preview ?? {};
  const title = runTexts.revertTitle(label);
  return (
    <AdminPage
      frame={frame}
      title={title}
      lede={isOfPeople ? runTexts.revertEdits : runTexts.revertIntro}
      place="runs"
      isNarrow
    >
      <NotDone refused={refused} />
      <p>{restored + removed === 0 ? runTexts.nothingWould : runTexts.would(restored, removed)}</p>
      {changedSince.length > 0 && (
        <>
          <p>{runTexts.leftAlone(changedSince.length)}</p>
          <ul class="problems">
            {changedSince.slice(0, namedRecords).map((record) => (
              <li>{record}</li>
            ))}
          </ul>
        </>
      )}
      <form method="post" action={`${runPath(id)}/revert`} class="fields">
        <Reason typed={refused?.reason} />
        {restored + removed > 0 && <button type="submit">{runTexts.revert}</button>}
        <a href={runPath(id)}>{runTexts.cancel}</a>
      </form>
    </AdminPage>
  );
}
