import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runProgram } from '../../../../graph/embeddings/weights/run-program.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const cwd = temporaryFolder();

/** A program that does what the lines of the shell say. */
function program(name: string, ...lines: string[]): string {
  const path = join(cwd, name);
  writeFileSync(path, ['#!/bin/sh', ...lines].join('\n'), { mode: 0o755 });
  return path;
}

const run = (path: string, { timeout = 5_000, signal }: { timeout?: number; signal?: AbortSignal } = {}) =>
  runProgram(path, ['one', 'two words'], { cwd, timeout, signal });

describe('a program', () => {
  test('gets its parameters as they are and runs in the folder', async () => {
    await run(program('checks', '[ "$2" = "two words" ] && [ -f checks ]'));
  });

  test('that is not installed is said in words', async () => {
    await expect(run('no-such-program')).rejects.toThrow('no-such-program is not on the PATH');
  });

  test('that fails is quoted with the line that says why', async () => {
    const maven = program('maven', 'echo "[INFO] x"', 'echo "[ERROR] Could not find it"', 'exit 1');
    await expect(run(maven)).rejects.toThrow('failed (Could not find it)');
    await expect(run(program('other', 'echo "no java" >&2', 'exit 2'))).rejects.toThrow('failed (no java)');
    await expect(run(program('mute', 'exit 3'))).rejects.toThrow('failed (Command failed');
  });

  test('that takes too long is ended', async () => {
    await expect(run(program('slow', 'exec sleep 20'), { timeout: 100 })).rejects.toThrow('took longer than 0.1 s');
  });

  test('is ended when the caller stops', async () => {
    const signal = AbortSignal.timeout(100);
    await expect(run(program('long', 'exec sleep 20'), { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
