import { isScalar, LineCounter, type ParseOptions } from 'yaml';

/** A name that is in one map of a YAML file again. */
export interface RepeatedKey {
  name: string;
  /** Line of the one before, from 1. */
  before: number;
  line: number;
}

/** Options for the YAML parser under which a name that is in a map again is no error: as other programs read it, the last one holds. */
export interface KeepingLast {
  options: ParseOptions & { lineCounter: LineCounter; uniqueKeys: (a: unknown, b: unknown) => boolean };
  /** Which names that were, after parsing, in their order. */
  repeated(): RepeatedKey[];
}

export function keepLast(): KeepingLast {
  const lineCounter = new LineCounter();
  const found = new Map<number, { name: string; before: number; at: number }>();
  return {
    options: {
      lineCounter,
      uniqueKeys(before, key) {
        if (!isScalar(before) || !isScalar(key) || before.value !== key.value || key.value === '<<') return false;
        const [[first], [at]] = [before.range ?? [0], key.range ?? [0]];
        found.set(at, { name: String(key.value), before: first, at });
        return false;
      },
    },
    repeated: () =>
      [...found.values()]
        .sort((a, b) => a.at - b.at)
        .map(({ name, before, at }) => ({
          name,
          before: lineCounter.linePos(before).line,
          line: lineCounter.linePos(at).line,
        })),
  };
}

/** @param firstLine line of the file on which the YAML begins */
export function describeRepeated({ name, before, line }: RepeatedKey, firstLine = 1): string {
  return `"${name}" is there twice, on line ${before + firstLine - 1} and on line ${line + firstLine - 1}: the last one is read. Give one of them its own name, or take one out`;
}
