import type { QualityCheck, QualityItem } from './check.ts';
import { allChecks } from './checks/all.ts';
import { createQualityContext, type QualityContextOptions } from './context.ts';

export interface CheckResult extends Pick<QualityCheck, 'id' | 'title' | 'why'> {
  total: number;
  /** The most pressing first, at most as many as were asked for. */
  items: QualityItem[];
}

export interface QualityReport {
  /** ISO time. */
  asOf: string;
  checks: CheckResult[];
}

/** The checks whose findings can be kept until the graph or the day changes, and the others. */
export const checksOf = {
  graph: allChecks.filter(({ ofGraph = false }) => ofGraph),
  more: allChecks.filter(({ ofGraph = false }) => !ofGraph),
};

/** One report of several, in the order of all checks. @param limit findings given per check */
export function joinReports(reports: readonly QualityReport[], limit: number): QualityReport {
  const found = new Map(reports.flatMap(({ checks }) => checks).map((check) => [check.id, check]));
  const checks = allChecks.flatMap(({ id }) => found.get(id) ?? []);
  return {
    asOf: reports.map(({ asOf }) => asOf).reduce((a, b) => (a > b ? a : b)),
    checks: checks.map((check) => ({ ...check, items: check.items.slice(0, limit) })),
  };
}

/**
 * What is wrong with the graph as the viewer may read it: what he may not read is not counted either. A check that can't tell is
 * left out.
 *
 * @param limit findings given per check; the totals are of all
 */
export async function readQuality(
  options: QualityContextOptions & { limit?: number; checks?: readonly QualityCheck[] },
): Promise<QualityReport> {
  const { limit = Number.POSITIVE_INFINITY, checks = allChecks, now } = options;
  const context = createQualityContext(options);
  const results: CheckResult[] = [];
  // One after the other: they share what they read, and a server goes on answering beside them.
  for (const { id, title, why, find } of checks) {
    const items = await find(context);
    if (items !== undefined) results.push({ id, title, why, total: items.length, items: items.slice(0, limit) });
  }
  return { asOf: now.toISOString(), checks: results };
}
