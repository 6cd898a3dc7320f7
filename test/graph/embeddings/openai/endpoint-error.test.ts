import { describe, expect, test } from '@jest/globals';
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { endpointError } from '../../../../graph/embeddings/openai/endpoint-error.ts';
import { describeError } from '../../../../schema/errors.ts';

describe('what went wrong at the endpoint', () => {
  test('is said in a line with the fix', () => {
    const noHost = new Error('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND models.local') });
    expect(describeError(endpointError(new APIConnectionError({ cause: noHost }), 'nomic'))).toBe(
      "embedding endpoint: It can't be reached (getaddrinfo ENOTFOUND models.local). Check OPENAI_BASE_URL.",
    );
    expect(describeError(endpointError(new APIConnectionTimeoutError(), 'nomic'))).toBe(
      'embedding endpoint: It did not answer in time.',
    );
  });

  test('names the model that is not known', () => {
    const error = APIError.generate(404, { error: { message: 'no such model' } }, undefined, new Headers());
    expect(endpointError(error, 'nomic')).toMatchObject({
      code: 'not-found',
      message: 'It does not know the model "nomic", or is not there (404 no such model)',
    });
  });

  test('is kept as the cause where it is none of the known', () => {
    const cause = new RangeError('odd');
    expect(endpointError(cause, 'nomic')).toMatchObject({ code: 'unavailable', cause });
  });
});
