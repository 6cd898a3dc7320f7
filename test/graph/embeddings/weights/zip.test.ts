import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readZipEntry } from '../../../../graph/embeddings/weights/zip.ts';
import { KikiError } from '../../../../schema/errors.ts';
import { writeZip, type ZipFile } from '../../../support/zip-writer.ts';

const content = Buffer.from('weights '.repeat(1000));
const file: ZipFile = { name: 'model.onnx', content };
const read = (archive: Buffer, name = 'model.onnx') => readZipEntry(archive, name, { mostBytes: content.length });
const claiming = (claims: ZipFile['claims']) => writeZip([{ ...file, ...(claims && { claims }) }]);

describe('a file of a zip archive', () => {
  test('is read, whether packed or stored', async () => {
    expect(await read(writeZip([{ name: 'other', content: Buffer.from('x') }, file]))).toEqual(content);
    expect(await read(writeZip([{ ...file, stored: true }]))).toEqual(content);
  });

  test('is found behind a comment, even one that looks like the end of the directory', async () => {
    expect(await read(writeZip([file], `PK\x05\x06${'-'.repeat(40)}`))).toEqual(content);
  });

  test('is asked for by its exact name: a path that leads elsewhere is another name', async () => {
    const archive = writeZip([{ name: '../model.onnx', content: Buffer.from('evil') }]);
    await expect(read(archive)).rejects.toThrow('no file "model.onnx"');
  });

  test.each([
    ['a larger size than expected', { size: content.length + 1 }, 'expected 8000'],
    ['a smaller size than its content', { size: 10 }, "can't be unpacked to its stated size"],
    ['a wrong checksum', { crc: 1 }, 'damaged'],
    ['a place after the end', { offset: 1e9 }, 'ends too early'],
    ['a place where nothing begins', { offset: 3 }, 'not where it should be'],
    ['more packed bytes than there are', { compressed: 1e9 }, 'ends too early'],
    ['fewer packed bytes than there are', { compressed: 5 }, "can't be unpacked"],
    ['encryption', { flags: 1 }, 'encrypted'],
    ['an unknown method', { method: 12 }, 'method 12'],
  ])('is refused when it claims %s', async (_what, claims, message) => {
    await expect(read(claiming(claims))).rejects.toThrow(message);
  });

  test('is refused when there are two of the name', async () => {
    await expect(read(writeZip([file, file]))).rejects.toThrow('twice');
  });

  test('is refused when the archive is none, empty or cut off at any place', async () => {
    await expect(read(Buffer.from('<html>Not found</html>'))).rejects.toThrow('not a zip file');
    await expect(read(Buffer.alloc(0))).rejects.toThrow('not a zip file');
    const archive = writeZip([file]);
    for (let length = 0; length < archive.length; length += 1) {
      await expect(read(archive.subarray(0, length))).rejects.toBeInstanceOf(KikiError);
    }
  });

  test('is the true content or an error, whichever bytes are changed', async () => {
    const archive = writeZip([{ name: 'x', content: Buffer.from('first') }, file]);
    const change = fc.tuple(fc.nat(archive.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = Buffer.from(archive);
        for (const [at, value] of changes) damaged[at] = value;
        const result = await read(damaged).catch((error: unknown) => error);
        expect(result instanceof KikiError || content.equals(result as Buffer)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
