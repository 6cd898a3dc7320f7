import { randomUUID } from 'node:crypto';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import type { GraphStore } from '../graph/store.ts';
import type { Answer, AnswerMode, Expert } from '../schema/answer.ts';
import type { Ask, Question } from '../schema/services.ts';
import { cite } from './compose/cite.ts';
import { howTo } from './compose/how-to.ts';
import { quotes } from './compose/quote.ts';
import { likelyExperts, unknown } from './compose/unknown.ts';
import { answerExactly, type Exact, recall } from './exact.ts';
import type { LookUpContext, Statement } from './look-up/finding.ts';
import { isAnswerable } from './retrieve/answerable.ts';
import { type Evidence, retrieve } from './retrieve/retrieve.ts';
import { createUnderstander, type Memory } from './understand/understand.ts';

export interface AnswererOptions {
  store: GraphStore;
  /** Undefined while there are no embeddings: then full text alone finds prose. */
  embedder: () => Embedder | undefined;
  /** Where the wiki is, for links in answers. */
  publicUrl: string | undefined;
  now?: () => Date;
}

/** Passages looked at for an answer, and shown in it. */
const looked = 30;
const shownQuotes = 2;
const mostContexts = 10;

/** What an answer is made of before it is put into words. */
interface Draft {
  mode: AnswerMode;
  statements: Statement[];
  value: Answer['value'];
  experts: Expert[];
}

/** Answers questions: exactly from the graph where it knows, else from prose in quotes, else by saying that it does not know. */
export function createAnswerer({ store, embedder, publicUrl, now = () => new Date() }: AnswererOptions): Ask {
  const understander = createUnderstander({ store });

  return async (asked) => {
    const clock = stopwatch();
    const { question, asker, signal } = asked;
    const on = now().toISOString().slice(0, 10);
    const context: LookUpContext = { store, viewer: asker, on };
    const exact = await answerExactly(question, await memoryOf(asked, context), { understander, context });
    clock.lap('understand');
    signal?.throwIfAborted();
    const evidence = await retrieve({ store, embedder: embedder(), viewer: asker, question, limit: looked, signal });
    clock.lap('retrieve');
    signal?.throwIfAborted();
    const draft = await compose(question, exact, evidence, context);
    const { text, citations } = cite(draft.statements, { publicUrl });
    clock.lap('compose');
    asked.onText?.(text);
    return {
      id: randomUUID(),
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
