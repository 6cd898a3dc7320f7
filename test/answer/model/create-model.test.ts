import { describe, expect, test } from '@jest/globals';
import { createModel } from '../../../answer/model/create-model.ts';

const nothing = { KIKI_MODEL: undefined, OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined };

describe('the environment names a model', () => {
  test('with a key, or with an endpoint that may want none', () => {
    expect(createModel({ ...nothing, KIKI_MODEL: 'tiny', OPENAI_API_KEY: 'k' })?.name).toBe('tiny');
    expect(createModel({ ...nothing, KIKI_MODEL: 'tiny', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' })?.name).toBe(
      'tiny',
    );
  });

  test('only where it names both the model and a way to it', () => {
    expect(createModel(nothing)).toBeUndefined();
    expect(createModel({ ...nothing, OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://127.0.0.1:1' })).toBeUndefined();
    expect(createModel({ ...nothing, KIKI_MODEL: 'tiny' })).toBeUndefined();
  });
});
