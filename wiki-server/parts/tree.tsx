import type { TreeItem } from '../present/tree.ts';
import { organisationPath } from '../paths.ts';
import { organisationTexts } from '../texts.ts';
import { Chip } from './small.tsx';

/** Levels that are open at first. */
const openLevels = 3;

interface TreeProps {
  items: readonly TreeItem[];
  /** Boxes with lines between them, where there is room and a script; else the same as a nested list. */
  isChart?: boolean;
  /** All branches are open: what is searched must be seen. */
  isOpen?: boolean;
  asOf?: string | undefined;
}

/** A tree whose branches open and close without JavaScript. */
export function TreeView({ isChart = false, ...props }: TreeProps) {
  return isChart ? (
    <div class="chart" data-chart tabIndex={0} role="group" aria-label={organisationTexts.chart}>
      <Branch {...props} level={1} />
    </div>
  ) : (
    <Branch {...props} level={1} />
  );
}

function Branch({ items, isOpen = false, asOf, level }: Omit<TreeProps, 'isChart'> & { level: number }) {
  return (
    <ul class={level === 1 ? 'tree' : undefined}>
      {items.map((item) => (
        <li class={item.dotted === true ? 'dotted' : undefined}>
          <div class="entry">
            <Entry item={item} asOf={asOf} />
          </div>
          {item.parts.length > 0 && (
            <details open={isOpen || level <= openLevels}>
              <summary aria-label={organisationTexts.below(item.text)} />
              <Branch items={item.parts} isOpen={isOpen} asOf={asOf} level={level + 1} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function Entry({ item, asOf }: { item: TreeItem; asOf: string | undefined }) {
  const { ref, text, href, note, count, chip, hidden, dotted, found } = item;
  const name = <a href={href}>{text}</a>;
  return (
    <>
      {found === true ? <mark>{name}</mark> : name}
      {chip !== undefined && (
        <>
          {' '}
          <Chip chip={chip} />
        </>
      )}
      {note !== undefined && <small> {note}</small>}
      {dotted === true && <small> ({organisationTexts.dotted})</small>}
      {count !== undefined && <span class="count"> {count}</span>}
      {hidden !== undefined && (
        <a class="hidden-parts" href={organisationPath({ of: ref, view: 'list', asOf })} data-branch>
          {organisationTexts.more(hidden)} →
        </a>
      )}
    </>
  );
}
