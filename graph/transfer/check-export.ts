import { invalid } from '../../schema/errors.ts';
import { uniqueKeys } from '../cypher/set-up.ts';
import { parseLine } from './transfer.ts';

/**
 * Looks through an export without importing it: an import that fails half-way leaves a graph that is of no use.
 *
 * @param lines the parsed lines, as `importAll` takes them
 * @throws Invalid at the first line that an import would refuse
 */
export async function checkExport(lines: AsyncIterable<unknown>): Promise<void> {
  const present = new Set<string>();
  let number = 0;
  for await (const raw of lines) {
    number += 1;
    const line = parseLine(raw, number);
    if ('node' in line) {
      for (const id of idsOf(line)) present.add(id);
    } else if ('edge' in line) {
      const missing = [line.from, line.to].find((end) => !present.has(end.join(' ')));
      if (missing !== undefined)
        throw invalid(`The edge ${line.edge} leads to ${missing.join(' ')}, which the export does not have before it`, {
          where: `line ${number}`,
          fix: 'Export the graph again',
        });
    }
  }
  if (number === 0) throw invalid('The file is empty', { fix: 'Give a file that kiki export wrote' });
}

/** `Label id` for each label by which an edge may name the node. */
function idsOf({ node, properties }: { node: string[]; properties: Record<string, unknown> }): string[] {
  return uniqueKeys.flatMap(([label, key]) => {
    const id = properties[key];
    return node.includes(label) && typeof id === 'string' ? [`${label} ${id}`] : [];
  });
}
