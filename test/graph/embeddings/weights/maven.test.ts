import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createMavenOrigin } from '../../../../graph/embeddings/weights/maven.ts';
import type { runProgram } from '../../../../graph/embeddings/weights/run-program.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { tinyFiles, tinyModel } from '../../../support/tiny-model.ts';
import { writeZip } from '../../../support/zip-writer.ts';

const parent = temporaryFolder();
const newFolder = () => mkdtempSync(join(parent, 'maven-'));
const jar = writeZip([
  { name: 'jar/model.onnx', content: tinyFiles.network },
  { name: 'jar/tokenizer.json', content: tinyFiles.tokenizer },
]);

/** Puts a jar where mvn would. */
const putting =
  (content: Buffer): typeof runProgram =>
  async (_program, _parameters, { cwd }) =>
    writeFileSync(join(cwd, 'tiny-1.jar'), content);

describe('Maven', () => {
  test('is asked for the pinned version, and the two files are taken out of the jar', async () => {
    const folder = newFolder();
    const calls: unknown[] = [];
    const run: typeof runProgram = async (program, parameters, options) => {
      calls.push([program, ...parameters]);
      await putting(jar)(program, parameters, options);
    };
    await createMavenOrigin({ run }).fetch(tinyModel, folder);
    expect(calls).toEqual([
      [
        'mvn',
        '--batch-mode',
        '--quiet',
        'dependency:copy',
        '-Dartifact=com.example:tiny:1',
        `-DoutputDirectory=${folder}`,
      ],
    ]);
    expect(readdirSync(folder).sort()).toEqual(['model.onnx', 'tokenizer.json']);
    expect(readFileSync(join(folder, 'model.onnx'))).toEqual(tinyFiles.network);
  });

  test('has not every model', async () => {
    const { maven: _, ...unpublished } = tinyModel;
    await expect(createMavenOrigin({ run: putting(jar) }).fetch(unpublished, newFolder())).rejects.toThrow(
      'tiny is not published there',
    );
  });

  test('that gives a damaged jar is an error', async () => {
    const run = putting(jar.subarray(0, 300));
    await expect(createMavenOrigin({ run }).fetch(tinyModel, newFolder())).rejects.toThrow('not a zip file');
  });
});
