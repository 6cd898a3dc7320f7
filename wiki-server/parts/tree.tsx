import type { TreeItem } from '../present/tree.ts';
import { organisationTexts } from '../texts.ts';
import { Chip } from './small.tsx';

/** Levels that are open at first. */
const openLevels = 3;

/** A tree whose branches open and close without JavaScript. */
export function TreeView({ items, level = 1 }: { items: readonly TreeItem[]; level?: number }) {
  return (
    <ul class={level === 1 ? 'tree' : undefined}>
      {items.map((item) => (
        <li>
          <div class="entry">
            <Entry item={item} />
          </div>
          {item.parts.length > 0 && (
            <details open={level <= openLevels}>
              <summary aria-label={organisationTexts.below(item.text)} />
              <TreeView items={item.parts} level={level + 1} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function Entry({ item: { text, href, note, count, chip, hidden } }: { item: TreeItem }) {
  return (
    <>
      <a href={href}>{text}</a>
      {chip !== undefined && (
        <>
          {' '}
          <Chip chip={chip} />
        </>
      )}
      {note !== undefined && <small> {note}</small>}
      {count !== undefined && <span class="count"> {count}</span>}
      {hidden !== undefined && (
        <a class="hidden-parts" href={href}>
          {organisationTexts.more(hidden)} →
        </a>
      )}
    </>
  );
}
