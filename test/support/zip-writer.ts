import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  name: string;
  content: Buffer;
  stored?: true;
  /** What the headers state instead of the truth. */
  claims?: { size?: number; compressed?: number; crc?: number; offset?: number; flags?: number; method?: number };
}

/** A zip archive with these files, well formed but for the claims. */
export function writeZip(files: readonly ZipFile[], comment = ''): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored, claims } of files) {
    const packed = stored ? content : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(claims?.flags ?? 0, 8);
    central.writeUInt16LE(claims?.method ?? (stored ? 0 : 8), 10);
    central.writeUInt32LE(claims?.crc ?? crc32(content), 16);
    central.writeUInt32LE(claims?.compressed ?? packed.length, 20);
    central.writeUInt32LE(claims?.size ?? content.length, 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(claims?.offset ?? offset, 42);
    directory.push(central, Buffer.from(name));
    bodies.push(local, Buffer.from(name), packed);
    offset += local.length + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...bodies, ...directory, end, Buffer.from(comment)]);
}
