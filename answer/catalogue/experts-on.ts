import { z } from 'zod';
import type { EntityView } from '../../schema/entity.ts';
import { invalid } from '../../schema/errors.ts';
import type { Ref } from '../../schema/ref.ts';
import { isCounted } from '../look-up/counting.ts';
import type { Statement } from '../look-up/finding.ts';
import { type CatalogueContext, defineLookUp } from './look-up.ts';
import { item, itemOf } from './shapes.ts';
import { findThing } from './things.ts';
import { limitOf, thing, type Words } from './words.ts';

/** How those who stand so to a thing know about it, the best first. */
const ties: Readonly<Record<string, string>> = {
  EXPERT_IN: 'expert in',
  LEADS: 'leads',
  OWNS: 'owns',
  WORKS_ON: 'works on',
};
/** Pages about a topic that are looked at. */
const pages = 5;

/** Who can be asked. */
export const expertsOn = (_words: Words) =>
  defineLookUp({
    name: 'experts_on',
    description:
      'Says who can be asked about a thing or a topic: experts in it, who leads, owns or works on it; for a topic, of the pages that fit it best. Those who left, vacancies and archived teams are left out; external people are named.',
    input: z.strictObject({
      of: thing.optional(),
      topic: z.string().trim().min(1).max(300).optional().describe('Words, where no single thing is meant.'),
      limit: limitOf(10, 30),
    }),
    output: z.object({ experts: z.array(item.extend({ why: z.string() })) }),
    async run({ of, topic, limit }, context) {
      if ((of === undefined) === (topic === undefined))
        throw invalid('Either a thing or a topic is asked about', { fix: 'Give `of` or `topic`' });
      const about = of === undefined ? await pagesAbout(topic ?? '', context) : [(await findThing(of, context)).ref];
      const views = (
        await Promise.all(about.map((ref) => context.store.entity(context.viewer, ref, context.on)))
      ).filter((view) => view !== undefined);
      const known = distinctTies(views.flatMap((view) => tiesOf(view, context)));
      const shown = known.slice(0, limit);
      return {
        result: {
          experts: shown.map(({ card, why }) => ({ ...itemOf(card, context.store.ontology, ['title']), why })),
        },
        statements: shown.map(({ statement }) => statement),
        rules: ['Not those who left, vacancies and archived teams', `As of ${context.on}`],
        ...(known.length > shown.length && { cut: `${shown.length} of ${known.length} are given` }),
      };
    },
  });

async function pagesAbout(topic: string, { retrieve, viewer, signal }: CatalogueContext): Promise<Ref[]> {
  const found = await retrieve({ viewer, question: topic, pages, signal });
  return [...new Set(found.map(({ passage }) => passage.ref))].slice(0, pages);
}

interface Tie {
  card: EntityView['relations'][number]['other'];
  why: string;
  statement: Statement;
}

function tiesOf(view: EntityView, { store }: CatalogueContext): Tie[] {
  return Object.entries(ties).flatMap(([key, words]) =>
    view.relations
      .filter(({ relation, end, current }) => relation === key && end === 'to' && current)
      .filter(({ other }) => isCounted(other, store.ontology) || other.fields.status === 'external')
      .map(({ other, roles, sources }) => {
        const why = `${words} ${view.name}${roles.length === 0 ? '' : ` (${roles.join(', ')})`}`;
        return {
          card: other,
          why,
          statement: {
            text: key === 'EXPERT_IN' ? `${other.name} is an ${why}.` : `${other.name} ${why}.`,
            about: { ref: view.ref, title: view.name },
            sources,
          },
        };
      }),
  );
}

function distinctTies(all: readonly Tie[]): Tie[] {
  const first = new Map<Ref, Tie>();
  for (const tie of all) if (!first.has(tie.card.ref)) first.set(tie.card.ref, tie);
  return [...first.values()];
}
