import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { invalid } from '../../../schema/errors.ts';

/*
 * Reads one file out of a zip archive (a jar is one). Node inflates but can't read the archive's directory, and a JDK's jar or
 * unzip are not everywhere. Format: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory) and
 * 4.3.16 (its end). Names are compared and never used as paths. Not read: zip64, encryption, several disks.
 */

const inflate = promisify(inflateRaw);

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
const headerBytes = { local: 30, central: 46, end: 22 };
const longestComment = 0xffff;
const methods = { stored: 0, deflated: 8 };
const encryptedFlag = 1;
/** Says that the number stands elsewhere, in the zip64 form. */
const elsewhere = { short: 0xffff, long: 0xffffffff };

interface Entry {
  name: string;
  encrypted: boolean;
  method: number;
  crc: number;
  compressed: number;
  size: number;
  offset: number;
}

/**
 * The content of one file of the archive.
 *
 * @param mostBytes a larger file is refused before it is unpacked
 * @throws Invalid when the archive is damaged or of a form that is not read, or does not hold exactly one file of that name.
 */
export async function readZipEntry(
  archive: Buffer,
  name: string,
  { mostBytes }: { mostBytes: number },
): Promise<Buffer> {
  const [entry, another] = readDirectory(archive).filter((each) => each.name === name);
  if (entry === undefined) throw invalid(`The archive holds no file "${name}"`);
  if (another !== undefined) throw invalid(`The archive holds "${name}" twice`);
  if (entry.encrypted) throw invalid(`"${name}" in the archive is encrypted`);
  if (entry.size > mostBytes) throw invalid(`"${name}" in the archive has ${entry.size} bytes, expected ${mostBytes}`);
  const content = await unpack(entry, packedBytes(archive, entry));
  if (content.length !== entry.size || crc32(content) !== entry.crc) {
    throw invalid(`"${name}" in the archive is damaged: size or checksum is not the stated one`);
  }
  return content;
}

function readDirectory(archive: Buffer): Entry[] {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  const start = archive.readUInt32LE(end + 16);
  if (count === elsewhere.short || start === elsewhere.long) throw invalid('The archive is of the zip64 form');
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    expectHeader(archive, at, 'central');
    const nameLength = archive.readUInt16LE(at + 28);
    const next = at + headerBytes.central + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    expectBytes(archive, at, next - at);
    entries.push({
      name: archive.toString('utf8', at + headerBytes.central, at + headerBytes.central + nameLength),
      encrypted: (archive.readUInt16LE(at + 8) & encryptedFlag) !== 0,
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      compressed: archive.readUInt32LE(at + 20),
      size: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
    });
    at = next;
  }
  return entries;
}

/** The end of the directory stands last, before a comment of any length; a comment may hold its signature, so its length must fit. */
function findEnd(archive: Buffer): number {
  const last = archive.length - headerBytes.end;
  for (let at = last; at >= 0 && at >= last - longestComment; at -= 1) {
    const isEnd = archive.readUInt32LE(at) === signatures.end && at + archive.readUInt16LE(at + 20) === last;
    if (isEnd) return at;
  }
  throw invalid('The archive is not a zip file, or is cut off');
}

function packedBytes(archive: Buffer, { offset, compressed }: Entry): Buffer {
  expectHeader(archive, offset, 'local');
  const start = offset + headerBytes.local + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  expectBytes(archive, start, compressed);
  return archive.subarray(start, start + compressed);
}

async function unpack({ name, method, size }: Entry, packed: Buffer): Promise<Buffer> {
  if (method === methods.stored) return packed;
  if (method !== methods.deflated)
    throw invalid(`"${name}" in the archive is packed by method ${method}, which is not read`);
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw invalid(`"${name}" in the archive is damaged: it can't be unpacked to its stated size`, { cause });
  }
}

function expectHeader(archive: Buffer, at: number, kind: 'local' | 'central'): void {
  expectBytes(archive, at, headerBytes[kind]);
  if (archive.readUInt32LE(at) !== signatures[kind])
    throw invalid('The archive is damaged: a header is not where it should be');
}

function expectBytes(archive: Buffer, at: number, length: number): void {
  if (at + length > archive.length) throw invalid('The archive is damaged: it ends too early');
}
