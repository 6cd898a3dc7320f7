import { randomUUID } from 'node:crypto';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import type { Logger } from 'pino';
import type { GraphStore } from '../graph/store.ts';
import type { Answer, AnswerMode, Expert } from '../schema/answer.ts';
import { describeError } from '../schema/errors.ts';
import type { Ask, Question } from '../schema/services.ts';
import { cite } from './compose/cite.ts';
import { howTo } from './compose/how-to.ts';
import { quotes } from './compose/quote.ts';
import { likelyExperts, unknown } from './compose/unknown.ts';
import { nameFinder, write } from './compose/written.ts';
import { answerExactly, type Exact, recall } from './exact.ts';
import type { LookUpContext, Statement } from './look-up/finding.ts';
import type { LanguageModel } from './model/language-model.ts';
import { isAnswerable } from './retrieve/answerable.ts';
import { type Evidence, retrieve } from './retrieve/retrieve.ts';
import { createUnderstander, type Memory } from './understand/understand.ts';

export interface AnswererOptions {
  store: GraphStore;
  /** Undefined while there are no embeddings: then full text alone finds prose. */
  embedder: () => Embedder | undefined;
  /** Undefined when there is none: then answers are looked up and quoted. */
  model: LanguageModel | undefined;
  /** Where the wiki is, for links in answers. */
  publicUrl: string | undefined;
  logger: Pick<Logger, 'info'>;
  now?: () => Date;
}

/** Passages looked at for an answer, and shown in it. */
const looked = 30;
const shownQuotes = 2;
const mostContexts = 10;

/** What an answer is made of before it is put into words. */
interface Draft {
  mode: AnswerMode;
  /** Words that are there already, with citations of the statements by their place. */
  text?: string;
  statements: Statement[];
  value: Answer['value'];
  experts: Expert[];
}

/** Answers questions: exactly from the graph where it knows, else from prose (written by a model if there is one, else quoted), else by saying that it does not know. */
export function createAnswerer({
  store,
  embedder,
  model,
  publicUrl,
  logger,
  now = () => new Date(),
}: AnswererOptions): Ask {
  const understander = createUnderstander({ store });

  return async (asked) => {
    const clock = stopwatch();
    const { question, asker, signal } = asked;
    const id = randomUUID();
    const on = now().toISOString().slice(0, 10);
    const context: LookUpContext = { store, viewer: asker, on };
    const exact = await answerExactly(question, await memoryOf(asked, context), { understander, context });
    clock.lap('understand');
    signal?.throwIfAborted();
    const evidence = await retrieve({ store, embedder: embedder(), viewer: asker, question, limit: looked, signal });
    clock.lap('retrieve');
    signal?.throwIfAborted();
    const draft =
      (await written(asked, id, exact, evidence, context)) ?? (await compose(question, exact, evidence, context));
    clock.lap('compose');
    const { text, citations } =
      draft.text === undefined
        ? cite(draft.statements, { publicUrl })
        : { text: draft.text, citations: cite(draft.statements, { publicUrl }).citations };
    if (draft.mode !== 'model') asked.onText?.(text);
    return {
      id,
      question,
      text,
      value: draft.value,
      mode: draft.mode,
      abstained: draft.mode === 'unknown',
      asOf: on,
      citations,
      contexts: contextsOf(draft, evidence),
      experts: draft.experts,
      timings: clock.timings(),
    };
  };

  async function memoryOf({ history = [], page }: Question, context: LookUpContext): Promise<Memory> {
    const memory = await recall(history, { understander, context });
    return page === undefined ? memory : { ...memory, subjects: [...memory.subjects, page] };
  }

  /** What a model writes when the graph does not know exactly. Undefined when there is none, or when it is of no use this time. */
  async function written(
    asked: Question,
    id: string,
    { finding }: Exact,
    evidence: readonly Evidence[],
    context: LookUpContext,
  ): Promise<Draft | undefined> {
    if (model === undefined || finding !== undefined || evidence.length === 0) return undefined;
    const start = performance.now();
    const log = (outcome: string, extra: object = {}) =>
      logger.info(
        { answer: id, model: model.name, outcome, milliseconds: Math.round(performance.now() - start), ...extra },
        'the model was asked',
      );
    try {
      const reply = await write({
        model,
        asked,
        evidence,
        on: context.on,
        namesIn: nameFinder(await store.names(context.viewer)),
      });
      if (typeof reply === 'string') {
        log(reply);
        return undefined;
      }
      log('written', { tokens: reply.tokens, dropped: reply.dropped });
      return { mode: 'model', text: reply.text, statements: reply.sources, value: null, experts: [] };
    } catch (error) {
      asked.signal?.throwIfAborted();
      log('failed', { reason: describeError(error) });
      return undefined;
    }
  }
}

async function compose(
  question: string,
  { finding, mentioned, memory }: Exact,
  evidence: readonly Evidence[],
  context: LookUpContext,
): Promise<Draft> {
  if (finding !== undefined)
    return { mode: 'graph', statements: finding.statements, value: finding.value, experts: [] };
  if (isAnswerable(evidence)) {
    const steps = await howTo(question, evidence, context);
    const statements = steps ?? quotes(question, evidence.slice(0, shownQuotes));
    return { mode: 'quote', statements, value: null, experts: [] };
  }
  const experts = await likelyExperts(
    context,
    mentioned.length > 0 ? mentioned : memory.subjects.slice(0, 1),
    evidence,
  );
  return { mode: 'unknown', statements: unknown(evidence, experts), value: null, experts };
}

/** Places of what the answer says, then of what was found for it, best first. */
function contextsOf({ statements }: Draft, evidence: readonly Evidence[]): string[] {
  const said = statements.flatMap(({ sources, about }) =>
    sources.length > 0 ? sources.map(({ path }) => path) : about === undefined ? [] : [about.ref],
  );
  const found = evidence.map(({ passage }) =>
    passage.source === undefined || passage.source.path === '' ? passage.ref : passage.source.path,
  );
  return [...new Set([...said, ...found].filter((path) => path !== ''))].slice(0, mostContexts);
}

/** Milliseconds per step and in all. */
function stopwatch() {
  const start = performance.now();
  let last = start;
  const laps: Record<string, number> = {};
  const rounded = (time: number) => Math.round(time * 10) / 10;
  return {
    lap(name: string) {
      const time = performance.now();
      laps[name] = rounded(time - last);
      last = time;
    },
    timings: (): Record<string, number> => ({ ...laps, total: rounded(performance.now() - start) }),
  };
}
