import { z } from 'zod';
import type { EntityCard } from '../../schema/entity.ts';
import type { KindSpec } from '../../schema/kinds.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { WikiContext } from '../context.ts';
import { capitalise, formatNumber, joinWords, shorten } from '../format.ts';
import { noStore } from '../http/caching.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { Pager } from '../parts/pager.tsx';
import { Table } from '../parts/sections.tsx';
import { browsePath, bulkPath, entityPath } from '../paths.ts';
import { overdueChip } from '../present/freshness.ts';
import { briefly, presentCard } from '../present/values.ts';
import { type BrowseResults, readBrowse } from '../read/browse.ts';
import { browseTexts, bulkTexts } from '../texts.ts';
import { pageNumber } from './page-number.ts';
import { frameOf, sendPage } from './page.ts';
import { sendNotFound } from './problem.tsx';

const query = z.object({
  status: z.string().max(100).optional(),
  letter: z.string().max(10).optional(),
  page: pageNumber,
});

/** Lists with fewer entries need no letters. */
const lettersFrom = 30;

/** `/browse` and `/browse/:kind`: everything of a kind, by name. */
export function browseRoutes(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  const { ontology } = store;

  app.get('/browse', { config: { isShared: true }, schema: { hide: true } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const counts = await Promise.all(
      ontology.kinds.map(async (kind) => ({
        kind,
        count: (await store.list(viewer, { kind: kind.name, limit: 0 })).total,
      })),
    );
    return sendPage(reply, <BrowseKinds frame={frameOf(context, viewer)} counts={counts} />);
  });

  app.get('/random', { schema: { hide: true } }, async (request, reply) => {
    const names = await store.names(viewerOf(request));
    const any = names[Math.floor(Math.random() * names.length)];
    return noStore(reply).redirect(any === undefined ? '/' : entityPath(any.ref), 302);
  });

  app.get(
    '/browse/:kind',
    {
      config: { isShared: true },
      schema: { hide: true, params: z.object({ kind: z.string().max(100) }), querystring: query },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const wanted = request.params.kind;
      const kind = ontology.findKind(wanted);
      if (kind === undefined) {
        const byPlural = ontology.kinds.find(({ plural }) => plural.toLowerCase() === wanted.toLowerCase());
        return byPlural === undefined
          ? sendNotFound(context, { viewer, reply }, wanted)
          : reply.redirect(browsePath(byPlural.name), 302);
      }
      const { status, letter, page } = request.query;
      const results = await readBrowse(store, viewer, { kind: kind.name, status, letter, page });
      return sendPage(
        reply,
        <Browse frame={frameOf(context, viewer)} {...{ kind, status, letter, results, ontology }} />,
      );
    },
  );
}

function BrowseKinds({ frame, counts }: { frame: Frame; counts: readonly { kind: KindSpec; count: number }[] }) {
  return (
    <Layout frame={frame} title={browseTexts.title} place="browse">
      <Columns>
        <header class="head">
          <h1>{browseTexts.title}</h1>
        </header>
        <article>
          <ul class="cards kinds">
            {counts.map(({ kind: { name, plural, description }, count }) => (
              <li>
                <a href={browsePath(name)}>
                  <b>{formatNumber(count)}</b> {capitalise(plural)}
                </a>
                <small>{description}</small>
              </li>
            ))}
          </ul>
          <p class="more">
            <a href="/random">{browseTexts.random} →</a>
          </p>
        </article>
        <div class="asking">
          <AskBox />
        </div>
      </Columns>
    </Layout>
  );
}

interface BrowseProps {
  frame: Frame;
  kind: KindSpec;
  status: string | undefined;
  letter: string | undefined;
  results: BrowseResults;
  ontology: Ontology;
}

function Browse({ frame, kind, status, letter, results, ontology }: BrowseProps) {
  const { items, total, page, pages, letters, statuses } = results;
  return (
    <Layout frame={frame} title={capitalise(kind.plural)} place="browse">
      <Columns filters={statuses.length > 1 ? <Statuses kind={kind} status={status} statuses={statuses} /> : undefined}>
        <header class="head">
          <nav class="crumbs" aria-label={browseTexts.title}>
            <a href="/browse">{browseTexts.title}</a>
          </nav>
          <h1>{capitalise(kind.plural)}</h1>
          <p class="lede">
            {browseTexts.total(total, kind.singular, kind.plural)}. {kind.description}
          </p>
        </header>
        <article>
          {(total > lettersFrom || letter !== undefined) && (
            <Letters kind={kind} status={status} letter={letter} letters={letters} />
          )}
          {items.length === 0 ? (
            <p class="nothing">{browseTexts.none}</p>
          ) : (
            <Table items={items.map((card) => row(card, results, ontology))} label={capitalise(kind.plural)} />
          )}
          <Pager page={page} pages={pages} pathOf={(each) => browsePath(kind.name, { status, letter, page: each })} />
          {frame.canEdit && items.length > 0 && (
            <p class="more">
              <a href={bulkPath({ kind: kind.name, status, letter })}>{bulkTexts.open} →</a>
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

function row(card: EntityCard, { belongsTo, freshness }: BrowseResults, ontology: Ontology) {
  const belongings = belongsTo.get(card.ref) ?? [];
  const item = presentCard(card, ontology);
  return {
    ...item,
    chip: item.chip ?? overdueChip(freshness.get(card.ref)),
    detail: shorten(briefly(card, ontology), 160),
    kind: joinWords(belongings.slice(0, 2)),
  };
}

function Letters(props: {
  kind: KindSpec;
  status: string | undefined;
  letter: string | undefined;
  letters: readonly string[];
}) {
  const { kind, status, letter, letters } = props;
  return (
    <nav class="letters" aria-label={browseTexts.letters}>
      <a href={browsePath(kind.name, { status })} aria-current={letter === undefined ? 'true' : undefined}>
        {browseTexts.everyLetter}
      </a>
      {letters.map((each) => (
        <a href={browsePath(kind.name, { status, letter: each })} aria-current={each === letter ? 'true' : undefined}>
          {each}
        </a>
      ))}
    </nav>
  );
}

function Statuses({
  kind,
  status,
  statuses,
}: {
  kind: KindSpec;
  status: string | undefined;
  statuses: readonly string[];
}) {
  const entries: [string | undefined, string][] = [
    [undefined, browseTexts.anyCounted],
    ...statuses.map((each): [string, string] => [each, capitalise(each)]),
    ['all', browseTexts.everyStatus],
  ];
  return (
    <nav aria-labelledby="statuses">
      <h2 id="statuses">{browseTexts.status}</h2>
      <ul>
        {entries.map(([value, text]) => (
          <li>
            <a href={browsePath(kind.name, { status: value })} aria-current={value === status ? 'true' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
