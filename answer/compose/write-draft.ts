import type { Logger } from 'pino';
import type { GraphStore, NameEntry } from '../../graph/store.ts';
import { describeError } from '../../schema/errors.ts';
import type { Question } from '../../schema/services.ts';
import { type CompanyNames, companyNames } from '../check/company-names.ts';
import type { LanguageModel } from '../model/language-model.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import type { CiteOptions } from './cite.ts';
import type { Draft } from './draft.ts';
import { write } from './written.ts';

export interface DraftWriterOptions {
  model: LanguageModel;
  store: Pick<GraphStore, 'names'>;
  logger: Pick<Logger, 'info'>;
  cite: CiteOptions;
}

export interface WriteDraftInput {
  /** Id of the answer, for the log. */
  id: string;
  asked: Question;
  evidence: readonly Evidence[];
  /** Day, ISO. */
  on: string;
}

/** `not known`: the model read the evidence and found no answer. `failed`: nothing came of it, and others may answer. */
export type DraftWriter = (input: WriteDraftInput) => Promise<Draft | 'not known' | 'failed'>;

/** Has a model write drafts. How each went is logged; rejects only when the asker gave up. */
export function createDraftWriter({ model, store, logger, cite }: DraftWriterOptions): DraftWriter {
  // The store gives the same list until the graph changes.
  const finders = new WeakMap<readonly NameEntry[], CompanyNames>();
  const finderFor = (names: readonly NameEntry[]) => {
    const finder = finders.get(names) ?? companyNames(names);
    finders.set(names, finder);
    return finder;
  };

  return async ({ id, asked, evidence, on }) => {
    const start = performance.now();
    const log = (outcome: string, extra: object = {}) => {
      const milliseconds = Math.round(performance.now() - start);
      logger.info({ answer: id, model: model.name, outcome, milliseconds, ...extra }, 'the model was asked');
    };
    try {
      const namesIn = finderFor(await store.names(asked.asker));
      const reply = await write({ model, asked, evidence, on, namesIn, cite });
      if (typeof reply === 'string') {
        log(reply);
        return reply === 'not known' ? 'not known' : 'failed';
      }
      const { text, citations, sources, tokens, dropped } = reply;
      log('written', { tokens, dropped });
      const use = { promptTokens: tokens?.prompt ?? 0, completionTokens: tokens?.completion ?? 0, steps: 1 };
      return {
        mode: 'model',
        written: { text, citations },
        statements: sources,
        value: null,
        experts: [],
        model: { name: model.name, ...use },
      };
    } catch (error) {
      asked.signal?.throwIfAborted();
      log('failed', { reason: describeError(error) });
      return 'failed';
    }
  };
}
