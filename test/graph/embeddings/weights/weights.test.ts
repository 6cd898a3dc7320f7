import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Origin } from '../../../../graph/embeddings/weights/origin.ts';
import { obtainWeights } from '../../../../graph/embeddings/weights/weights.ts';
import { recordingLogger } from '../../../support/recording-logger.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { tinyFiles, tinyModel, writeTinyModel } from '../../../support/tiny-model.ts';

const folder = temporaryFolder();
let count = 0;
const newFolder = () => join(folder, String((count += 1)));

/** Puts whatever it is told to, and counts how often it is asked. */
function origin(name: string, deliveries: readonly (Buffer | Error)[]) {
  let asked = 0;
  const made: Origin = {
    name,
    async fetch(model, into) {
      const network = deliveries[Math.min(asked, deliveries.length - 1)]!;
      asked += 1;
      if (network instanceof Error) throw network;
      writeFileSync(join(into, model.network.name), network);
      writeFileSync(join(into, model.tokenizer.name), tinyFiles.tokenizer);
    },
  };
  return { ...made, asked: () => asked };
}

const good = () => origin('a good place', [tinyFiles.network]);
const damaged = Buffer.alloc(tinyFiles.network.length);

function obtain(options: {
  dataFolder?: string;
  weightsFolder?: string;
  origins?: readonly Origin[];
  signal?: AbortSignal;
}) {
  const { logger, lines } = recordingLogger();
  const { dataFolder = newFolder(), origins = [], ...rest } = options;
  return { dataFolder, lines, paths: obtainWeights({ model: tinyModel, dataFolder, origins, logger, ...rest }) };
}

describe('weights in the data folder', () => {
  test('are fetched once and kept', async () => {
    const first = good();
    const { dataFolder, paths } = obtain({ origins: [first] });
    expect(readFileSync((await paths).network)).toEqual(tinyFiles.network);
    const again = good();
    expect(await obtain({ dataFolder, origins: [again] }).paths).toEqual(await paths);
    expect([first.asked(), again.asked()]).toEqual([1, 0]);
    expect(readdirSync(join(dataFolder, 'models'))).toEqual(['tiny']);
  });

  test('are fetched again when they are damaged, and the log says so', async () => {
    const dataFolder = newFolder();
    const kept = writeTinyModel(join(dataFolder, 'models', 'tiny'));
    writeFileSync(kept.network, damaged);
    const { lines, paths } = obtain({ dataFolder, origins: [good()] });
    expect(readFileSync((await paths).network)).toEqual(tinyFiles.network);
    expect(lines[0]).toMatchObject({ level: 40, msg: expect.stringContaining('damaged') });
  });

  test('that arrive damaged are fetched once more', async () => {
    const flaky = origin('a flaky place', [damaged, tinyFiles.network]);
    expect(readFileSync((await obtain({ origins: [flaky] }).paths).network)).toEqual(tinyFiles.network);
    expect(flaky.asked()).toBe(2);
  });

  test('that arrive damaged twice come from the next place', async () => {
    const bad = origin('a bad place', [damaged]);
    const next = good();
    await obtain({ origins: [bad, next] }).paths;
    expect([bad.asked(), next.asked()]).toEqual([2, 1]);
  });

  test('that no place has are Unavailable, with each reason and what to do, and leave nothing behind', async () => {
    const origins = [
      origin('the hub', [new TypeError('fetch failed', { cause: new Error('no such host') })]),
      origin('Maven', [damaged]),
    ];
    const { dataFolder, paths } = obtain({ origins });
    await expect(paths).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/the hub: no such host; Maven: .*damaged, twice/),
      fix: expect.stringContaining('set KIKI_WEIGHTS'),
    });
    expect(readdirSync(join(dataFolder, 'models'))).toEqual(['tiny']);
    expect(readdirSync(join(dataFolder, 'models', 'tiny'))).toEqual([]);
  });

  test('are not looked for at the next place after an abort', async () => {
    const stop = new AbortController();
    const next = good();
    const aborting: Origin = {
      name: 'slow',
      async fetch() {
        stop.abort(new Error('stopped'));
        throw new Error('aborted somehow');
      },
    };
    await expect(obtain({ origins: [aborting, next], signal: stop.signal }).paths).rejects.toThrow('stopped');
    expect(next.asked()).toBe(0);
  });

  test('can not be kept where a file stands in the way, which is Unavailable with what to do', async () => {
    const dataFolder = newFolder();
    mkdirSync(dataFolder);
    writeFileSync(join(dataFolder, 'models'), '');
    const { paths } = obtain({ dataFolder, origins: [good()] });
    await expect(paths).rejects.toMatchObject({ code: 'unavailable', fix: expect.stringContaining('KIKI_DATA') });
  });
});

describe('weights in the folder of KIKI_WEIGHTS', () => {
  test.each([['.'], ['tiny']])('are taken from %s, and nothing is fetched', async (inner) => {
    const weightsFolder = newFolder();
    const put = writeTinyModel(join(weightsFolder, inner));
    const { dataFolder, paths } = obtain({ weightsFolder });
    expect(await paths).toEqual(put);
    expect(existsSync(dataFolder)).toBe(false);
  });

  test('are found as they lie on the hub', async () => {
    const weightsFolder = newFolder();
    const put = writeTinyModel(join(weightsFolder, 'files'));
    expect(await obtain({ weightsFolder }).paths).toEqual(put);
  });

  test('that are missing are Unavailable, and nothing is fetched instead', async () => {
    const place = good();
    const { paths } = obtain({ weightsFolder: newFolder(), origins: [place] });
    await expect(paths).rejects.toMatchObject({ code: 'unavailable', message: 'KIKI_WEIGHTS has no model.onnx' });
    expect(place.asked()).toBe(0);
  });

  test('that are of another model are Unavailable and stay as they are', async () => {
    const weightsFolder = newFolder();
    const { network } = writeTinyModel(weightsFolder);
    writeFileSync(network, damaged);
    await expect(obtain({ weightsFolder, origins: [good()] }).paths).rejects.toMatchObject({
      code: 'unavailable',
      where: network,
    });
    expect(readFileSync(network)).toEqual(damaged);
  });
});
