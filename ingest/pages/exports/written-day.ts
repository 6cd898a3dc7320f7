import { fold } from '../../../schema/names.ts';

/** Languages whose names of months are read. Where two of them mean different months by one word, the word is not read. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'pl', 'cs'];

let months: ReadonlyMap<string, number> | undefined;

function monthCalled(word: string): number | undefined {
  months ??= namesOfMonths();
  const name = fold(word).replace(/\.$/, '');
  return months.get(name);
}

function namesOfMonths(): Map<string, number> {
  const names = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const language of languages) {
    for (let month = 1; month <= 12; month += 1) {
      const date = new Date(Date.UTC(2026, month - 1, 15));
      for (const form of ['short', 'long'] as const) {
        // With a day beside it, some languages decline the name.
        for (const withDay of [{}, { day: 'numeric' as const }]) {
          const parts = new Intl.DateTimeFormat(language, { month: form, ...withDay, timeZone: 'UTC' }).formatToParts(
            date,
          );
          const name = fold(parts.find(({ type }) => type === 'month')?.value ?? '').replace(/\.$/, '');
          if (!/\p{L}/u.test(name)) continue;
          if ((names.get(name) ?? month) !== month) ambiguous.add(name);
          names.set(name, month);
        }
      }
    }
  }
  for (const name of ambiguous) names.delete(name);
  return names;
}

const forms = [
  /(?<!\d)(?<year>\d{4})[-/.年]\s?(?<month>\d{1,2})[-/.月]\s?(?<day>\d{1,2})(?!\d)/u, // 2026-03-09, 2026/3/9, 2026年3月9日
  /(?<name>\p{L}{3,})\.? (?<day>\d{1,2}),? (?<year>\d{4})(?!\d)/u, // Mar 09, 2026
  /(?<!\d)(?<day>\d{1,2})\.?(?: de| of)?[ -](?<name>\p{L}{3,})\.?(?: de)?,?[ -](?<year>\d{4})(?!\d)/u, // 9. März 2026, 9 de marzo de 2026
  /(?<!\d)(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)/u, // 09.03.2026
];

/**
 * The day that a program wrote for people, as `2026-03-09`: `Mar 09, 2026`, `9. März 2026 11:52`, `2026/03/09`. A date like `03/09/2026`,
 * which means two days, is none.
 */
export function writtenDay(text: string): string | undefined {
  for (const form of forms) {
    const { year = '', month, name, day = '' } = form.exec(text)?.groups ?? {};
    const number = name === undefined ? Number(month) : monthCalled(name);
    if (year === '' || number === undefined) continue;
    const iso = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
    const date = new Date(`${iso}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)) return iso;
  }
  return undefined;
}
