import { z } from 'zod';
import type { EntityCard } from '../../schema/entity.ts';
import { normaliseName } from '../../schema/names.ts';
import { factSources } from './fact-sources.ts';
import { type CatalogueContext, defineLookUp } from './look-up.ts';
import { clip, item, itemOf, itemWords } from './shapes.ts';
import { limitOf, type Words } from './words.ts';

const candidate = item.extend({
  aliases: z.array(z.string()).describe('Other names, at most 10.'),
  description: z.string().optional(),
  match: z
    .enum(['name', 'near'])
    .describe('`name`: it is called exactly so. `near`: its name begins so, or nearly so.'),
});

/** Candidates for a name. */
export const findEntities = ({ kind }: Words) =>
  defineLookUp({
    name: 'find_entities',
    description:
      'Finds people, teams, systems, projects, pages and other things by name, alias, e-mail address, handle or a part of the name. Gives candidates with their refs, those that are called exactly so first; several may be called the same. Those who left and what is archived are found too, with their status.',
    input: z.strictObject({
      text: z.string().trim().min(1).max(300).describe('A name or a part of one.'),
      kind: kind.optional(),
      limit: limitOf(10, 50),
    }),
    output: z.object({ candidates: z.array(candidate) }),
    async run({ text, kind: only, limit }, context) {
      const { store, viewer } = context;
      const called = await calledSo(text, only, context);
      const near = await store.suggest(viewer, text, {
        limit: limit + 1,
        ...(only !== undefined && { kinds: [only] }),
      });
      const all = [...called, ...near.filter(({ ref }) => !called.some((card) => card.ref === ref))];
      const shown = all.slice(0, limit);
      const candidates = shown.map((card) => {
        const { description } = card.fields;
        return {
          ...itemOf(card, store.ontology, card.kind === 'Person' ? ['title'] : []),
          aliases: card.aliases.slice(0, 10).map((alias) => clip(alias, 100)),
          ...(typeof description === 'string' && { description: clip(description, 200) }),
          match: called.includes(card) ? ('name' as const) : ('near' as const),
        };
      });
      return {
        result: { candidates },
        statements: await Promise.all(
          shown.map(async (card, index) => ({
            text: `${itemWords(candidates[index] ?? itemOf(card, store.ontology))} is a ${store.ontology.kind(card.kind).singular}, ${card.ref}.`,
            about: { ref: card.ref, title: card.name },
            sources: await factSources(card.ref, ['name'], context),
          })),
        ),
        ...(all.length > shown.length && {
          cut: `More than ${limit} are called so or nearly so; give more of the name`,
        }),
      };
    },
  });

async function calledSo(
  text: string,
  kind: string | undefined,
  { store, viewer }: CatalogueContext,
): Promise<EntityCard[]> {
  const [wanted, key] = [normaliseName(text), text.trim().toLowerCase().replace(/^@/, '')];
  const named = (await store.names(viewer)).filter(
    (entry) =>
      (kind === undefined || entry.kind === kind) &&
      ([entry.name, ...entry.aliases].some((name) => wanted !== '' && normaliseName(name) === wanted) ||
        entry.keys.some((each) => each.slice(each.indexOf(':') + 1).toLowerCase() === key) ||
        entry.ref === key),
  );
  return store.cards(
    viewer,
    named.slice(0, 50).map(({ ref }) => ref),
  );
}
