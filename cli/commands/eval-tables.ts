import type { Change } from '../../answer/evaluate/compare.ts';
import type { Shortfall } from '../../answer/evaluate/gate.ts';
import type { Interval } from '../../answer/evaluate/intervals.ts';
import { type Report, type ReportedMeasure, refusals } from '../../answer/evaluate/report.ts';
import { measures } from '../../answer/evaluate/score.ts';

const shown = [...measures, 'right', ...refusals] as const;
const width = 17;

/** A column per type of question, a row per measure, each with its interval. */
export function scoreTable({ types, abstention }: Report): string {
  const reports = Object.values(types);
  const row = (name: string, cells: readonly string[]) =>
    [name.padEnd(15), ...cells.map((text) => text.padStart(width))].join('').trimEnd();
  const ofMeasure = (measure: ReportedMeasure) =>
    row(
      measure,
      reports.map((each) => figure(each[measure], each.intervals[measure])),
    );
  const { precision, recall, missing_answers: missing, intervals } = abstention;
  return [
    row('', Object.keys(types)),
    row(
      'n',
      reports.map(({ n }) => String(n)),
    ),
    ...shown.filter((measure) => reports.some((each) => typeof each[measure] === 'number')).map(ofMeasure),
    `Each with what it lies between, 95 times of 100.`,
    `Refusals that were right: ${figure(precision, intervals.precision)}; of what can’t be answered: ${figure(recall, intervals.recall)}; without any answer: ${missing}`,
  ].join('\n');
}

/** `0.885 .71–.96` */
function figure(value: number | null | undefined, interval: Interval | undefined): string {
  if (value === null || value === undefined) return '-';
  const short = (share: number) => share.toFixed(2).replace(/^0(?=\.)/, '');
  return `${value.toFixed(3)}${interval === undefined ? '' : ` ${interval.map(short).join('–')}`}`;
}

/** What became of the questions of each type since the baseline. */
export function changeTable(changes: Readonly<Record<string, Change>>): string {
  return Object.entries(changes)
    .flatMap(([type, { n, before, after, became_right: right, became_wrong: wrong, p, differences }]) => [
      `${type}: right ${before} -> ${after} of ${n}; ${right.length} became right, ${wrong.length} wrong; ${verdict(p, right.length + wrong.length)}`,
      ...(type === 'ALL' ? [] : [...ids('became right', right), ...ids('became wrong', wrong)]),
      ...moved(differences),
    ])
    .join('\n');
}

function verdict(p: number, changed: number): string {
  if (changed === 0) return 'none differs';
  return p < 0.05 ? `more than chance (p = ${p})` : `may be chance (p = ${p})`;
}

function ids(what: string, list: readonly string[]): string[] {
  return list.length === 0 ? [] : [`  ${what}: ${list.join(', ')}`];
}

function moved(differences: Change['differences']): string[] {
  const all = Object.entries(differences).filter(([, by]) => by !== 0);
  return all.length === 0
    ? []
    : [`  ${all.map(([measure, by]) => `${measure} ${by > 0 ? '+' : ''}${by.toFixed(3)}`).join(', ')}`];
}

/** Which types fall short of the gate, and by what. */
export function gateLines(short: readonly Shortfall[]): string {
  if (short.length === 0) return 'Gate: passed';
  return short
    .map(({ type, measure, is, bound, side }) =>
      is === undefined
        ? `Gate: there is no ${measure} of ${type} to hold to ${side} ${bound}`
        : `Gate: ${measure} of ${type} is ${is}, must be ${side} ${bound}`,
    )
    .join('\n');
}
