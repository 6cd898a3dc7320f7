import { invalid } from '../../schema/errors.ts';
import { scalarText } from '../../schema/value.ts';

/** As long as the key of a record may be. */
const longest = 500;

/** What identifies a pushed record within its source: any text without control characters. @throws Invalid */
export function pushedId(raw: unknown): string {
  const text = scalarText(raw)?.normalize('NFC');
  if (text === undefined) throw invalid('There is no id', { where: 'id', fix: 'Give a text or a number' });
  if (/[\p{Cc}\p{Surrogate}]/u.test(text))
    throw invalid('The id has a control character or half a character', { where: 'id', fix: 'Leave it out' });
  if (text.length > longest) throw invalid(`The id is longer than ${longest} characters`, { where: 'id' });
  return text;
}
