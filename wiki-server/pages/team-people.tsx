import { z } from 'zod';
import { notFound } from '../../schema/errors.ts';
import type { WikiContext } from '../context.ts';
import { capitalise, joinWords } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, Layout } from '../parts/layout.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Pager } from '../parts/pager.tsx';
import { Table } from '../parts/sections.tsx';
import { entityPath, teamPeoplePath } from '../paths.ts';
import type { ListItem } from '../present/model.ts';
import { briefly, presentCard } from '../present/values.ts';
import { readTeamPeople } from '../read/team-people.ts';
import { browseTexts, organisationTexts, pageTexts } from '../texts.ts';
import { pageNumber } from './page-number.ts';
import { frameOf, sendPage } from './page.ts';

const parameters = z.object({ ref: z.string().max(600) });

/** People on one page of the list. */
const pageSize = 100;

/** `/wiki/:ref/people`: everyone in a team and in the teams inside it. */
export function teamPeopleRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  app.get(
    '/wiki/:ref/people',
    {
      config: { isShared: true },
      schema: { hide: true, params: parameters, querystring: z.object({ page: pageNumber }) },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const [team] = await store.cards(viewer, [request.params.ref]);
      if (team?.kind !== 'Team') throw notFound(`There is no team ${request.params.ref}`);
      const { ref, name } = team;
      const people = await readTeamPeople(store, viewer, ref);
      const pages = Math.max(1, Math.ceil(people.length / pageSize));
      const page = Math.min(request.query.page, pages);
      const items = people.slice((page - 1) * pageSize, page * pageSize).map(({ card, teams }): ListItem => ({
        ...presentCard(card, store.ontology),
        detail: briefly(card, store.ontology),
        kind: joinWords(teams.map((each) => each.name)),
      }));
      const title = pageTexts.nestedTitle(name);
      const total = people.filter(({ isCounted }) => isCounted).length;
      const lede = `${capitalise(browseTexts.total(total, 'person', 'people'))}. ${pageTexts.headcountRule}`;
      const crumbs = [
        { text: organisationTexts.title, href: '/org' },
        { text: name, href: entityPath(ref) },
      ];
      const frame = frameOf(context, viewer);
      return sendPage(
        reply,
        <Layout frame={frame} title={title}>
          <Columns>
            <PageHead page={{ ref, name: title, lede, crumbs }} tab="other" frame={frame} subject={name} />
            <article>
              {items.length === 0 ? <p class="nothing">{browseTexts.none}</p> : <Table items={items} label={title} />}
              <Pager page={page} pages={pages} pathOf={(each) => teamPeoplePath(ref, { page: each })} />
            </article>
            <div class="asking">
              <AskBox page={{ ref, name }} />
            </div>
          </Columns>
        </Layout>,
      );
    },
  );
}
