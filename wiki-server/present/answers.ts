import type { Answer } from '../../schema/answer.ts';

/** The answer with addresses within this wiki instead of absolute ones, so that links work under whatever name it was opened. */
export function withLocalAddresses(answer: Answer, publicUrl: string | undefined): Answer {
  if (publicUrl === undefined) return answer;
  const localise = (url: string) => (url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : url);
  return {
    ...answer,
    text: answer.text.replaceAll(`](${publicUrl}/`, '](/'),
    citations: answer.citations.map((citation) => ({ ...citation, url: localise(citation.url) })),
  };
}
