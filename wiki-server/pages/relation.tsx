import { z } from 'zod';
import { notFound } from '../../schema/errors.ts';
import type { Relation } from '../../schema/entity.ts';
import type { WikiContext } from '../context.ts';
import { capitalise } from '../format.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Pager } from '../parts/pager.tsx';
import { Table } from '../parts/sections.tsx';
import { browsePath, entityPath, relationPath, withQuery } from '../paths.ts';
import type { Item, ListItem } from '../present/model.ts';
import { relationHeading, relationItem } from '../present/relations.ts';
import { browseTexts } from '../texts.ts';
import { pageNumber } from './page-number.ts';
import { frameOf, sendPage } from './page.ts';

const parameters = z.object({ ref: z.string().max(600), relation: z.string().max(100), end: z.enum(['from', 'to']) });

/** Entities on one page of the list. */
const pageSize = 100;

/** `/wiki/:ref/relations/:relation/:end`: all other ends of a relation, where a page has too many to show. */
export function relationRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  app.get(
    '/wiki/:ref/relations/:relation/:end',
    {
      config: { isShared: true },
      schema: { hide: true, params: parameters, querystring: z.object({ page: pageNumber }) },
    },
    async (request, reply) => {
      const { ref, relation, end } = request.params;
      const { ontology } = store;
      const viewer = viewerOf(request);
      const view = await store.entity(viewer, ref);
      if (view === undefined || ontology.findRelation(relation) === undefined)
        throw notFound(`There is no list of ${relation} of ${ref}`);
      const current = view.relations.filter(
        (each: Relation) => each.relation === relation && each.end === end && each.current,
      );
      const pages = Math.max(1, Math.ceil(current.length / pageSize));
      const page = Math.min(request.query.page, pages);
      const items = current.slice((page - 1) * pageSize, page * pageSize).map((each) => relationItem(each, ontology));
      const heading = relationHeading(ontology, relation, end);
      const list = { ref, name: view.name, heading, relation, end, total: current.length, page, pages };
      const crumb = { text: capitalise(ontology.kind(view.kind).plural), href: browsePath(view.kind) };
      return sendPage(reply, <RelationList frame={frameOf(context, viewer)} list={list} items={items} crumb={crumb} />);
    },
  );
}

interface ListHead {
  ref: string;
  name: string;
  heading: string;
  relation: string;
  end: 'from' | 'to';
  total: number;
  page: number;
  pages: number;
}

function RelationList(props: { frame: Frame; list: ListHead; items: readonly ListItem[]; crumb: Item }) {
  const { frame, items, crumb } = props;
  const { ref, name, heading, relation, end, total, page, pages } = props.list;
  const title = `${name}: ${heading}`;
  const lede = browseTexts.total(total, 'entry', 'entries');
  return (
    <Layout frame={frame} title={title}>
      <Columns>
        <PageHead
          page={{ ref, name: title, lede: capitalise(lede), crumbs: [crumb, { text: name, href: entityPath(ref) }] }}
          tab="other"
          frame={frame}
          subject={name}
        />
        <article>
          <Table items={items} label={heading} />
          <Pager
            page={page}
            pages={pages}
            pathOf={(each) => withQuery(relationPath(ref, relation, end), { page: each })}
          />
        </article>
        <div class="asking">
          <AskBox page={{ ref, name }} />
        </div>
      </Columns>
    </Layout>
  );
}
