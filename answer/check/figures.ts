import { fold } from '../../schema/names.ts';

/** Numbers in words. "one" says too little to be a number. */
const spelled = (
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
  'twenty'
).split(' ');
const inWords = new Map<string, string>([
  ...spelled.map((word, index) => [word, String(index + 2)] as const),
  ['thirty', '30'],
  ['forty', '40'],
  ['fifty', '50'],
  ['sixty', '60'],
  ['seventy', '70'],
  ['eighty', '80'],
  ['ninety', '90'],
  ['hundred', '100'],
  ['thousand', '1000'],
]);

/** The numbers of a text, in figures: `1,800` as `1800`, "twelve" as `12`. Parts of a date or a time count by themselves too. */
export function figuresIn(text: string): Map<string, string> {
  const folded = fold(text).replace(/(?<!\d)\d{1,3}(?:[, '’]\d{3})+(?!\d)/g, (number) => number.replace(/\D/g, ''));
  const figures = [...folded.matchAll(/\d+(?:[.,:]\d+)*/g)].map(([said]) => [said, said] as const);
  const words = [...folded.matchAll(/[a-z]+/g)].flatMap(([said]) => {
    const figure = inWords.get(said);
    return figure === undefined ? [] : [[figure, said] as const];
  });
  return new Map([...words, ...figures]);
}

/** A number of `claim`, as said, that `support` has not. */
export function unsupportedFigure(claim: string, support: string): string | undefined {
  const known = figuresIn(support);
  // "day 12 300 people" is no 12,300; so a number counts as written too.
  for (const [written] of fold(support).matchAll(/\d+(?:[.,:]\d+)*/g)) known.set(written, written);
  for (const figure of [...known.keys()]) for (const same of otherWays(figure)) known.set(same, figure);
  const isKnown = (figure: string) =>
    [figure, ...otherWays(figure)].some((same) => known.has(same)) || isDateOf(figure, known);
  return [...figuresIn(claim)].find(([figure]) => !isKnown(figure))?.[1];
}

/** A number as other languages write it: `1.800` for `1800`, `2,5` for `2.5`. */
function otherWays(figure: string): string[] {
  return [
    ...(/^\d{1,3}(?:\.\d{3})+$/.test(figure) ? [figure.replaceAll('.', '')] : []),
    ...(/^\d+[.,]\d+$/.test(figure) ? [figure.replace(/[.,]/, (sign) => (sign === ',' ? '.' : ','))] : []),
  ];
}

/** Whether day, month and year of `30.10.2026` are all known. */
function isDateOf(figure: string, known: ReadonlyMap<string, string>): boolean {
  if (!/^\d{1,2}\.\d{1,2}\.\d{4}$/.test(figure)) return false;
  return figure
    .split('.')
    .every((part) => known.has(part) || known.has(part.padStart(2, '0')) || known.has(String(Number(part))));
}
