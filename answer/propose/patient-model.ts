import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { describeError } from '../../schema/errors.ts';
import type { LanguageModel, ModelReply } from '../model/language-model.ts';
import { passing } from '../model/model-error.ts';

export interface Patience {
  /** Milliseconds before each further try; as many tries as there are numbers, and one. The endpoint may ask for longer. */
  pauses: readonly number[];
  logger: Pick<Logger, 'warn'>;
}

/** So long is waited at most, even if the endpoint asks for more. */
const longestPause = 300_000;

/** A model that waits and tries again while its endpoint has too much to do or is down. For work that nobody waits for. */
export function createPatientModel(model: LanguageModel, { pauses, logger }: Patience): LanguageModel {
  return {
    name: model.name,
    async write(messages, options = {}): Promise<ModelReply> {
      for (const least of pauses) {
        try {
          return await model.write(messages, options);
        } catch (error) {
          options.signal?.throwIfAborted();
          const asked = passing(error);
          if (asked === undefined) throw error;
          const milliseconds = Math.min(longestPause, Math.max(least, asked));
          logger.warn({ reason: describeError(error) }, `The model is asked again in ${milliseconds / 1000} s`);
          await pause(milliseconds, undefined, { signal: options.signal }).catch(() => {
            options.signal?.throwIfAborted(); // with its own reason
          });
        }
      }
      return model.write(messages, options);
    },
  };
}
