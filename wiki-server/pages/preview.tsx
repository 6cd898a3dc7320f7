import { renderToString } from 'preact-render-to-string';
import { notFound } from '../../schema/errors.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { WikiContext } from '../context.ts';
import { capitalise, joinWords, shorten } from '../format.ts';
import { revalidate } from '../http/caching.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { Chip } from '../parts/small.tsx';
import { briefly, unusualStatus } from '../present/values.ts';
import { previewTexts } from '../texts.ts';
import { refParameter } from './entity.tsx';

/** Characters of what an entity is, in a preview. */
const longest = 220;

/** `/wiki/:ref/preview`: what an entity is, for the card that browser/previews.ts shows beside a link to it. A piece of HTML. */
export function previewRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, neighbourhoods } = context;
  app.get(
    '/wiki/:ref/preview',
    { config: { isShared: true }, schema: { hide: true, params: refParameter } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const [card] = await store.cards(viewer, [request.params.ref]);
      if (card === undefined) throw notFound(`There is no ${request.params.ref}`);
      const near = await neighbourhoods(viewer);
      const [relation, end] = card.kind === 'Person' ? (['MEMBER_OF', 'from'] as const) : (['OWNS', 'to'] as const);
      const refs = near
        .linksOf(card.ref)
        .flatMap((link) => (link.relation === relation && link.end === end ? [link.other] : []));
      const of = (await store.cards(viewer, refs.slice(0, 3))).map(({ name }) => name);
      const kind = store.ontology.kind(card.kind).singular;
      const html = renderToString(
        <Preview
          card={card}
          kind={kind}
          of={of}
          about={briefly(card, store.ontology)}
          chip={unusualStatus(card, store.ontology)}
        />,
      );
      return revalidate(reply).type('text/html; charset=utf-8').send(html);
    },
  );
}

function Preview(props: {
  card: EntityCard;
  kind: string;
  of: readonly string[];
  about: string;
  chip: ReturnType<typeof unusualStatus>;
}) {
  const { card, kind, of, about, chip } = props;
  const belongs =
    of.length === 0
      ? undefined
      : card.kind === 'Person'
        ? previewTexts.in(joinWords(of))
        : previewTexts.ownedBy(joinWords(of));
  return (
    <>
      <b>{card.name}</b>
      <small>
        {[capitalise(kind), belongs].filter((part) => part !== undefined).join(' · ')}{' '}
        {chip !== undefined && <Chip chip={chip} />}
      </small>
      <span>{shorten(about, longest)}</span>
    </>
  );
}
