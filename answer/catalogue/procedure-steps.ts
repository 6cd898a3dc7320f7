import { z } from 'zod';
import { steps } from '../look-up/steps.ts';
import { defineLookUp } from './look-up.ts';
import { clip, clipProse, clipValue } from './shapes.ts';
import { findThing } from './things.ts';
import { thing, type Words } from './words.ts';

/** Steps of a procedure that are given. */
const most = 80;

/** How something is done, step by step. */
export const procedureSteps = (_words: Words) =>
  defineLookUp({
    name: 'procedure_steps',
    description: `Gives the steps of a procedure in order, with who is responsible where a source says so, what must be there first, and who owns it. At most ${most} steps; a page whose text has no numbered steps has none here, and read_page gives its text.`,
    input: z.strictObject({ of: thing }),
    output: z.object({
      ref: z.string(),
      name: z.string(),
      prerequisites: z.array(z.string()),
      owners: z.array(z.string()),
      steps: z.array(
        z.object({
          number: z.number().int(),
          section: z.string(),
          text: z.string().describe('Words without marks, with code as it is: blocks in fences.'),
          responsible: z.string().optional(),
        }),
      ),
    }),
    async run({ of }, context) {
      const { store, viewer, on } = context;
      const { ref, name } = await findThing(of, context);
      const view = await store.entity(viewer, ref, on);
      const all = (view?.passages ?? []).flatMap(({ step, text, heading }) =>
        step === undefined ? [] : [{ step, text, heading }],
      );
      const finding = await steps([ref], context);
      return {
        result: {
          ref,
          name,
          prerequisites: [clipValue(view?.facts.prerequisites?.value ?? [])].flat().map(String),
          owners: (view?.relations ?? [])
            .filter(({ relation, end, current }) => relation === 'OWNS' && end === 'to' && current)
            .map(({ other }) => other.name),
          steps: all.slice(0, most).map(({ step, text, heading }) => ({
            number: step.number,
            section: clip(heading.at(-1) ?? '', 200),
            text: clipProse(text, 600),
            ...(step.responsible !== undefined && { responsible: step.responsible }),
          })),
        },
        statements: finding?.statements.map((each) => ({ ...each, text: clip(each.text, 12_000) })) ?? [],
        ...(all.length > most && { cut: `${most} of ${all.length} steps are given` }),
      };
    },
  });
