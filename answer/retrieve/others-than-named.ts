import { queryTerms, stem, terms, words } from '../../graph/text/analyse.ts';
import { initialsOf } from '../../graph/text/initials.ts';
import type { Passage } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';

type Headed = Pick<Passage, 'ref' | 'title' | 'heading'>;

interface Page {
  ref: Ref;
  title: readonly string[];
  /** What people may call it by first letters. */
  initials: readonly string[];
  headings: ReadonlySet<string>;
}

/** Headings that two pages made alike share at least: so many, and this share of those of the page that has fewer. */
const alike = { headings: 2, share: 0.3 };
/** Share of the words by which a title differs from another that a question has, at least, when it names that page. */
const ofName = 0.5;

/**
 * Pages made like one that the question names, which are of something else: the Oslo office, where it asks for the toilets in Bergen. Of pages
 * that are not made alike one may say of the other's subject what is asked.
 *
 * @param sections all of the pages' that may be made alike
 */
export function othersThanNamed(question: string, sections: readonly Headed[]): Set<Ref> {
  const asked = new Set(queryTerms(withoutDots(question)));
  const pages = [...new Set(sections.map(({ ref }) => ref))].map((ref) =>
    pageOf(sections.filter((section) => section.ref === ref)),
  );
  const isNamed = (page: Page, other: Page) => names(asked, page, other) && !hasOwn(asked, other, page);
  return new Set(
    pages
      .filter((other) => pages.some((page) => page !== other && isAlike(page, other) && isNamed(page, other)))
      .map(({ ref }) => ref),
  );
}

function pageOf(sections: readonly Headed[]): Page {
  const { ref, title } = sections[0] ?? { ref: '', title: '' };
  const headings = sections.flatMap(({ heading }) => heading).filter((heading) => heading !== title);
  return {
    ref,
    title: [...new Set(terms(withoutDots(title)))],
    initials: initialsOf(title).map(stem),
    headings: new Set(headings.map((heading) => words(heading).join(' '))),
  };
}

function isAlike({ headings: a }: Page, { headings: b }: Page): boolean {
  const shared = [...a].filter((heading) => b.has(heading)).length;
  return shared >= alike.headings && shared >= alike.share * Math.min(a.size, b.size);
}

/** Whether a question names a page by what its title has and another one's has not. */
function names(asked: ReadonlySet<string>, page: Page, other: Page): boolean {
  const own = page.title.filter((term) => !other.title.includes(term));
  const said = own.filter((term) => asked.has(term)).length;
  return (
    (said > 0 && said >= ofName * own.length) ||
    page.initials.some((each) => asked.has(each) && !other.initials.includes(each))
  );
}

function hasOwn(asked: ReadonlySet<string>, page: Page, other: Page): boolean {
  return page.title.some((term) => asked.has(term) && !other.title.includes(term));
}

/** D.C. as people write it who are in a hurry. */
function withoutDots(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (letters) => letters.replaceAll('.', ''));
}
