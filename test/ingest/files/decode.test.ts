import { describe, expect, test } from '@jest/globals';
import { decode } from '../../../ingest/files/decode.ts';

const file = (bytes: Buffer) => ({ path: 'people.csv', bytes, hash: '' });
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('the text of a file', () => {
  test('has no byte order mark, line ends as \\n, and composed letters', () => {
    expect(decode(file(Buffer.from('\uFEFFa\r\nb\rZoe\u0308')))).toBe('a\nb\nZo\u00eb');
  });

  test('is read as UTF-16 where its byte order mark says so, whatever the config says', () => {
    expect(decode(file(utf16('Zoë')), 'windows-1252')).toBe('Zoë');
    expect(decode(file(utf16('Zoë').swap16()))).toBe('Zoë');
  });

  test('is read in the encoding that the config names', () => {
    expect(decode(file(Buffer.from('Zoë', 'latin1')), 'windows-1252')).toBe('Zoë');
  });

  test('is refused with its line when it is not UTF-8', () => {
    const bytes = Buffer.from('no,name\n1,Ada\n2,Zoë\n', 'latin1');
    expect(() => decode(file(bytes))).toThrow(
      expect.objectContaining({
        code: 'invalid',
        where: 'people.csv',
        message: 'The file is not utf-8 text (first at line 3)',
        fix: expect.stringContaining('windows-1252'),
      }),
    );
  });

  test('is refused when it is binary, cut off, or in an encoding that does not exist', () => {
    expect(() => decode(file(Buffer.from([65, 0, 66])))).toThrow('binary');
    expect(() => decode(file(Buffer.from([0xff, 0xfe, 65])))).toThrow('not utf-16le text');
    expect(() => decode(file(Buffer.from('a')), 'klingon')).toThrow('no encoding "klingon"');
  });
});
