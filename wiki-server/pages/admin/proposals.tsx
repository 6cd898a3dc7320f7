import formbody from '@fastify/formbody';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ProposalList } from '../../../graph/store.ts';
import type { EntityCard } from '../../../schema/entity.ts';
import type { Ontology } from '../../../schema/ontology.ts';
import { type Proposal, proposalStatuses } from '../../../schema/proposal.ts';
import type { WikiContext } from '../../context.ts';
import { capitalise, formatNumber } from '../../format.ts';
import { actorOf } from '../../../schema/actor.ts';
import type { WikiApp, ZodTypes } from '../../http/zod-routes.ts';
import { AdminPage } from '../../parts/admin-page.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { Pager } from '../../parts/pager.tsx';
import { type Choice, FilterList } from '../../parts/filter-list.tsx';
import { ProposalView } from '../../parts/proposal.tsx';
import { type ProposalFilter, proposalsPath } from '../../paths.ts';
import { readReplaced } from '../../read/proposals.ts';
import { proposalTexts } from '../../texts.ts';
import { pageNumber } from '../page-number.ts';
import { frameOf, sendPage } from '../page.ts';

/** What is no filter is none: an address that was cut off still leads to the queue. */
const filter = z.object({
  status: z.enum(proposalStatuses).default('open').catch('open'),
  from: z.string().max(200).optional().catch(undefined),
  kind: z.string().max(100).optional().catch(undefined),
  page: pageNumber,
  /** The one that was decided last, to say so. */
  decided: z.string().max(100).optional().catch(undefined),
});
const parameters = z.object({ id: z.string().max(100), decision: z.enum(['accept', 'reject']) });

const pageSize = 25;
/** Pages that can be chosen: those with most. */
const shownPages = 15;

/** `/admin/proposals`: what a model read in pages, to accept or reject. */
export function proposalsRoute(app: WikiApp, context: WikiContext): void {
  const { reviewer, viewerOf, store } = context;
  app.get('/admin/proposals', { schema: { hide: true, querystring: filter } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const chosen = request.query;
    const { status, from, kind, page } = chosen;
    const list = await reviewer.list(viewer, {
      status,
      ...(from !== undefined && { page: from }),
      ...(kind !== undefined && { kind }),
      offset: (page - 1) * pageSize,
      limit: pageSize,
    });
    const replaced =
      status === 'open' ? await readReplaced(store, viewer, list.items) : new Map<string, EntityCard[]>();
    const decided = chosen.decided === undefined ? undefined : await store.proposal(viewer, chosen.decided);
    const { ontology } = store;
    return sendPage(
      reply,
      <Proposals
        frame={frameOf(context, viewer)}
        now={context.now()}
        {...{ list, chosen, replaced, decided, ontology }}
      />,
    );
  });

  app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 10_000 });
    scope
      .withTypeProvider<ZodTypes>()
      .post(
        '/admin/proposals/:id/:decision',
        { schema: { hide: true, params: parameters, querystring: filter } },
        async (request, reply) => {
          const { id } = request.params;
          await decide(request, request.params);
          return reply.redirect(proposalsPath({ ...request.query, decided: id }), 303);
        },
      );
  });

  async function decide(request: FastifyRequest, { id, decision }: z.infer<typeof parameters>): Promise<void> {
    const viewer = viewerOf(request);
    if (decision === 'accept') await reviewer.accept(actorOf(viewer), viewer, id);
    else await reviewer.reject(actorOf(viewer), viewer, id);
  }
}

interface ProposalsProps {
  frame: Frame;
  now: Date;
  list: ProposalList;
  chosen: z.infer<typeof filter>;
  replaced: ReadonlyMap<string, EntityCard[]>;
  decided: Proposal | undefined;
  ontology: Ontology;
}

function Proposals({ frame, now, list, chosen, replaced, decided, ontology }: ProposalsProps) {
  const { total, items } = list;
  const { decided: _decided, ...filters } = chosen;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return (
    <AdminPage
      frame={frame}
      title={proposalTexts.title}
      lede={proposalTexts.intro}
      place="proposals"
      filters={<Filters list={list} chosen={filters} ontology={ontology} />}
      isNarrow
    >
      {decided !== undefined && (
        <p class="banner" role="status">
          {proposalTexts.decided(decided.status)} <Says proposal={decided} ontology={ontology} />
        </p>
      )}
      {total === 0 && filters.status === 'open' ? (
        <HowToGetSome />
      ) : (
        <p class="rule">{proposalTexts.total(total, filters.status)}</p>
      )}
      <ol class="proposals" start={(filters.page - 1) * pageSize + 1}>
        {items.map((proposal) => (
          <ProposalView
            proposal={proposal}
            spec={ontology.relation(proposal.relation)}
            replaced={replaced.get(proposal.id) ?? []}
            filter={filters}
            now={now}
          />
        ))}
      </ol>
      <Pager page={filters.page} pages={pages} pathOf={(page) => proposalsPath({ ...filters, page })} />
    </AdminPage>
  );
}

function Says({ proposal: { subject, relation, object }, ontology }: { proposal: Proposal; ontology: Ontology }) {
  return (
    <>
      {subject.name} {ontology.relation(relation).name} {object.name}
    </>
  );
}

function HowToGetSome() {
  return (
    <>
      <p class="nothing">{proposalTexts.none}</p>
      <p>{proposalTexts.howTo}</p>
      <pre class="command">
        <code>kiki propose</code>
      </pre>
    </>
  );
}

function Filters({ list, chosen, ontology }: { list: ProposalList; chosen: ProposalFilter; ontology: Ontology }) {
  const { status = 'open', from, kind } = chosen;
  const statuses = proposalStatuses.map((each): Choice => ({
    text: proposalTexts.statuses[each],
    href: proposalsPath({ status: each }),
    isChosen: each === status,
  }));
  const all = (isChosen: boolean, href: string): Choice => ({ text: proposalTexts.all, href, isChosen });
  const kinds = list.kinds.map((each): Choice => ({
    text: capitalise(ontology.kind(each.kind).plural),
    note: formatNumber(each.count),
    href: proposalsPath({ status, from, kind: each.kind }),
    isChosen: each.kind === kind,
  }));
  const pages = list.pages.slice(0, shownPages).map((each): Choice => ({
    text: each.name,
    note: formatNumber(each.count),
    href: proposalsPath({ status, kind, from: each.ref }),
    isChosen: each.ref === from,
  }));
  return (
    <>
      <FilterList id="statuses" title={proposalTexts.status} choices={statuses} />
      {kinds.length > 0 && (
        <FilterList
          id="kinds"
          title={proposalTexts.kinds}
          choices={[all(kind === undefined, proposalsPath({ status, from })), ...kinds]}
        />
      )}
      {pages.length > 0 && (
        <FilterList
          id="pages"
          title={proposalTexts.pages}
          choices={[all(from === undefined, proposalsPath({ status, kind })), ...pages]}
        />
      )}
    </>
  );
}
