import type { EntityPage } from '../present/model.ts';
import { historyPath, entityPath, graphPath } from '../paths.ts';
import { sectionId } from '../present/relations.ts';
import { graphTexts, pageTexts } from '../texts.ts';

/** The list of sections, and what else there is to the page. */
export function Contents({ page: { ref, contents, linksHere } }: { page: EntityPage }) {
  return (
    <>
      {contents.length > 1 && (
        <nav aria-labelledby="contents" data-contents>
          <h2 id="contents">{pageTexts.onThisPage}</h2>
          <ol>
            {contents.map(({ id, text, level }) => (
              <li class={level > 2 ? 'deep' : undefined}>
                <a href={`#${encodeURIComponent(id)}`}>{text}</a>
              </li>
            ))}
            <li>
              <a href="#_references">{pageTexts.references}</a>
            </li>
          </ol>
        </nav>
      )}
      <nav aria-labelledby="tools">
        <h2 id="tools">{pageTexts.tools}</h2>
        <ul>
          {linksHere > 0 && (
            <li>
              <a href={`#${sectionId(pageTexts.linksHere)}`}>
                {pageTexts.linksHere} <span class="chip">{linksHere}</span>
              </a>
            </li>
          )}
          <li>
            <a href={graphPath(ref)}>{graphTexts.tool}</a>
          </li>
          <li>
            <a href={historyPath(ref)}>{pageTexts.history}</a>
          </li>
          <li>
            <a href={`/api${entityPath(ref).replace('/wiki/', '/entities/')}`}>{pageTexts.json}</a>
          </li>
        </ul>
      </nav>
    </>
  );
}
