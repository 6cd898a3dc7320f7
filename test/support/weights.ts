import { join } from 'node:path';
import { findLocalModel, type LocalModel } from '../../graph/embeddings/local/models.ts';
import { createMavenOrigin } from '../../graph/embeddings/weights/maven.ts';
import { obtainWeights, type WeightPaths } from '../../graph/embeddings/weights/weights.ts';
import { describeError } from '../../schema/errors.ts';
import { recordingLogger } from './recording-logger.ts';

const isStrict = process.env.CI === '1' || process.env.CI === 'true';

/** The default model, with its files kept in .kiki/models of the checkout. Fetched through Maven, never from the hub. */
export interface TestWeights {
  model: LocalModel;
  paths: WeightPaths;
}

/**
 * The real weights for tests, or undefined, said loudly, where there is no way to them. In CI that is a failure.
 *
 * Use at the top of a file: `const weights = await testWeights()`, then `(weights ? describe : describe.skip)(...)`.
 */
export async function testWeights(): Promise<TestWeights | undefined> {
  const model = findLocalModel();
  const dataFolder = join(import.meta.dirname, '../../.kiki');
  try {
    const origins = [createMavenOrigin()];
    return { model, paths: await obtainWeights({ model, dataFolder, origins, logger: recordingLogger().logger }) };
  } catch (error) {
    if (isStrict) throw error;
    const line = '='.repeat(80);
    process.stderr.write(`\n${line}\nTHE REAL EMBEDDING MODEL WAS NOT TESTED: ${describeError(error)}\n${line}\n\n`);
    return undefined;
  }
}
