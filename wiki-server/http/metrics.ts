import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Answer } from '../../schema/answer.ts';
import type { ReadSiteState } from '../../schema/services.ts';

/** Numbers for whoever watches Kiki, as Prometheus reads them. */
export interface Metrics {
  /** A request was answered. @param seconds how long it took */
  request(route: string, method: string, status: number, seconds: number): void;
  /** A question was answered. */
  question(mode: Answer['mode'] | 'failed', seconds: number): void;
  /** Everything, in the text format. */
  text(): Promise<string>;
  readonly contentType: string;
  stop(): void;
}

export interface MetricsOptions {
  graphVersion: () => Promise<number>;
  siteState: ReadSiteState;
}

/** Seconds at which requests and questions are told apart. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics({ graphVersion, siteState }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'kiki_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['route', 'method', 'status'] as const,
    buckets,
    registers,
  });
  const questions = new Counter({
    name: 'kiki_questions_total',
    help: 'Questions asked in the wiki and the API, by how they were answered.',
    labelNames: ['mode'] as const,
    registers,
  });
  const answering = new Histogram({
    name: 'kiki_question_seconds',
    help: 'Time to answer a question.',
    labelNames: ['mode'] as const,
    buckets,
    registers,
  });
  new Gauge({
    name: 'kiki_graph_version',
    help: 'Number that grows with every change of the graph.',
    registers,
    async collect() {
      this.set(await graphVersion());
    },
  });
  new Gauge({
    name: 'kiki_embeddings',
    help: 'Texts with an embedding, and texts in all.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const { done, total } = siteState().embeddings;
      this.set({ state: 'done' }, done);
      this.set({ state: 'total' }, total);
    },
  });
  return {
    request: (route, method, status, seconds) => requests.observe({ route, method, status: String(status) }, seconds),
    question(mode, seconds) {
      questions.inc({ mode });
      answering.observe({ mode }, seconds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    stop: () => registry.clear(),
  };
}
