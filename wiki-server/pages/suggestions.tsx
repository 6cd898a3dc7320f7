import { z } from 'zod';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import { type Suggestion, suggestionStatuses } from '../../schema/suggestion.ts';
import type { WikiContext } from '../context.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { FilterList } from '../parts/filter-list.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { Pager } from '../parts/pager.tsx';
import { Age } from '../parts/small.tsx';
import { suggestionPath, suggestionsPath } from '../paths.ts';
import { suggestionTexts } from '../texts.ts';
import { pageNumber } from './page-number.ts';
import { frameOf, sendPage } from './page.ts';

const query = z.object({
  status: z.enum(suggestionStatuses).default('open').catch('open'),
  own: z.literal('1').optional().catch(undefined),
  done: z.literal('1').optional().catch(undefined),
  page: pageNumber,
});
const pageSize = 50;

/** `/suggestions`: what waits for a decision that the reader may take, and what became of his own. */
export function suggestionsRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  app.get('/suggestions', { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { status, own, page, done } = request.query;
    const list = await store.suggestions(viewer, {
      status,
      own: own !== undefined,
      offset: (page - 1) * pageSize,
      limit: pageSize,
    });
    const cards = await store.cards(
      viewer,
      list.items.flatMap(({ of }) => of ?? []),
    );
    return sendPage(
      reply,
      <Suggestions
        frame={frameOf(context, viewer)}
        items={list.items}
        pages={Math.max(1, Math.ceil(list.total / pageSize))}
        cardOf={new Map(cards.map((card) => [card.ref, card]))}
        chosen={{ status, own, page }}
        isDone={done !== undefined}
        singularOf={(kind) => store.ontology.findKind(kind)?.singular ?? kind}
        now={now()}
      />,
    );
  });
}

interface SuggestionsProps {
  frame: Frame;
  items: readonly Suggestion[];
  pages: number;
  cardOf: ReadonlyMap<Ref, EntityCard>;
  chosen: { status: Suggestion['status']; own: '1' | undefined; page: number };
  isDone: boolean;
  singularOf: (kind: string) => string;
  now: Date;
}

function Suggestions({ frame, items, pages, cardOf, chosen, isDone, singularOf, now }: SuggestionsProps) {
  const { status, own, page } = chosen;
  const titleOf = ({ of, create }: Suggestion) =>
    create !== undefined
      ? suggestionTexts.newPage(singularOf(create.kind), create.name)
      : (cardOf.get(of ?? '')?.name ?? suggestionTexts.gone);
  return (
    <Layout frame={frame} title={suggestionTexts.title}>
      <Columns
        filters={
          <>
            <FilterList
              id="statuses"
              title={suggestionTexts.title}
              choices={suggestionStatuses.map((each) => ({
                text: suggestionTexts.statuses[each],
                href: suggestionsPath({ status: each, own }),
                isChosen: each === status,
              }))}
            />
            <FilterList
              id="whose"
              title={suggestionTexts.own}
              choices={[
                { text: suggestionTexts.all, href: suggestionsPath({ status }), isChosen: own === undefined },
                { text: suggestionTexts.own, href: suggestionsPath({ status, own: 1 }), isChosen: own !== undefined },
              ]}
            />
          </>
        }
      >
        <header class="head">
          <h1>{suggestionTexts.title}</h1>
          <p class="lede">{suggestionTexts.intro}</p>
        </header>
        <article>
          {isDone && (
            <p class="banner" role="status">
              {suggestionTexts.sent}
            </p>
          )}
          {items.length === 0 && <p class="nothing">{suggestionTexts.none}</p>}
          <ol class="proposals">
            {items.map((suggestion) => (
              <li class="proposal">
                <p class="says">
                  <a href={suggestionPath(suggestion.id)}>{titleOf(suggestion)}</a>
                </p>
                {suggestion.note !== '' && <blockquote dir="auto">{suggestion.note}</blockquote>}
                <p class="from">
                  {suggestionTexts.by(suggestion.byName)} · <Age time={suggestion.at} now={now} />
                  {suggestion.reason !== undefined && ` · ${suggestion.decidedBy ?? ''}: ${suggestion.reason}`}
                </p>
              </li>
            ))}
          </ol>
          <Pager page={page} pages={pages} pathOf={(number) => suggestionsPath({ status, own, page: number })} />
        </article>
      </Columns>
    </Layout>
  );
}
