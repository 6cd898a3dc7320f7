import { test } from '@jest/globals';
import { checkCrashes } from '../../../support/crash-rounds.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const folder = temporaryFolder();

test(
  'a process killed while it writes leaves every acknowledged write, and none in part',
  () => checkCrashes(folder, 1),
  30_000,
);
