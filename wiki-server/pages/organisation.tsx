import { z } from 'zod';
import { notFound } from '../../schema/errors.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { isRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { formatNumber } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AsOfBanner, AsOfForm } from '../parts/as-of.tsx';
import { AskBox } from '../parts/ask-box.tsx';
import { FilterList } from '../parts/filter-list.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { TreeView } from '../parts/tree.tsx';
import { entityPath, organisationPath } from '../paths.ts';
import { countFound, limitTree, searchTree, subtree, type TreeItem } from '../present/tree.ts';
import { unusualStatus, wordsOf } from '../present/values.ts';
import { cardsIn, type ReportingNode, readReportingTree } from '../read/reporting-tree.ts';
import { keepPerState } from '../read/kept.ts';
import { readTeamTree, tellsHeadcount, type TeamNode } from '../read/team-tree.ts';
import { readsOf, type TimedReads } from '../read/timed.ts';
import { organisationTexts, pageTexts } from '../texts.ts';
import { asOfQuery } from './entity.tsx';
import { frameOf, sendPage } from './page.ts';

/** Entries of each tree on the page; what is deeper is a link to a page that begins there. */
const mostItems = 150;

const query = asOfQuery.extend({
  of: z
    .string()
    .max(200)
    .optional()
    .transform((text) => (text !== undefined && isRef(text) ? text : undefined)),
  q: z.string().trim().max(300).default(''),
  view: z.enum(['chart', 'list']).catch('chart'),
});

interface Shown {
  of: Ref | undefined;
  q: string;
  view: 'chart' | 'list';
  asOf: string | undefined;
}

/** The trees of the organisation; undefined for one that is not shown. */
interface Trees {
  teams: TreeItem[] | undefined;
  lines: TreeItem[] | undefined;
  /** Where the shown part begins. */
  top: TreeItem | undefined;
}

/** `/org`: the tree of teams and who reports to whom, as a chart or a list, whole or from one team or person on. */
export function organisationRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  // Each search in it, and each part of it, needs the whole.
  const treesOfToday = keepPerState({
    store,
    also: () => now().toISOString().slice(0, 10),
    read: (viewer) => readTrees(store, viewer),
    goodFor: 0,
  });
  app.get(
    '/org',
    { config: { isShared: true }, schema: { hide: true, querystring: query } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { asOf, of, q, view } = request.query;
      const shown: Shown = { asOf, of, q, view };
      const past = asOf === undefined ? undefined : await readsOf(store, asOf);
      const trees = presentTrees(await (past === undefined ? treesOfToday(viewer) : readTrees(past, viewer)), shown);
      if (shown.of !== undefined && trees.top === undefined)
        throw notFound(organisationTexts.notInIt(shown.of), { fix: organisationTexts.notInItFix });
      const firstDay = past?.firstDay;
      return sendPage(reply, <Organisation frame={frameOf(context, viewer)} {...{ trees, shown, firstDay }} />);
    },
  );
}

async function readTrees(reads: TimedReads, viewer: Viewer): Promise<{ teams: TreeItem[]; lines: TreeItem[] }> {
  const lines = await readReportingTree(reads, viewer);
  const teams = await readTeamTree(reads, viewer, undefined, cardsIn(lines));
  return { teams: teams.map(teamItem), lines: lines.map((line) => reportingItem(line, reads.ontology)) };
}

function presentTrees(whole: { teams: TreeItem[]; lines: TreeItem[] }, { of, q }: Shown): Trees {
  const top = of === undefined ? undefined : (subtree(whole.teams, of) ?? subtree(whole.lines, of));
  const isTeam = of?.startsWith('team:') === true;
  const present = (roots: TreeItem[], isShown: boolean) => {
    if (!isShown) return undefined;
    return limitTree(searchTree(of === undefined || top === undefined ? roots : [top], q), mostItems);
  };
  return {
    teams: present(whole.teams, of === undefined || isTeam),
    lines: present(whole.lines, of === undefined || !isTeam),
    top,
  };
}

function teamItem({ card, leads, headcount, parts }: TeamNode): TreeItem {
  return {
    ref: card.ref,
    text: card.name,
    href: entityPath(card.ref),
    count: tellsHeadcount({ headcount, leads }) ? pageTexts.headcount(headcount.direct, headcount.nested) : undefined,
    note: leads.length === 0 ? undefined : organisationTexts.lead(leads.map(({ name }) => name).join(', ')),
    parts: parts.map(teamItem),
  };
}

function reportingItem({ card, reports, dotted, below }: ReportingNode, ontology: Ontology): TreeItem {
  return {
    ...personItem(card, ontology),
    count: below === 0 ? undefined : formatNumber(below),
    parts: [
      ...reports.map((report) => reportingItem(report, ontology)),
      ...dotted.map((each) => ({ ...personItem(each, ontology), dotted: true })),
    ],
  };
}

function personItem(card: EntityCard, ontology: Ontology): TreeItem {
  const { title } = card.fields;
  return {
    ref: card.ref,
    text: card.name,
    href: entityPath(card.ref),
    chip: unusualStatus(card, ontology),
    note: wordsOf(title),
    parts: [],
  };
}

interface OrganisationProps {
  frame: Frame;
  trees: Trees;
  shown: Shown;
  firstDay: string | undefined;
}

function Organisation({ frame, trees: { teams, lines, top }, shown, firstDay }: OrganisationProps) {
  const { of, q, asOf } = shown;
  const title = top === undefined ? organisationTexts.title : organisationTexts.from(top.text);
  const path = organisationPath({ ...shown, asOf: undefined });
  return (
    <Layout frame={frame} title={title} place="org">
      <Columns filters={<Forms shown={shown} hasBoth={teams !== undefined && lines !== undefined} />}>
        <header class="head">
          {top !== undefined && (
            <nav class="crumbs" aria-label={pageTexts.crumbs}>
              <a href={organisationPath({ view: shown.view, asOf })}>{organisationTexts.title}</a>
            </nav>
          )}
          <h1>{title}</h1>
          <div class="org-tools">
            <SearchWithin shown={shown} />
            {asOf === undefined ? <AsOfForm path="/org" /> : <AsOfBanner path={path} day={asOf} firstDay={firstDay} />}
          </div>
          {q !== '' && (
            <p class="rule" role="status">
              {organisationTexts.found(countFound([...(teams ?? []), ...(lines ?? [])]), q)}{' '}
              <a href={organisationPath({ of, view: shown.view, asOf })}>{organisationTexts.everything}</a>
            </p>
          )}
        </header>
        <article class="wide">
          {teams !== undefined && (
            <section id="teams">
              <h2>{organisationTexts.teams}</h2>
              <Tree items={teams} none={organisationTexts.noTeams} rule={organisationTexts.rule} shown={shown} />
            </section>
          )}
          {lines !== undefined && (
            <section id="reporting">
              <h2>{organisationTexts.reporting}</h2>
              <Tree
                items={lines}
                none={organisationTexts.noLines}
                rule={organisationTexts.reportingRule}
                shown={shown}
              />
            </section>
          )}
          <AskBox />
        </article>
      </Columns>
    </Layout>
  );
}

function Tree(props: { items: readonly TreeItem[]; none: string; rule: string; shown: Shown }) {
  const { items, none, rule, shown } = props;
  if (items.length === 0) return <p class="nothing">{shown.q === '' ? none : organisationTexts.found(0, shown.q)}</p>;
  return (
    <>
      <p class="rule">{rule}</p>
      <TreeView items={items} isChart={shown.view === 'chart'} isOpen={shown.q !== ''} asOf={shown.asOf} />
    </>
  );
}

/** Finds teams and people in the trees, without JavaScript too. */
function SearchWithin({ shown: { of, q, view, asOf } }: { shown: Shown }) {
  const kept = { of, view: view === 'chart' ? undefined : view, asOf };
  return (
    <form method="get" action="/org" class="fields" role="search" aria-label={organisationTexts.search}>
      {Object.entries(kept).map(([name, value]) =>
        value === undefined ? null : <input type="hidden" name={name} value={value} />,
      )}
      <label>
        <span>{organisationTexts.search}</span>
        <input type="text" name="q" value={q} maxLength={300} />
      </label>
      <button type="submit" class="other">
        {organisationTexts.searchButton}
      </button>
    </form>
  );
}

function Forms({ shown, hasBoth }: { shown: Shown; hasBoth: boolean }) {
  const { view } = shown;
  return (
    <>
      <FilterList
        id="forms"
        title={organisationTexts.forms}
        choices={[
          {
            text: organisationTexts.asChart,
            href: organisationPath({ ...shown, view: 'chart' }),
            isChosen: view === 'chart',
          },
          {
            text: organisationTexts.asList,
            href: organisationPath({ ...shown, view: 'list' }),
            isChosen: view === 'list',
          },
        ]}
      />
      {hasBoth && (
        <nav aria-labelledby="contents">
          <h2 id="contents">{pageTexts.onThisPage}</h2>
          <ul>
            <li>
              <a href="#teams">{organisationTexts.teams}</a>
            </li>
            <li>
              <a href="#reporting">{organisationTexts.reporting}</a>
            </li>
          </ul>
        </nav>
      )}
    </>
  );
}
