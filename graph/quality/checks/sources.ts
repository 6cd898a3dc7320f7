import { daysBetween, formatDay } from '../../../schema/days.ts';
import { peopleSource } from '../../../schema/record.ts';
import type { RunRecord, SourceState } from '../../store.ts';
import type { QualityCheck } from '../check.ts';
import { sourceLink } from '../links.ts';

/** Days after which a source that nobody reads is out of date. */
const longAgo = 7;

export const sources: QualityCheck = {
  id: 'sources',
  title: 'Sources that fail or were not read lately',
  why: 'What changed there is not known here.',
  async find({ store, viewer, today }) {
    const states = (await store.sources(viewer)).filter(({ name }) => name !== peopleSource);
    const found = [];
    for (const state of states) {
      // A run that is under way says nothing yet.
      const runs = await store.runs(viewer, { source: state.name, limit: 5 });
      const last = runs.find(({ status }) => status !== 'running');
      const { name } = state;
      for (const what of problemsOf(state, last, today)) found.push({ ref: null, name, what, fix: sourceLink(name) });
    }
    return found;
  },
};

function problemsOf({ dropped, readAt }: SourceState, last: RunRecord | undefined, today: string): string[] {
  if (dropped) return ['It is not in kiki.yaml any more, and its records are still shown'];
  const problems = last === undefined ? [] : runProblems(last);
  if (readAt === undefined) problems.push('It has never been read whole');
  else if (daysBetween(readAt, today) > longAgo)
    problems.push(`It was last read whole on ${formatDay(readAt)}, ${daysBetween(readAt, today)} days ago`);
  return problems;
}

function runProblems({ status, startedAt, message, refusedCount }: RunRecord): string[] {
  const when = formatDay(startedAt);
  const why = message === undefined ? '' : `: ${message}`;
  if (status === 'failed') return [`The last run (${when}) failed${why}`];
  if (status === 'stopped') return [`The last run (${when}) was stopped${why}`];
  if (refusedCount > 0) return [`The last run (${when}) could not read ${refusedCount} of its records`];
  return [];
}
