import { test } from '@jest/globals';
import { checkCrashes } from '../../../support/crash-rounds.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const folder = temporaryFolder();

test(
  'fifty processes killed while they write leave every acknowledged write, and none in part',
  () => checkCrashes(folder, 50),
  600_000,
);
