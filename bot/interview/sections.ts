import { terms } from '../../graph/text/analyse.ts';
import { fold } from '../../schema/names.ts';
import { interviewTexts as texts } from '../texts.ts';

/** A heading of a page with the text below it, as far as the next heading of whatever depth. */
export interface PageSection {
  /** By which it is found again while the page says the same: its heading and how many of that name come before. */
  key: string;
  /** Without its marks; empty for what stands before the first heading. */
  heading: string;
  /** The line of the heading. */
  head: string;
  text: string;
}

const headingLine = /^#{1,6}[ \t]+(\S.*)$/;
const fence = /^ {0,3}(```|~~~)/;

/** Takes the Markdown of a page apart. Put together again, it is the same but for blank lines around headings. */
export function splitSections(body: string): PageSection[] {
  const found: { head: string; lines: string[] }[] = [{ head: '', lines: [] }];
  let isCode = false;
  for (const line of body.split('\n')) {
    if (fence.test(line)) isCode = !isCode;
    if (!isCode && headingLine.test(line)) found.push({ head: line, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  const counts = new Map<string, number>();
  return found.flatMap(({ head, lines }) => {
    const heading = (headingLine.exec(head)?.[1] ?? '').replace(/[ \t]+#+[ \t]*$/, '').trim();
    const text = lines.join('\n').replace(/^\n+/, '').trimEnd();
    if (head === '' && text === '') return [];
    const count = counts.get(heading) ?? 0;
    counts.set(heading, count + 1);
    return [{ key: `${heading}#${count}`.slice(-140), heading, head, text }];
  });
}

/** How a section is called in a sentence. */
export function nameOf({ heading }: Pick<PageSection, 'heading'>): string {
  return heading === '' ? texts.beginning : `“${heading}”`;
}

export function joinSections(sections: readonly Pick<PageSection, 'head' | 'text'>[]): string {
  return sections
    .flatMap(({ head, text }) => [head, text])
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The page with other words in one section, or with more of them. Undefined when it has no such section any more. */
export function changeSection(body: string, key: string, change: (text: string) => string): string | undefined {
  const sections = splitSections(body);
  if (!sections.some((section) => section.key === key)) return undefined;
  return joinSections(
    sections.map((section) => (section.key === key ? { ...section, text: change(section.text).trim() } : section)),
  );
}

/** Words that are for one section: as what it is to say, or as what is to be said there too. */
export interface Placement {
  section: PageSection;
  how: 'replace' | 'add';
  text: string;
}

/**
 * The section that somebody's words belong to: the one whose heading they begin with, whose text they then are; else the one that speaks
 * most clearly of the same, which they are added to, because which of its sentences they are to replace they do not say. Undefined where no
 * section, or several alike, would do.
 */
export function placeWords(words: string, sections: readonly PageSection[]): Placement | undefined {
  return underHeading(words, sections) ?? nearest(words, sections);
}

/** “## Limits”, or “Limits:”, and then the text. */
function underHeading(words: string, sections: readonly PageSection[]): Placement | undefined {
  const [, marked, named] = /^(?:#{1,6}[ \t]+([^\n]+)\n|([^\n:]{1,120}):[ \t\n])/.exec(words.trim()) ?? [];
  const heading = marked ?? named;
  if (heading === undefined) return undefined;
  const meant = sections.filter((section) => section.heading !== '' && same(section.heading, heading));
  const text = words
    .trim()
    .slice(marked === undefined ? heading.length + 1 : words.trim().indexOf('\n'))
    .trim();
  const [section] = meant;
  return section === undefined || meant.length > 1 || text === '' ? undefined : { section, how: 'replace', text };
}

function same(a: string, b: string): boolean {
  return fold(a).trim() === fold(b.replace(/[*_`#]/g, '')).trim();
}

/** Fewest words in common, of which one in the heading counts as two: a single one may be chance. */
const fewest = 2;
/** How much better the best has to be than the next. */
const clearly = 1.25;

function nearest(words: string, sections: readonly PageSection[]): Placement | undefined {
  const said = new Set(terms(words));
  const ofSections = sections.map(({ heading, text }) => ({
    head: new Set(terms(heading)),
    body: new Set(terms(text)),
  }));
  // A word of every section tells none from the others.
  const weight = (term: string) => {
    const count = ofSections.filter(({ head, body }) => head.has(term) || body.has(term)).length;
    return sections.length === 1 ? 1 : Math.log(sections.length / count);
  };
  const ranked = sections
    .map((section, index) => {
      const { head, body } = ofSections[index] ?? { head: new Set(), body: new Set() };
      const inHead = [...said].filter((term) => head.has(term));
      const inBody = [...said].filter((term) => body.has(term) && !head.has(term));
      const sum = (of: string[]) => of.reduce((total, term) => total + weight(term), 0);
      return { section, common: 2 * inHead.length + inBody.length, score: 2 * sum(inHead) + sum(inBody) };
    })
    .filter(({ common, score }) => common >= fewest && score > 0)
    .sort((a, b) => b.score - a.score);
  const [best, next] = ranked;
  const known = new Set(best === undefined ? [] : terms(`${best.section.heading} ${best.section.text}`));
  // What it says already is nothing to add.
  if (best === undefined || [...said].every((term) => known.has(term))) return undefined;
  if (next !== undefined && best.score < clearly * next.score) return undefined;
  return { section: best.section, how: 'add', text: words.trim() };
}
