import { browseTexts } from '../texts.ts';

/** Links to the pages of a long list. */
export function Pager({ page, pages, pathOf }: { page: number; pages: number; pathOf: (page: number) => string }) {
  if (pages < 2) return null;
  return (
    <nav class="pager" aria-label={browseTexts.pages}>
      {page > 1 ? (
        <a href={pathOf(page - 1)} rel="prev">
          ← {browseTexts.previous}
        </a>
      ) : (
        <span />
      )}
      <span>{browseTexts.pageOf(page, pages)}</span>
      {page < pages ? (
        <a href={pathOf(page + 1)} rel="next">
          {browseTexts.next} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
