import type { Answer } from '../../schema/answer.ts';

export interface PresentAnswerOptions {
  publicUrl: string | undefined;
  /** What pages call a source. */
  labelOf: (source: string) => string;
}

/**
 * The answer as pages show it: sources by the names that readers know, and addresses within this wiki instead of absolute
 * ones, so that links work under whatever name it was opened.
 */
export function presentAnswer(answer: Answer, { publicUrl, labelOf }: PresentAnswerOptions): Answer {
  const localise = (url: string) =>
    publicUrl !== undefined && url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : url;
  return {
    ...answer,
    text: publicUrl === undefined ? answer.text : answer.text.replaceAll(`](${publicUrl}/`, '](/'),
    citations: answer.citations.map((citation) => ({
      ...citation,
      url: localise(citation.url),
      source: {
        ...citation.source,
        name: labelOf(citation.source.name),
        url: citation.source.url === null ? null : localise(citation.source.url),
      },
    })),
  };
}
