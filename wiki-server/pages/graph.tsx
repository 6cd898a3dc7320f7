import { z } from 'zod';
import { notFound } from '../../schema/errors.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { WikiContext } from '../context.ts';
import { capitalise } from '../format.ts';
import { noStore } from '../http/caching.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { AskBox } from '../parts/ask-box.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { browsePath, entityPath, graphDataPath, graphPath } from '../paths.ts';
import { type DrawnGraph, readGraphPiece } from '../read/graph-piece.ts';
import { graphTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

const parameters = z.object({ ref: z.string().max(600) });
const query = z.object({ depth: z.enum(['1', '2']).default('1') });

const drawn = z.object({
  nodes: z.array(z.object({ ref: z.string(), name: z.string(), kind: z.string() })),
  edges: z.array(z.object({ from: z.string(), to: z.string(), relation: z.string(), name: z.string() })),
  left: z.number().describe('How many entities linked with it are left out, so that it stays readable.'),
});

/** `/wiki/:ref/graph`: what is around an entity, as a list, and drawn with JavaScript; and the data of the drawing. */
export function graphRoutes(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  app.get(
    '/wiki/:ref/graph',
    { config: { isShared: true }, schema: { hide: true, params: parameters, querystring: query } },
    async (request, reply) => {
      const { ref } = request.params;
      const viewer = viewerOf(request);
      const depth = Number(request.query.depth) as 1 | 2;
      const piece = await readGraphPiece(context, viewer, { ref, depth });
      if (piece === undefined) throw notFound(`There is no ${ref}`);
      return sendPage(
        reply,
        <GraphPage frame={frameOf(context, viewer)} piece={piece} depth={depth} ontology={store.ontology} />,
      );
    },
  );

  app.get(
    '/api/entities/:ref/graph',
    {
      schema: {
        tags: ['entities'],
        summary: 'What is around an entity, as far as it can be drawn',
        params: parameters,
        querystring: query,
        response: { 200: drawn },
      },
    },
    async (request, reply) => {
      const { ref } = request.params;
      const depth = Number(request.query.depth) as 1 | 2;
      const piece = await readGraphPiece(context, viewerOf(request), { ref, depth });
      if (piece === undefined) throw notFound(`There is no ${ref}`);
      return noStore(reply).send({
        nodes: piece.nodes.map(({ ref: each, name, kind }) => ({ ref: each, name, kind })),
        edges: piece.edges,
        left: piece.left,
      });
    },
  );
}

interface GraphPageProps {
  frame: Frame;
  piece: DrawnGraph;
  depth: 1 | 2;
  ontology: Ontology;
}

function GraphPage({ frame, piece, depth, ontology }: GraphPageProps) {
  const { ref, name, kind } = piece.middle;
  const title = graphTexts.title(name);
  const crumbs = [
    { text: capitalise(ontology.kind(kind).plural), href: browsePath(kind) },
    { text: name, href: entityPath(ref) },
  ];
  return (
    <Layout frame={frame} title={title} script={frame.assets.graph}>
      <Columns filters={<Depths refOf={ref} depth={depth} />}>
        <PageHead page={{ ref, name: title, lede: graphTexts.lede, crumbs }} tab="other" frame={frame} subject={name} />
        <article class="wide">
          {piece.edges.length > 0 && <div class="drawing" data-graph={graphDataPath(ref, depth)} data-name={name} />}
          {piece.left > 0 && <p class="rule">{graphTexts.left(piece.left)}</p>}
          <section id="list">
            <h2>{graphTexts.list}</h2>
            {piece.edges.length === 0 ? <p class="nothing">{graphTexts.nothing}</p> : <EdgeList piece={piece} />}
          </section>
          <AskBox page={{ ref, name }} />
        </article>
      </Columns>
    </Layout>
  );
}

function Depths({ refOf, depth }: { refOf: string; depth: 1 | 2 }) {
  const steps = [
    [1, graphTexts.oneStep],
    [2, graphTexts.twoSteps],
  ] as const;
  return (
    <nav aria-labelledby="depths">
      <h2 id="depths">{graphTexts.tool}</h2>
      <ul>
        {steps.map(([each, text]) => (
          <li>
            <a href={graphPath(refOf, each)} aria-current={each === depth ? 'true' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** All that is drawn, in words. */
function EdgeList({ piece: { nodes, edges } }: { piece: DrawnGraph }) {
  const nameOf = new Map(nodes.map(({ ref, name }) => [ref, name]));
  return (
    <ul class="plain edges">
      {edges.map(({ from, to, name }) => (
        <li>
          <a href={entityPath(from)}>{nameOf.get(from)}</a> {name} <a href={entityPath(to)}>{nameOf.get(to)}</a>
        </li>
      ))}
    </ul>
  );
}
