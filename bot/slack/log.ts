import { LogLevel, type Logger as BoltLogger } from '@slack/bolt';
import type { BaseLogger } from 'pino';

/** Where the bot logs: fields and a fixed sentence, never the text of a message. */
export type BotLogger = Pick<BaseLogger, 'info' | 'warn' | 'error'>;

/**
 * Bolt's logger on top of ours. Debug lines are dropped at any level: the web client and Socket Mode write whole messages into
 * them. In the others, what stands in quotes is left out, because an error of JSON.parse quotes its input.
 */
export function createBoltLogger(logger: BotLogger): BoltLogger {
  return {
    debug: () => undefined,
    info: (...parts) => logger.info({ from: 'slack' }, logLine(parts)),
    warn: (...parts) => logger.warn({ from: 'slack' }, logLine(parts)),
    error: (...parts) => logger.error({ from: 'slack' }, logLine(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function logLine(parts: readonly unknown[]): string {
  const line = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return line
    .replace(/\s+/g, ' ')
    .replace(/(["'])(?:(?!\1).)*\1(?:\.\.\.)?/g, '…')
    .slice(0, 200);
}
