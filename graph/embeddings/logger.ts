import type { Logger } from 'pino';

/** What this folder needs of the logger. */
export type EmbeddingLogger = Pick<Logger, 'info' | 'warn' | 'error'>;
