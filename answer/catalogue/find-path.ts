import { z } from 'zod';
import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import { distinct, edgeSources } from '../look-up/edge-sources.ts';
import type { Statement } from '../look-up/finding.ts';
import { relationSentence } from '../look-up/wording.ts';
import { type CatalogueContext, defineLookUp } from './look-up.ts';
import { item, itemOf } from './shapes.ts';
import { findThing } from './things.ts';
import { thing, type Words } from './words.ts';

/** Relations that link nearly everything with everything and say little. */
const weak: ReadonlySet<string> = new Set(['MENTIONS']);

interface Link {
  relation: string;
  from: Ref;
  to: Ref;
}

/** How two things hang together. */
export const findPath = ({ relation }: Words) =>
  defineLookUp({
    name: 'find_path',
    description:
      'Finds how two things hang together: the shortest way from one to the other along current relations in either direction, such as person → team → system. Mentions in texts are no link unless `relations` names them. One way is given where several are as short; dotted lines count as links.',
    input: z.strictObject({
      from: thing,
      to: thing,
      relations: z.array(relation).min(1).max(20).optional().describe('Only along these.'),
      most: z.number().int().min(1).max(8).default(6).describe('Steps at most.'),
    }),
    output: z.object({
      from: item,
      to: item,
      steps: z
        .array(z.object({ from: item, relation: z.string(), to: item }))
        .nullable()
        .describe('null: there is no way of so few steps.'),
    }),
    async run({ from, to, relations, most }, context) {
      const { store, viewer } = context;
      const { ontology } = store;
      const [one, other] = [await findThing(from, context), await findThing(to, context)];
      const allowed = new Set(
        ontology.relations
          .filter(({ key, name, inverse }) =>
            relations === undefined ? !weak.has(key) : relations.includes(name) || relations.includes(inverse),
          )
          .map(({ key }) => key),
      );
      const links = (await store.links(viewer)).filter((link) => allowed.has(link.relation));
      const path = shortestPath(links, one.ref, other.ref, most);
      const cards = await store.cards(viewer, [one.ref, ...(path ?? []).map(({ to: next }) => next)]);
      const cardOf = new Map(cards.map((card) => [card.ref, card]));
      const steps = path?.flatMap(({ relation: key, end, from: left, to: right }) => {
        const [here, there] = [cardOf.get(left), cardOf.get(right)];
        const spec = ontology.relation(key);
        return here === undefined || there === undefined ? [] : [{ here, there, spec, end }];
      });
      const statements = await Promise.all(
        (steps ?? []).map(async ({ here, there, spec, end }): Promise<Statement> => {
          const sentence = relationSentence({ relation: spec, end, subject: here.name, others: [there.name] });
          return {
            text: `${sentence} (As of ${context.on}.)`,
            about: { ref: here.ref, title: here.name },
            sources: await sourcesOf(spec.key, here.ref, there.ref, end, context),
          };
        }),
      );
      return {
        result: {
          from: itemOf(one, ontology),
          to: itemOf(other, ontology),
          steps:
            steps?.map(({ here, there, spec, end }) => ({
              from: itemOf(here, ontology),
              relation: end === 'from' ? spec.name : spec.inverse,
              to: itemOf(there, ontology),
            })) ?? null,
        },
        statements,
        rules: [`Current relations of ${context.on}, in either direction, at most ${most} steps`],
      };
    },
  });

/** A step of a path: `end` is where the thing stands that it goes from. */
export interface PathStep {
  relation: string;
  from: Ref;
  to: Ref;
  end: End;
}

/**
 * The shortest way from one thing to another along links in either direction; of several that are as short, always the same one.
 * Undefined when there is none of at most so many steps.
 */
export function shortestPath(links: readonly Link[], from: Ref, to: Ref, most: number): PathStep[] | undefined {
  const stepsOf = new Map<Ref, PathStep[]>();
  const add = (step: PathStep) => {
    const known = stepsOf.get(step.from);
    if (known === undefined) stepsOf.set(step.from, [step]);
    else known.push(step);
  };
  for (const { relation, from: left, to: right } of links) {
    add({ relation, from: left, to: right, end: 'from' });
    add({ relation, from: right, to: left, end: 'to' });
  }
  const reachedBy = new Map<Ref, PathStep | undefined>([[from, undefined]]);
  let frontier = [from];
  for (let step = 0; step < most && frontier.length > 0 && !reachedBy.has(to); step += 1) {
    const next: Ref[] = [];
    for (const ref of frontier)
      for (const each of (stepsOf.get(ref) ?? []).sort(inOrder))
        if (!reachedBy.has(each.to)) {
          reachedBy.set(each.to, each);
          next.push(each.to);
        }
    frontier = next;
  }
  if (!reachedBy.has(to)) return undefined;
  const path: PathStep[] = [];
  for (let step = reachedBy.get(to); step !== undefined; step = reachedBy.get(step.from)) path.unshift(step);
  return path;
}

function inOrder(a: PathStep, b: PathStep): number {
  const [one, other] = [`${a.to} ${a.relation} ${a.end}`, `${b.to} ${b.relation} ${b.end}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

async function sourcesOf(relation: string, from: Ref, to: Ref, end: End, context: CatalogueContext) {
  const edges = await context.store.edges(context.viewer, { relation, of: [from], end, on: context.on });
  const wanted = edges.filter((edge) => (end === 'from' ? edge.to : edge.from) === to);
  return distinct(await edgeSources(wanted, context));
}
