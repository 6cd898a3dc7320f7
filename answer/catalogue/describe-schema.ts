import { z } from 'zod';
import { defineLookUp } from './look-up.ts';
import type { Words } from './words.ts';

/** What can be asked about at all. */
export const describeSchema = ({ ontology, kind }: Words) =>
  defineLookUp({
    name: 'describe_schema',
    description:
      'Gives the kinds of things of this company with their fields and possible values, how many there are of each (all of them, whatever their status), and the relations between them with their two readings.',
    input: z.strictObject({ kind: kind.optional().describe('Only this kind.') }),
    output: z.object({
      kinds: z.array(
        z.object({
          kind: z.string(),
          description: z.string(),
          count: z.number().int(),
          fields: z.array(
            z.object({
              name: z.string(),
              type: z.string(),
              description: z.string(),
              choices: z.array(z.string()).optional(),
              uncounted: z.array(z.string()).optional().describe('Choices that take a thing out of counts.'),
            }),
          ),
          relations: z.array(z.object({ relation: z.string(), with: z.array(z.string()), description: z.string() })),
        }),
      ),
    }),
    async run({ kind: only }, { store, viewer }) {
      const counts = await store.countKinds(viewer);
      const kinds = ontology.kinds.filter(({ name }) => only === undefined || name === only);
      return {
        result: {
          kinds: kinds.map(({ name, description }) => ({
            kind: name,
            description,
            count: counts[name] ?? 0,
            fields: ontology.fields(name).map((field) => {
              const uncounted = field.choices?.filter(({ counted }) => counted === false).map(({ value }) => value);
              return {
                name: field.name,
                type: field.type,
                description: field.description,
                ...(field.choices && { choices: field.choices.map(({ value }) => value) }),
                ...(uncounted !== undefined && uncounted.length > 0 && { uncounted }),
              };
            }),
            relations: ontology.relations.flatMap((relation) =>
              (['from', 'to'] as const).flatMap((end) => {
                const others = ontology.otherKinds(relation, end, name);
                return others.length === 0
                  ? []
                  : [
                      {
                        relation: end === 'from' ? relation.name : relation.inverse,
                        with: [...others],
                        description: relation.description,
                      },
                    ];
              }),
            ),
          })),
        },
        statements: [],
      };
    },
  });
