import type { z } from 'zod';
import { check } from '../../schema/check.ts';
import { invalid } from '../../schema/errors.ts';
import type { LookUpContext, Statement } from '../look-up/finding.ts';
import type { Retrieve } from '../retrieve/retrieve.ts';

/** What a look-up needs: the graph as the viewer may read it, the day, and the search for prose. */
export interface CatalogueContext extends LookUpContext {
  retrieve: Retrieve;
  signal?: AbortSignal | undefined;
}

/** What a look-up found. */
export interface Reply<R> {
  /** Typed, for programs. Bounded in size. */
  result: R;
  /** The same in sentences with their sources, for people, and for a model to cite. */
  statements: Statement[];
  /** What was counted and what was not, in words. */
  rules?: string[];
  /** What was left out because there is too much of it, and how to get it. */
  cut?: string;
}

/** One question to the graph that programs and models may ask. It reads only. */
export interface LookUp {
  /** snake_case, as models know tools. */
  readonly name: string;
  /** For a model: what it finds, what is counted, what it does not do. */
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  /** @throws Invalid for input of another form; NotFound for a thing that is not there (for this viewer) */
  run(input: unknown, context: CatalogueContext): Promise<Reply<unknown>>;
}

/** A look-up whose input is checked before it runs. */
export function defineLookUp<I extends z.ZodObject, O extends z.ZodType>({
  run,
  ...look
}: {
  name: string;
  description: string;
  input: I;
  output: O;
  run: (input: z.output<I>, context: CatalogueContext) => Promise<Reply<z.input<O>>>;
}): LookUp {
  return {
    ...look,
    async run(input, context) {
      const checked = check(look.input, input ?? {});
      if (checked.ok) return run(checked.value, context);
      throw invalid(checked.problems.join('; '), {
        where: look.name,
        fix: `It takes ${Object.keys(look.input.shape).join(', ')}; GET /api/look-ups describes them`,
      });
    },
  };
}
