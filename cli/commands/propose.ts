import { type DropReason, dropReasons, type ProposeReport } from '../../answer/propose/report.ts';
import { invalid } from '../../schema/errors.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';
import { groupLines } from './group-lines.ts';

export interface ProposeCommandOptions {
  /** Pages that are read at most. */
  limit: number;
  json: boolean;
}

/** Has the language model read pages for the review queue. @returns the exit code: 1 when no page could be used */
export async function propose(
  { proposer, store }: Kiki,
  { limit, json }: ProposeCommandOptions,
  io: Io,
): Promise<number> {
  if (proposer === undefined)
    throw invalid('There is no language model to read pages with', {
      where: 'environment',
      fix: 'Set KIKI_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL (docs/proposals.md)',
    });
  let report: ProposeReport;
  try {
    report = await proposer.propose({
      limit,
      onProgress: (done, total) => io.progress(`read ${done} of ${total} pages`),
    });
  } finally {
    io.progress(undefined);
    // Also what was read before the model could not be asked any more.
    await store.flush();
  }
  if (json) io.out(JSON.stringify(report, null, 1));
  else print(report, io);
  return report.failed > 0 && report.read === 0 ? 1 : 0;
}

function print({ read, failed, left, proposed, queued, stale, dropped, problems }: ProposeReport, io: Io): void {
  for (const line of groupLines(problems)) io.note(line);
  if (read === 0 && failed === 0) io.out('Every page has been read as it is now.');
  else
    io.out(
      `${read} pages read${failed === 0 ? '' : `, ${failed} could not be used`}; ${proposed} proposals to review at /admin/proposals.`,
    );
  if (queued > 0) io.out(`${queued} were in the queue already, or have been decided.`);
  if (stale > 0) io.out(`${stale} of before are stale: their page does not say so any more.`);
  const reasons = Object.entries(dropped).map(([reason, count]) => `${count} ${dropReasons[reason as DropReason]}`);
  if (reasons.length > 0) io.out(`Not proposed: ${reasons.join('; ')}.`);
  if (left > 0) io.out(`${left} pages are left; kiki propose goes on with them.`);
}
