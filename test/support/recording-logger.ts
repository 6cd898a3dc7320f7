import { pino } from 'pino';

/** A real logger whose lines are kept in a list. */
export function recordingLogger() {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ base: null, timestamp: false }, { write: (line) => lines.push(JSON.parse(line) as never) });
  return { logger, lines };
}
