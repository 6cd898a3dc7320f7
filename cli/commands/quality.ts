import { readQuality, type CheckResult } from '../../graph/quality/report.ts';
import { localAdmin } from '../../schema/viewer.ts';
import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';

export interface QualityOptions {
  json: boolean;
}

/** Findings shown per check; `--json` and `/admin/quality` have more. */
const shown = 10;

/** Says what is wrong with the graph, and where it is mended. */
export async function quality({ store, environment }: Kiki, { json }: QualityOptions, io: Io): Promise<number> {
  const report = await readQuality({ store, viewer: localAdmin, now: new Date() });
  if (json) {
    io.out(JSON.stringify(report, null, 1));
    return 0;
  }
  const address = environment.KIKI_PUBLIC_URL ?? '';
  for (const check of report.checks) io.out(table(check, address));
  const total = report.checks.reduce((sum, check) => sum + check.total, 0);
  io.note(total === 0 ? 'Nothing was found.' : 'Paths are those of the wiki; /admin/quality there has links.');
  return 0;
}

function table({ title, total, items }: CheckResult, address: string): string {
  const rows = items.slice(0, shown);
  const width = Math.min(40, Math.max(0, ...rows.map(({ name }) => name.length)));
  const lines = rows.map(
    ({ name, what, fix }) => `  ${cut(name, width).padEnd(width)}  ${what}\n      ${address}${fix}`,
  );
  const more = total - rows.length;
  return [`${title}: ${total}`, ...lines, ...(more > 0 ? [`  … and ${more} more`] : []), ''].join('\n');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
