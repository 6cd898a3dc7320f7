import { terms } from '../../../graph/text/analyse.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { timeOf } from '../../understand/dates.ts';
import { contentOf } from './asked.ts';
import { type Candidate, shareSaid, told } from './candidate.ts';
import { inLine, labelOf, tablesOf } from './tables.ts';

const month = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?`;
const day = new RegExp(
  String.raw`\b(?:${month} \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? (?:of )?${month})(?:,? (?:19|20)\d\d)?\b|\b(?:19|20)\d\d-\d\d-\d\d\b`,
  'giu',
);
const asksForEvent =
  /\bwhat(?:['’]?s| is| are|s)? (?:(?:going to |supposed to )?(?:happen(?:s|ing|ed)?|due|on|planned|scheduled|takes? place|begins?|starts?|ends?))\b/iu;
/** Words of such a question that say nothing of where its answer stands. */
const idle = terms(
  'happen happens happening happened due planned scheduled take takes place begin begins start starts end ends calendar schedule going supposed',
);

/** Share of what else is said that stands above the table; beside a whole date, of which no other table need tell, none has to. */
const enough = { withYear: 0, without: 0.5 };

/** "What happens on 20 October?": what stands beside that day in a table of days. */
export function ofDay(question: string, sections: readonly Passage[]): Candidate[] {
  if (!asksForEvent.test(question)) return [];
  const [written, another] = (question.match(day) ?? []).filter((each) => dayOf(each) !== undefined);
  if (written === undefined || another !== undefined) return [];
  const hasYear = /(?:19|20)\d\d/.test(written);
  const wanted = contentOf(question.replace(written, ' '), idle);
  const asked = dayOf(written);
  return sections.flatMap((section) =>
    tablesOf(section).flatMap((table) => {
      const rows = table.rows.filter((row) => {
        const own = dayOf(labelOf(row));
        return own !== undefined && (hasYear ? own === asked : own.slice(5) === asked?.slice(5));
      });
      const [first] = rows;
      const years = new Set(rows.map((row) => dayOf(labelOf(row))));
      if (first === undefined || years.size > 1 || table.columns.length !== 2) return [];
      if (shareSaid(wanted, table.columns, section) < (hasYear ? enough.withYear : enough.without)) return [];
      const value = rows.map((row) => inLine(row[1])).join('; ');
      const of = labelOf(first);
      return [told({ of, as: table.columns[1] ?? '', text: `${bold(of)}: ${value}`, value, section, extra: 0 })];
    }),
  );
}

/** ISO; of a day without a year in the year 2000. */
function dayOf(text: string): string | undefined {
  const plain = text.replace(/\bof\b/gi, ' ');
  const { first, last } = timeOf(plain) ?? timeOf(`${plain} 2000`) ?? { first: '', last: ' ' };
  return first === last ? first : undefined;
}
