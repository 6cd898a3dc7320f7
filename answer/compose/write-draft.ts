import type { Logger } from 'pino';
import type { GraphStore, NameEntry } from '../../graph/store.ts';
import type { ModelUse } from '../../schema/asked.ts';
import { describeError } from '../../schema/errors.ts';
import type { Question } from '../../schema/services.ts';
import type { Catalogue } from '../catalogue/create-catalogue.ts';
import { type CompanyNames, companyNames } from '../check/company-names.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { metered } from '../model/metered.ts';
import type { Evidence } from '../retrieve/retrieve.ts';
import type { CiteOptions } from './cite.ts';
import type { SourcesUsed } from '../sources-used.ts';
import type { Statement } from '../look-up/finding.ts';
import type { Draft } from './draft.ts';
import type { Pieces } from './pieces.ts';
import { createToolbox, modelTools, type Toolbox } from './toolbox.ts';
import { write } from './written.ts';

export interface DraftWriterOptions {
  model: LanguageModel;
  /** What the model may look up; without it, it has the passages that were found. */
  catalogue: Catalogue | undefined;
  store: Pick<GraphStore, 'names'>;
  logger: Pick<Logger, 'info'>;
  cite: CiteOptions;
}

export interface WriteDraftInput {
  /** Id of the answer, for the log. */
  id: string;
  asked: Question;
  /** What it may look up and find. */
  used?: SourcesUsed;
  /** What is to be told and nothing else: it looks nothing up. */
  told?: readonly Statement[];
  evidence: readonly Evidence[];
  /** Day, ISO. */
  on: string;
}

/** How it went, and what it took. */
export interface DraftWritten {
  /** `not known`: the model read the evidence and found no answer. `failed`: nothing came of it, and others may answer. */
  draft: Draft | 'not known' | 'failed';
  use: ModelUse;
  /** Milliseconds and tokens by name, for the timings of the answer. */
  took: Record<string, number>;
}

export type DraftWriter = (input: WriteDraftInput) => Promise<DraftWritten>;

/** Has a model write drafts. How each went and what it took is logged; rejects only when the asker gave up. */
export function createDraftWriter({ model, catalogue, store, logger, cite }: DraftWriterOptions): DraftWriter {
  const offered = catalogue === undefined ? [] : modelTools(catalogue);
  // The store gives the same list until the graph changes.
  const finders = new WeakMap<readonly NameEntry[], CompanyNames>();
  const finderFor = (names: readonly NameEntry[]) => {
    const finder = finders.get(names) ?? companyNames(names);
    finders.set(names, finder);
    return finder;
  };

  return async ({ id, asked, used, told, evidence, on }) => {
    const start = performance.now();
    const meter = metered(model);
    let toolbox: Toolbox | undefined;
    const toolboxFor =
      catalogue &&
      told === undefined &&
      ((pieces: Pieces) =>
        (toolbox = createToolbox({ catalogue, offered, viewer: asked.asker, pieces, mayUse: used?.allow })));
    const ended = (draft: DraftWritten['draft'], outcome: string, extra: object = {}): DraftWritten => {
      const { promptTokens, completionTokens, steps } = meter.use();
      const lookUps = toolbox?.used() ?? [];
      logger.info(
        {
          answer: id,
          model: model.name,
          outcome,
          milliseconds: Math.round(performance.now() - start),
          steps,
          tokens: { prompt: promptTokens, completion: completionTokens },
          ...(lookUps.length > 0 && { lookUps }),
          ...extra,
        },
        'the model was asked',
      );
      return {
        draft,
        use: meter.use(),
        took: {
          model: meter.milliseconds(),
          lookUps: lookUps.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
          modelSteps: steps,
          promptTokens,
          completionTokens,
        },
      };
    };
    try {
      const namesIn = finderFor(await store.names(asked.asker));
      const reply = await write({
        model: meter.model,
        asked,
        evidence,
        told,
        on,
        namesIn,
        cite,
        toolboxFor: toolboxFor === false ? undefined : toolboxFor,
      });
      if (typeof reply === 'string') return ended(reply === 'not known' ? reply : 'failed', reply);
      const { text, citations, sources, dropped } = reply;
      const draft: Draft = {
        mode: 'model',
        written: { text, citations },
        statements: sources,
        value: null,
        experts: [],
      };
      return ended(draft, 'written', { dropped });
    } catch (error) {
      asked.signal?.throwIfAborted();
      return ended('failed', 'failed', { reason: describeError(error) });
    }
  };
}
