import { setTimeout as pause } from 'node:timers/promises';
import { KikiError } from '../../schema/errors.ts';
import { type HeldSource, type HoldOptions, holdSource } from '../hold-source.ts';

/** Milliseconds: a sender waits for another one's push, not for ever. */
const longest = 10_000;
const step = 100;

/** As holdSource, but waits a while for another process to be done. @throws Conflict */
export async function holdPatiently(options: HoldOptions): Promise<HeldSource> {
  for (let waited = 0; ; waited += step) {
    try {
      return await holdSource(options);
    } catch (error) {
      if (!(error instanceof KikiError) || error.code !== 'conflict' || waited >= longest) throw error;
      await pause(step);
    }
  }
}
