import { z } from 'zod';
import { invalid } from '../../schema/errors.ts';
import { chain } from '../look-up/chain.ts';
import { defineLookUp } from './look-up.ts';
import { item, itemOf } from './shapes.ts';
import { findThing, onDay } from './things.ts';
import { day, thing, type Words } from './words.ts';

/** The line of managers. */
export const managerChain = (_words: Words) =>
  defineLookUp({
    name: 'manager_chain',
    description:
      'Gives the line of managers of a person, nearest first, up to the top. Solid lines only: dotted ones are no part of it, list_related tells them. Managers who left or are vacancies are named with their status.',
    input: z.strictObject({ of: thing, on: day }),
    output: z.object({ of: item, managers: z.array(item.extend({ step: z.number().int().positive() })) }),
    async run({ of, on }, now) {
      const context = await onDay(now, on);
      const { store, viewer } = context;
      const person = await findThing(of, context);
      if (person.kind !== 'Person')
        throw invalid(`${person.name} is a ${store.ontology.kind(person.kind).singular}`, {
          where: 'of',
          fix: 'Give a person',
        });
      const reached = await store.reach(viewer, {
        relation: 'REPORTS_TO',
        of: person.ref,
        end: 'from',
        on: context.on,
      });
      const above = reached.filter(({ steps }) => steps > 0);
      const cards = new Map(
        (
          await store.cards(
            viewer,
            above.map(({ ref }) => ref),
          )
        ).map((card) => [card.ref, card]),
      );
      const finding = await chain([person.ref], context);
      return {
        result: {
          of: itemOf(person, store.ontology),
          managers: above.flatMap(({ ref, steps }) => {
            const card = cards.get(ref);
            return card === undefined ? [] : [{ ...itemOf(card, store.ontology, ['title']), step: steps }];
          }),
        },
        statements: finding?.statements ?? [],
        rules: ['Solid lines only', `As of ${context.on}`],
      };
    },
  });
