import type { RunRecord } from '../../graph/store.ts';
import { formatTime } from '../format.ts';
import { runPath } from '../paths.ts';
import { sourcesTexts } from '../texts.ts';
import { Chip } from './small.tsx';

const tones = { running: 'plain', done: 'good', partly: 'warn', stopped: 'warn', failed: 'warn' } as const;

/** Refusals and warnings shown per run in a list. */
const shownProblems = 20;

export interface RunProps {
  run: RunRecord;
  /** Leads to what the run changed: for editors. */
  isLinked: boolean;
  /** What pages call its source, where that does not stand above. */
  label?: string | undefined;
  /** All refusals and warnings, not only the first. */
  isWhole?: boolean | undefined;
}

/** How one reading of a source went. */
export function RunView({ run, isLinked, label, isWhole = false }: RunProps) {
  const { id, status, startedAt, message, refused, refusedCount, warnings } = run;
  const time = formatTime(startedAt);
  const most = isWhole ? Number.POSITIVE_INFINITY : shownProblems;
  return (
    <>
      <p>
        {label !== undefined && `${label}, `}
        {isLinked ? <a href={runPath(id)}>{time}</a> : time}{' '}
        <Chip chip={{ text: sourcesTexts.statuses[status], tone: tones[status] }} /> {sourcesTexts.counts(run)}
      </p>
      {message !== undefined && <p>{message}</p>}
      <Problems title={sourcesTexts.refused(refusedCount)} lines={refused} total={refusedCount} most={most} open />
      <Problems title={sourcesTexts.warnings(warnings.length)} lines={warnings} total={warnings.length} most={most} />
    </>
  );
}

function Problems(props: { title: string; lines: readonly string[]; total: number; most: number; open?: boolean }) {
  const { title, lines, total, most, open = false } = props;
  if (total === 0) return null;
  const shown = lines.slice(0, most);
  return (
    <details open={open}>
      <summary>{title}</summary>
      <ul class="problems">
        {shown.map((line) => (
          <li>{line}</li>
        ))}
        {total > shown.length && <li>{sourcesTexts.andMore(total - shown.length)}</li>}
      </ul>
    </details>
  );
}
