import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { errorFields, slackFailure } from '../../../bot/slack/failure.ts';
import { createBoltLogger } from '../../../bot/slack/log.ts';

function logLines(write: (logger: ReturnType<typeof createBoltLogger>) => void): string {
  const lines: string[] = [];
  write(createBoltLogger(pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })));
  return lines.join('');
}

describe("Bolt's log lines", () => {
  it('are dropped where they hold whole messages', () => {
    expect(logLines((logger) => logger.debug('http request body: {"text":"Payments"}'))).toBe('');
  });

  it('lose what an error quotes', () => {
    const lines = logLines((logger) =>
      logger.warn(`Malformed request body: Unexpected token 'P', "Payments i"... is not valid JSON`),
    );
    expect(lines).toContain('Malformed request body: Unexpected token …, … is not valid JSON');
  });

  it('are short', () => {
    expect(logLines((logger) => logger.error(new Error('x'.repeat(5000)))).length).toBeLessThan(400);
  });
});

describe('what is logged of an error', () => {
  it('is its name and where it was thrown, never its message', () => {
    const fields = errorFields(new TypeError('Payments is undefined'));
    expect(fields).toMatchObject({ code: 'unknown', name: 'TypeError' });
    expect(fields.at?.[0]).toMatch(/^at .*log\.test\.ts/);
    expect(JSON.stringify(fields)).not.toContain('Payments');
  });

  it('is something for what is no error', () => {
    expect(errorFields('Payments')).toEqual({ code: 'unknown', name: 'string' });
    expect(slackFailure(undefined)).toEqual({ code: 'unknown', mayBeDone: false });
  });
});
