import { destination, type Logger, pino } from 'pino';
import type { Environment } from '../schema/config.ts';

/** One JSON object a line on standard error, so that standard output stays what was asked for. Secrets never reach it. */
export function createLogger(level: Environment['LOG_LEVEL']): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: ['*.token', '*.password', '*.apiKey', '*.authorization', 'req.headers.authorization'],
    },
    destination({ dest: 2, sync: true }),
  );
}
