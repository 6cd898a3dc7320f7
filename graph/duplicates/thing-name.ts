import { normaliseName } from '../../schema/names.ts';
import { plainLetters } from './person-name.ts';

/** The name of a team, system, project or page in its parts, all normalised. */
export interface ThingName {
  written: string;
  normal: string;
  words: string[];
  /** Without the words that say what sort of thing it is: `payments` of `Payments Team`, `payments-svc`. */
  core: string[];
  /** The core in plain Latin letters without spaces. */
  compact: string;
}

/** Words that name the sort of thing and may be left out, beside the kind's own. Longest usage first does not matter: all are dropped. */
const sortWords = new Set([
  'the',
  'team',
  'teams',
  'squad',
  'group',
  'crew',
  'department',
  'dept',
  'division',
  'unit',
  'guild',
  'chapter',
  'tribe',
  'service',
  'services',
  'svc',
  'srv',
  'system',
  'app',
  'application',
  'component',
  'project',
  'program',
  'programme',
  'initiative',
]);

/** @param kindWords other words for things of the kind, folded */
export function readThingName(written: string, kindWords: ReadonlySet<string> = new Set()): ThingName {
  // PaymentsService is two words.
  const normal = normaliseName(written);
  const words = normaliseName(written.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .split(' ')
    .filter((word) => word !== '');
  const named = words.filter((word) => !sortWords.has(word) && !kindWords.has(word));
  const core = named.length === 0 ? words : named;
  return { written, normal, words, core, compact: core.map(plainLetters).join('') };
}

/** What tells versions and parts of a series apart: `2` of `SIG 2`, `ii`, `b` of `Team B`. */
export function seriesMarks({ words }: ThingName): string {
  return words
    .flatMap((word) =>
      word.length === 1 || /^(ii|iii|iv|vi|vii|viii|ix|xi|xii)$/.test(word) ? [word] : (word.match(/\d+/g) ?? []),
    )
    .join(' ');
}
