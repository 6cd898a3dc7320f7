import type { ModelUse } from '../../schema/asked.ts';
import type { LanguageModel } from './language-model.ts';

/** A model with a meter: what it took so far, also when it fails in the end. */
export interface MeteredModel {
  model: LanguageModel;
  use(): ModelUse;
  /** Milliseconds that were waited for it. */
  milliseconds(): number;
}

export function metered(model: LanguageModel): MeteredModel {
  const use: ModelUse = { name: model.name, promptTokens: 0, completionTokens: 0, steps: 0 };
  let milliseconds = 0;
  return {
    use: () => ({ ...use }),
    milliseconds: () => Math.round(milliseconds * 10) / 10,
    model: {
      name: model.name,
      async write(messages, options) {
        const start = performance.now();
        use.steps += 1;
        try {
          const reply = await model.write(messages, options);
          use.promptTokens += reply.tokens?.prompt ?? 0;
          use.completionTokens += reply.tokens?.completion ?? 0;
          return reply;
        } finally {
          milliseconds += performance.now() - start;
        }
      },
    },
  };
}
