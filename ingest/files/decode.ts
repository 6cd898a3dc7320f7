import { invalid } from '../../schema/errors.ts';
import type { FileContent } from './source-folder.ts';

/** Byte order marks, and the encoding each stands for. */
const marks: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * The text of a file, composed (NFC) and with line ends as `\n`.
 *
 * @param encoding as WHATWG names it; without it what the byte order mark says, else UTF-8
 * @throws Invalid when the bytes are not text in that encoding
 */
export function decode({ path, bytes }: FileContent, encoding?: string): string {
  const marked = marks.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte));
  const name = marked?.encoding ?? encoding ?? 'utf-8';
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(name, { fatal: true });
  } catch (error) {
    throw invalid(`There is no encoding "${name}"`, {
      where: path,
      fix: 'Use a name such as utf-8, windows-1252 or utf-16le',
      cause: error,
    });
  }
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch (error) {
    const line = lineOfBadByte(bytes, name);
    throw invalid(`The file is not ${name} text${line === undefined ? '' : ` (first at line ${line})`}`, {
      where: path,
      fix: 'Save it as UTF-8, or set encoding: for the source, for example windows-1252',
      cause: error,
    });
  }
  if (text.includes('\u0000'))
    throw invalid('The file is binary, not text', { where: path, fix: 'Leave it out with exclude:' });
  return text.replace(/\r\n?/g, '\n').normalize('NFC');
}

/** Line that holds the first byte sequence which is not text, for encodings in which a line end is one byte. */
function lineOfBadByte(bytes: Buffer, encoding: string): number | undefined {
  if (encoding.startsWith('utf-16')) return undefined;
  let line = 1;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end + 1;
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(start, stop));
    } catch {
      return line; // this is the line we look for
    }
    line += 1;
    start = stop;
  }
  return undefined;
}
