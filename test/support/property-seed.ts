import fc from 'fast-check';

/**
 * Property tests of the normal run start from one seed, so that CI says the same of the same commit; the long run, or
 * KIKI_TEST_SEED=random, explores others. A failure names its seed: KIKI_TEST_SEED=<number> repeats it.
 */
const asked = process.env.KIKI_TEST_SEED;
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked ?? 20_261_123) });
