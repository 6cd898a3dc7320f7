import { formatNumber } from '../format.ts';
import { count } from './count.ts';

export const sourcesTexts = {
  title: 'Sources',
  intro: 'What Kiki reads, in which state it is, and what could not be read.',
  none: 'Kiki reads no source yet.',
  records: 'Records',
  lastRead: 'Last read whole',
  never: 'never',
  dropped: 'Not in kiki.yaml any more. Its records stay until “kiki ingest --forget”.',
  noRuns: 'No run is recorded.',
  counts: ({
    added,
    changed,
    removed,
    unchanged,
  }: {
    added: number;
    changed: number;
    removed: number;
    unchanged: number;
  }) =>
    `${formatNumber(added)} added, ${formatNumber(changed)} changed, ${formatNumber(removed)} removed, ${formatNumber(unchanged)} unchanged`,
  refused: (n: number) => `${formatNumber(n)} refused`,
  warnings: (n: number) => count(n, 'warning'),
  statuses: { running: 'running', done: 'done', partly: 'done in part', stopped: 'stopped', failed: 'failed' },
  andMore: (n: number) => `and ${formatNumber(n)} more`,
  readNow: 'Read now',
  readNowOf: (source: string) => `Read ${source} now`,
  next: 'Next read',
};
