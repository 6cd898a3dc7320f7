import type { ComponentChildren } from 'preact';
import type { WikiContext } from '../context.ts';
import { formatNumber } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AsOfBanner, AsOfForm } from '../parts/as-of.tsx';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { TreeView } from '../parts/tree.tsx';
import { entityPath } from '../paths.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { limitTree, type TreeItem } from '../present/tree.ts';
import { unusualStatus } from '../present/values.ts';
import { type ReportingNode, readReportingTree } from '../read/reporting-tree.ts';
import { readTeamTree, type TeamNode } from '../read/team-tree.ts';
import { organisationTexts, pageTexts } from '../texts.ts';
import { readsOf } from '../read/timed.ts';
import { asOfQuery } from './entity.tsx';
import { frameOf, sendPage } from './page.ts';

/** Entries of each tree on the page; what is deeper is a link to the page of the entry above. */
const mostItems = 250;

/** `/org`: the tree of teams, and who reports to whom. */
export function organisationRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  app.get('/org', { schema: { hide: true, querystring: asOfQuery } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { asOf } = request.query;
    const past = asOf === undefined ? undefined : await readsOf(store, asOf);
    const reads = past ?? store;
    const [teams, lines] = await Promise.all([readTeamTree(reads, viewer), readReportingTree(reads, viewer)]);
    const teamItems = limitTree(teams.map(teamItem), mostItems);
    const lineItems = limitTree(
      lines.map((line) => reportingItem(line, store.ontology)),
      mostItems,
    );
    const banner =
      asOf === undefined ? <AsOfForm path="/org" /> : <AsOfBanner path="/org" day={asOf} firstDay={past?.firstDay} />;
    return sendPage(
      reply,
      <Organisation frame={frameOf(context, viewer)} teams={teamItems} lines={lineItems} banner={banner} />,
    );
  });
}

function teamItem({ card, leads, headcount, parts }: TeamNode): TreeItem {
  return {
    text: card.name,
    href: entityPath(card.ref),
    count: pageTexts.headcount(headcount.direct, headcount.nested),
    note: leads.length === 0 ? undefined : organisationTexts.lead(leads.map(({ name }) => name).join(', ')),
    parts: parts.map(teamItem),
  };
}

function reportingItem({ card, reports, below }: ReportingNode, ontology: Ontology): TreeItem {
  const { title } = card.fields;
  return {
    text: card.name,
    href: entityPath(card.ref),
    chip: unusualStatus(card, ontology),
    note: typeof title === 'string' ? title : undefined,
    count: below === 0 ? undefined : formatNumber(below),
    parts: reports.map((report) => reportingItem(report, ontology)),
  };
}

function Organisation(props: {
  frame: Frame;
  teams: readonly TreeItem[];
  lines: readonly TreeItem[];
  banner: ComponentChildren;
}) {
  const { frame, teams, lines, banner } = props;
  return (
    <Layout frame={frame} title={organisationTexts.title} place="org">
      <Columns
        side={
          <nav aria-labelledby="contents">
            <h2 id="contents">{pageTexts.onThisPage}</h2>
            <ol>
              <li>
                <a href="#teams">{organisationTexts.teams}</a>
              </li>
              <li>
                <a href="#reporting">{organisationTexts.reporting}</a>
              </li>
            </ol>
          </nav>
        }
      >
        <header class="head">
          <h1>{organisationTexts.title}</h1>
          {banner}
        </header>
        <article>
          <section id="teams">
            <h2>{organisationTexts.teams}</h2>
            {teams.length === 0 ? (
              <p class="nothing">{organisationTexts.noTeams}</p>
            ) : (
              <>
                <p class="rule">{organisationTexts.rule}</p>
                <TreeView items={teams} />
              </>
            )}
          </section>
          <section id="reporting">
            <h2>{organisationTexts.reporting}</h2>
            {lines.length === 0 ? (
              <p class="nothing">{organisationTexts.noLines}</p>
            ) : (
              <>
                <p class="rule">{organisationTexts.reportingRule}</p>
                <TreeView items={lines} />
              </>
            )}
          </section>
        </article>
        <div class="asking">
          <AskBox />
        </div>
      </Columns>
    </Layout>
  );
}
