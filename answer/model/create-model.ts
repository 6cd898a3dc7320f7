import type { Environment } from '../../schema/config.ts';
import type { LanguageModel } from './language-model.ts';
import { createOpenAiModel } from './openai-model.ts';

/** The language model that the environment names, or undefined: then answers are looked up and quoted. */
export function createModel({
  KIKI_MODEL,
  OPENAI_API_KEY,
  OPENAI_BASE_URL,
}: Pick<Environment, 'KIKI_MODEL' | 'OPENAI_API_KEY' | 'OPENAI_BASE_URL'>): LanguageModel | undefined {
  if (KIKI_MODEL === undefined) return undefined;
  if (OPENAI_API_KEY === undefined && OPENAI_BASE_URL === undefined) return undefined;
  return createOpenAiModel({ apiKey: OPENAI_API_KEY, baseUrl: OPENAI_BASE_URL, model: KIKI_MODEL });
}
