import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { invalid } from '../../schema/errors.ts';
import type { SearchMode } from './baseline.ts';
import { evalQuestion } from './question.ts';
import type { Report } from './report.ts';
import { measures } from './score.ts';

const bounds = z.partialRecord(z.enum([...measures, 'right', 'refused', 'false_refusals']), z.number().min(0).max(1));

/** Of each type of question, what its measures must reach. A mean of all types is no type: a good one would hide a bad one. */
const classes = z.partialRecord(evalQuestion.shape.type, bounds);

const gateFile = z.strictObject({
  /** While search is by words alone. */
  words: classes.optional(),
  /** While it is by meaning too. */
  meaning: classes.optional(),
});
export type Gate = z.infer<typeof gateFile>;

/** A measure of a class that is not where it must be. */
export interface Shortfall {
  type: string;
  measure: string;
  /** Undefined when there is nothing to measure: no question of that type has it. */
  is: number | undefined;
  bound: number;
  /** `false_refusals` must not be more than its bound, the others not less. */
  side: 'at least' | 'at most';
}

/** @param where the file, for the error @throws Invalid, naming the place in the file */
export function parseGate(text: string, where: string): Gate {
  const fix = 'See answer/evaluate/README.md for the form';
  let data: unknown;
  try {
    data = parse(text);
  } catch (cause) {
    const line = cause instanceof YAMLParseError ? cause.linePos?.[0].line : undefined;
    throw invalid('The gate is not YAML', { where: line === undefined ? where : `${where}:${line}`, fix, cause });
  }
  const parsed = gateFile.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`The gate can’t be used (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`, { where, fix });
  }
  return parsed.data;
}

/**
 * What falls short of the gate. Empty: it is passed.
 *
 * @throws Invalid when the gate says nothing about this way to search
 */
export function shortfalls(gate: Gate, { types }: Report, search: SearchMode, where: string): Shortfall[] {
  const section = search === 'words' ? 'words' : 'meaning';
  const wanted = Object.entries(gate[section] ?? {});
  if (wanted.length === 0)
    throw invalid(`The gate says nothing about search by ${search}`, {
      where,
      fix: `Add ${section}: with the bounds of each type of question`,
    });
  return wanted.flatMap(([type, measuresOf]) =>
    Object.entries(measuresOf).flatMap(([measure, bound]): Shortfall[] => {
      const is = types[type]?.[measure as keyof typeof measuresOf] ?? undefined;
      const side = measure === 'false_refusals' ? 'at most' : 'at least';
      const isPassed = is !== undefined && (side === 'at most' ? is <= bound : is >= bound);
      return isPassed ? [] : [{ type, measure, is, bound, side }];
    }),
  );
}

/** Types of the questions that the gate does not hold to anything. */
export function unguarded(gate: Gate, { types }: Report, search: SearchMode): string[] {
  const guarded = gate[search === 'words' ? 'words' : 'meaning'] ?? {};
  return Object.keys(types).filter((type) => type !== 'ALL' && !Object.hasOwn(guarded, type));
}
