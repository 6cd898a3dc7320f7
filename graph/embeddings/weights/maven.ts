import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Origin } from './origin.ts';
import { runProgram } from './run-program.ts';
import { readZipEntry } from './zip.ts';

/** A slow mirror needs its time; one that hangs must not hold back embedding for ever. */
const longest = 300_000;

/**
 * A Maven repository: the one that `mvn` is set up for, with its mirrors and credentials. Many companies mirror Maven Central and
 * let nothing reach the hub.
 */
export function createMavenOrigin({ run = runProgram }: { run?: typeof runProgram } = {}): Origin {
  return {
    name: 'Maven',
    async fetch({ id, maven, network, tokenizer }, folder, signal) {
      if (maven === undefined) throw new Error(`${id} is not published there`);
      const { groupId, artifactId, version } = maven;
      const goals = [
        'dependency:copy',
        `-Dartifact=${groupId}:${artifactId}:${version}`,
        `-DoutputDirectory=${resolve(folder)}`,
      ];
      // In the empty folder, so that no pom.xml that happens to lie about is read.
      await run('mvn', ['--batch-mode', '--quiet', ...goals], { cwd: folder, timeout: longest, signal });
      const jar = join(folder, `${artifactId}-${version}.jar`);
      const archive = await readFile(jar);
      for (const { name, jarEntry = name, bytes } of [tokenizer, network]) {
        await writeFile(join(folder, name), await readZipEntry(archive, jarEntry, { mostBytes: bytes }), {
          mode: 0o600,
        });
      }
      await rm(jar);
    },
  };
}
