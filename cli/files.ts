import { type FileHandle, open } from 'node:fs/promises';
import { invalid, notFound, unavailable } from '../schema/errors.ts';

/** Opens a file that a command was given. @param fix what the file should be, as an order @throws NotFound, or Invalid for a folder */
export async function openToRead(path: string, fix: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (error) {
    throw notFound('The file can’t be read', { where: path, fix, cause: error });
  }
  throw invalid('This is not a file', { where: path, fix });
}

/** Makes a file that only this user can read, or empties the one that is there. @throws Unavailable when it can't be written */
export async function openToWrite(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w', 0o600);
  } catch (error) {
    throw unavailable('The file can’t be written', {
      where: path,
      fix: 'Give a path in a folder that exists and is writable',
      cause: error,
    });
  }
}
