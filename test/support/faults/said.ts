import type { GraphStore } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { collect } from '../iterables.ts';

/**
 * The lines of an export without what differs between any two ways to the same: runs and when sources were read, times, and
 * which run wrote what. What is left are entities, relations, prose, records, earlier versions and revisions.
 */
export function said(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line !== '' && !/^\{"node":\["(Run|Source)"/.test(line))
    .map((line) =>
      line
        .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME')
        .replaceAll(/TIME-[\w-]+-[0-9a-f]{8}/g, 'RUN')
        // What a killed run left is finished by the next one, of whichever source: the revision names that one.
        .replace(/"actor":"[^"]*","actorId":"[^"]*","actorType":"\w+"/, '"actor":"ANY"')
        .replace(/,"run":"RUN"(?=\}\}$)/, ''),
    )
    .sort();
}

/** As said, of a store that is open. */
export async function saidBy(store: GraphStore): Promise<string[]> {
  return said((await collect(store.exportAll(kiki))).map((line) => JSON.stringify(line)));
}

/** Lines that only one of two graphs has, each with the sign of a diff; short, because a graph is long. */
export function differences(expected: readonly string[], found: readonly string[]): string[] {
  const count = (lines: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
    return counts;
  };
  const [before, after] = [count(expected), count(found)];
  const beyond = (these: Map<string, number>, those: Map<string, number>, sign: string) =>
    [...these]
      .filter(([line, times]) => times > (those.get(line) ?? 0))
      .map(([line]) => `${sign} ${line.slice(0, 600)}`);
  return [...beyond(before, after, '-'), ...beyond(after, before, '+')];
}
