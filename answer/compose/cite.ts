import type { Answer, Citation } from '../../schema/answer.ts';
import type { SourceNote } from '../../schema/entity.ts';
import { peopleSource } from '../../schema/record.ts';
import { parsePassageId, type Ref } from '../../schema/ref.ts';
import type { Statement, StatementSource } from '../look-up/finding.ts';

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

/** Where a source leads: what a person took from a page of the wiki, to its place there. */
function addressOf({ source, path, url }: SourceNote, options: CiteOptions): string | undefined {
  const place = source === peopleSource ? parsePassageId(path) : undefined;
  return place === undefined ? url : wikiUrl(place.ref, place.anchor, options);
}

/** The citations of one answer: each place has one number, from 1. */
export interface Citations {
  list: Citation[];
  /** The number of a source of a statement; undefined when there are too many. */
  numberOf(source: StatementSource, statement: Pick<Statement, 'about' | 'quote'>): number | undefined;
}

/** @param atMost how many places there are numbers for */
export function createCitations(options: CiteOptions, atMost = most): Citations {
  const numbers = new Map<string, number>();
  const list: Citation[] = [];
  return {
    list,
    numberOf(source, { about: of, quote }) {
      const about = source.of ?? of;
      const key = JSON.stringify([source.source, source.path, about?.ref, about?.anchor]);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      if (list.length >= atMost) return undefined;
      const n = list.length + 1;
      numbers.set(key, n);
      list.push({
        n,
        ref: about?.ref ?? '',
        title: about?.title ?? source.path,
        url: about === undefined ? (source.url ?? '') : wikiUrl(about.ref, about.anchor, options),
        source: {
          name: source.source,
          path: source.path,
          url: addressOf(source, options) ?? null,
          date: source.date ?? null,
        },
        quote: quote ?? null,
      });
      return n;
    },
  };
}

/** The text of an answer with numbered citations behind each statement. Every number resolves, and each place has one number. */
export function cite(statements: readonly Statement[], options: CiteOptions): Pick<Answer, 'text' | 'citations'> {
  const citations = createCitations(options);
  const paragraphs = statements.map((statement) => {
    const { text, sources } = statement;
    const numbers = new Set(sources.flatMap((source) => citations.numberOf(source, statement) ?? []));
    const suffix = [...numbers]
      .sort((a, b) => a - b)
      .map((number) => `[${number}]`)
      .join('');
    return suffix === '' ? text : `${text}${text.includes('\n') ? '\n\n' : ' '}${suffix}`;
  });
  return { text: paragraphs.join('\n\n'), citations: citations.list };
}
