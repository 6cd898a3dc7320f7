import { z } from 'zod';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { isRef, type Ref } from '../../schema/ref.ts';
import type { WikiContext } from '../context.ts';
import { capitalise, formatNumber } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { Pager } from '../parts/pager.tsx';
import { FilterList } from '../parts/filter-list.tsx';
import { SearchState } from '../parts/search-state.tsx';
import { Chip } from '../parts/small.tsx';
import { Cards } from '../parts/sections.tsx';
import { askPath, bulkPath, entityPath, passagePath, searchPath } from '../paths.ts';
import { overdueChip } from '../present/freshness.ts';
import type { Piece } from '../present/excerpt.ts';
import { briefly, presentCard, unusualStatus } from '../present/values.ts';
import { withoutTitle } from '../../graph/compute/passages.ts';
import { type FoundEntity, type FoundPassage, readSearch, type SearchResults } from '../read/search.ts';
import { bulkTexts, searchTexts } from '../texts.ts';
import { pageNumber } from './page-number.ts';
import { frameOf, sendPage } from './page.ts';

/** Entities on one page of results. */
const pageSize = 15;

const query = z.object({
  q: z.string().trim().max(300).default(''),
  kind: z.string().max(60).default(''),
  team: z
    .string()
    .max(200)
    .optional()
    .transform((text) => (text !== undefined && isRef(text) ? text : undefined)),
  page: pageNumber,
});

/** `/search`: pages with the words, by entity. */
export function searchRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  app.get('/search', { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { q, team, page } = request.query;
    const kind = store.ontology.findKind(request.query.kind)?.name;
    const order = { q, kind, team, offset: (page - 1) * pageSize, limit: pageSize };
    const results = await readSearch(context, viewer, order);
    const close = results.total === 0 && q !== '' ? await store.suggest(viewer, q, { limit: 6 }) : [];
    const { ontology } = store;
    return sendPage(
      reply,
      <Search frame={frameOf(context, viewer)} {...{ q, kind, team, page, results, close, ontology }} />,
    );
  });
}

interface SearchProps {
  frame: Frame;
  q: string;
  kind: string | undefined;
  team: Ref | undefined;
  page: number;
  results: SearchResults;
  close: readonly EntityCard[];
  ontology: Ontology;
}

function Search({ frame, q, kind, team, page, results, close, ontology }: SearchProps) {
  const { found, total, cut, kinds, teams } = results;
  return (
    <Layout frame={frame} title={searchTexts.title(q)} q={q}>
      <Columns
        filters={
          q === '' ? undefined : (
            <>
              <KindFilter q={q} kind={kind} team={team} kinds={kinds} ontology={ontology} />
              {teams.length > 0 && <TeamFilter q={q} kind={kind} team={team} teams={teams} />}
            </>
          )
        }
      >
        <header class="head">
          <h1>{searchTexts.title(q)}</h1>
          <p class="lede">
            {q === '' ? searchTexts.empty : searchTexts.found(total, !cut)}
            {q !== '' && (
              <>
                {' · '}
                <a href={askPath(q)} data-ask-link>
                  {searchTexts.ask}
                </a>
              </>
            )}
          </p>
        </header>
        <article>
          <SearchState site={frame.site} />
          {q !== '' && total === 0 && <Nothing q={q} kinds={kinds} close={close} ontology={ontology} />}
          <ol class="results" start={(page - 1) * pageSize + 1}>
            {found.map((entity) => (
              <Result entity={entity} ontology={ontology} />
            ))}
          </ol>
          <Pager
            page={page}
            pages={Math.ceil(total / pageSize)}
            pathOf={(each) => searchPath(q, { kind, team, page: each })}
          />
          {frame.canEdit && total > 0 && (
            <p class="more">
              <a href={bulkPath({ kind, q, team })}>{bulkTexts.open} →</a>
            </p>
          )}
        </article>
        <div class="asking">
          <AskBox />
        </div>
      </Columns>
    </Layout>
  );
}

function KindFilter(props: {
  q: string;
  kind: string | undefined;
  team: Ref | undefined;
  kinds: Readonly<Record<string, number>>;
  ontology: Ontology;
}) {
  const { q, kind, team, kinds, ontology } = props;
  const present = ontology.kinds.filter(({ name }) => kinds[name] !== undefined);
  return (
    <nav aria-labelledby="kinds">
      <h2 id="kinds">{searchTexts.kindFilter}</h2>
      <ul>
        <li>
          <a href={searchPath(q, { team })} aria-current={kind === undefined ? 'true' : undefined}>
            {searchTexts.allKinds}
          </a>
        </li>
        {present.map(({ name, plural }) => (
          <li>
            <a href={searchPath(q, { kind: name, team })} aria-current={kind === name ? 'true' : undefined}>
              {capitalise(plural)} <span class="chip">{formatNumber(kinds[name] ?? 0)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TeamFilter(props: {
  q: string;
  kind: string | undefined;
  team: Ref | undefined;
  teams: SearchResults['teams'];
}) {
  const { q, kind, team, teams } = props;
  const choices = [
    { text: searchTexts.allTeams, href: searchPath(q, { kind }), isChosen: team === undefined },
    ...teams.map(({ team: { ref, name }, count }) => ({
      text: name,
      note: formatNumber(count),
      href: searchPath(q, { kind, team: ref }),
      isChosen: ref === team,
    })),
  ];
  return <FilterList id="teams" title={searchTexts.teamFilter} choices={choices} />;
}

function Nothing(props: {
  q: string;
  kinds: Readonly<Record<string, number>>;
  close: readonly EntityCard[];
  ontology: Ontology;
}) {
  const { q, kinds, close, ontology } = props;
  if (Object.keys(kinds).length > 0) return <p class="nothing">{searchTexts.nothingInKind}</p>;
  const items = close.map((card) => ({ ...presentCard(card, ontology), detail: briefly(card, ontology) }));
  return (
    <>
      <p class="nothing">{searchTexts.nothing(q)}</p>
      {items.length > 0 && (
        <section>
          <h2>{searchTexts.closest}</h2>
          <Cards items={items} />
        </section>
      )}
    </>
  );
}

function Result(props: { entity: FoundEntity; ontology: Ontology }) {
  const { entity, ontology } = props;
  const { card, passages, more, freshness } = entity;
  const chip = unusualStatus(card, ontology) ?? overdueChip(freshness);
  return (
    <li>
      <h2>
        <a href={entityPath(card.ref)}>{card.name}</a> <small>{ontology.kind(card.kind).singular}</small>{' '}
        {chip !== undefined && <Chip chip={chip} />}
      </h2>
      {passages.length === 0 && <p>{briefly(card, ontology)}</p>}
      {passages.map((passage) => (
        <PassageResult passage={passage} name={card.name} />
      ))}
      {more > 0 && <p class="rule">{searchTexts.morePassages(more)}</p>}
    </li>
  );
}

function PassageResult({ passage: { id, heading, excerpt, card }, name }: { passage: FoundPassage; name: string }) {
  const path = withoutTitle(heading, name);
  return (
    <p>
      {path.length > 0 && (
        <>
          <a class="place" href={passagePath(id)}>
            {path.join(' › ')}
          </a>
          {': '}
        </>
      )}
      <Excerpt pieces={excerpt} />
      {card && <small> ({searchTexts.inFacts})</small>}
    </p>
  );
}

function Excerpt({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, found }) => (found ? <mark>{text}</mark> : text))}</>;
}
