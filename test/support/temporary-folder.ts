import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** An empty folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiki-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes empty folders for single tests of a file; all are removed after its tests. */
export function temporaryFolders(): () => string {
  const parent = temporaryFolder();
  return () => mkdtempSync(join(parent, 'test-'));
}
