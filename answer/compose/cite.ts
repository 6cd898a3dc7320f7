import type { Answer, Citation } from '../../schema/answer.ts';
import type { SourceNote } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Statement } from '../look-up/finding.ts';

/** Citations of one answer at most; more places are on the page that is cited. */
const most = 8;

export interface CiteOptions {
  /** Where the wiki is, without a slash at the end; without it links are relative. */
  publicUrl: string | undefined;
}

/** Address of a page, or of a section of it. */
export function wikiUrl(ref: Ref, anchor: string | undefined, { publicUrl }: CiteOptions): string {
  return `${publicUrl ?? ''}/wiki/${ref}${anchor === undefined || anchor === '' ? '' : `#${anchor}`}`;
}

/** The text of an answer with numbered citations behind each statement. Every number resolves, and each place has one number. */
export function cite(statements: readonly Statement[], options: CiteOptions): Pick<Answer, 'text' | 'citations'> {
  const numbers = new Map<string, number>();
  const citations: Citation[] = [];
  const paragraphs = statements.map(({ text, about, sources, quote }) => {
    const marks = new Set<number>();
    for (const source of sources) {
      const number = numberOf(source, about, quote);
      if (number !== undefined) marks.add(number);
    }
    const suffix = [...marks]
      .sort((a, b) => a - b)
      .map((number) => `[${number}]`)
      .join('');
    return suffix === '' ? text : `${text}${text.includes('\n') ? '\n\n' : ' '}${suffix}`;
  });
  return { text: paragraphs.join('\n\n'), citations };

  function numberOf(
    source: SourceNote,
    about: Statement['about'] | undefined,
    quote: string | undefined,
  ): number | undefined {
    const key = JSON.stringify([source.source, source.path, about?.ref, about?.anchor]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (citations.length >= most) return undefined;
    const n = citations.length + 1;
    numbers.set(key, n);
    citations.push({
      n,
      ref: about?.ref ?? '',
      title: about?.title ?? source.path,
      url: about === undefined ? (source.url ?? '') : wikiUrl(about.ref, about.anchor, options),
      source: { name: source.source, path: source.path, url: source.url ?? null, date: source.date ?? null },
      quote: quote ?? null,
    });
    return n;
  }
}
