import { expect, test } from '@jest/globals';
import { printChanges } from '../../cli/commands/print-report.ts';
import type { RunReport } from '../../ingest/run-source.ts';
import { createOntology } from '../../schema/ontology.ts';
import { recordingIo } from '../support/recording-io.ts';

const ontology = createOntology({ kinds: { Berth: {} } });
const report = (kind: string, count: number) =>
  ({
    source: kind.toLowerCase(),
    changes: Array.from({ length: count }, (_, index) => ({
      ref: `${kind.toLowerCase()}:${index}`,
      kind,
      fate: 'added',
      changes: [],
    })),
  }) as unknown as RunReport;

test('a dry run tells people, teams and things before pages and words, whichever source comes first, and some of each kind', () => {
  const io = recordingIo();
  printChanges(
    [report('Term', 60), report('Article', 60), report('Berth', 4), report('Person', 60)],
    { dryRun: true, ontology },
    io,
  );
  const kinds = io.outs.flatMap((line) => /^\+ (\w+):/.exec(line)?.[1] ?? []);
  expect([...new Set(kinds)]).toEqual(['person', 'berth', 'article', 'term']);
  expect(kinds).toHaveLength(50);
  expect(kinds.filter((kind) => kind === 'person').length).toBeGreaterThanOrEqual(15);
  expect(io.outs.at(-1)).toMatch(/^\+ 134 more \(4\d article, 4\d person, 4\d term\)/);
});
