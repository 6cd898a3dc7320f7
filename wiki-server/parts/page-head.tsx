import type { ComponentChildren } from 'preact';
import { discussionPath, editPath, entityPath, historyPath, suggestPath } from '../paths.ts';
import type { Chip as ChipModel, Item } from '../present/model.ts';
import { discussionTexts, editTexts, pageTexts } from '../texts.ts';
import type { Frame } from './layout.tsx';
import { WatchButton } from './watched.tsx';
import { Anchor, Chip } from './small.tsx';

export interface PageHeadProps {
  page: { ref: string; name: string; lede: string; crumbs: readonly Item[]; chip?: ChipModel | undefined };
  tab: 'read' | 'discussion' | 'history' | 'edit' | 'other';
  frame: Frame;
  /** The entity, where the title of the page is not its name. */
  subject?: string;
  /** It is not the page of today: there is nothing to watch. */
  isPast?: boolean;
  /** What is to be known before anything is read. */
  banner?: ComponentChildren;
}

/** Name of an entity, what it is, where it stands, and what there is to see of it. */
export function PageHead({ page, tab, frame, subject, isPast = false, banner }: PageHeadProps) {
  const { ref, name, lede, crumbs, chip } = page;
  const { canEdit, reader } = frame;
  return (
    <header class="head">
      <Crumbs crumbs={crumbs} />
      <h1>{name}</h1>
      <p class="lede">
        {lede}
        {chip !== undefined && (
          <>
            {' '}
            <Chip chip={chip} />
          </>
        )}
      </p>
      <nav class="tabs" aria-label={pageTexts.tabs}>
        <a href={entityPath(ref)} aria-current={tab === 'read' ? 'page' : undefined}>
          {pageTexts.read}
        </a>
        <DiscussionTab
          href={discussionPath(ref)}
          open={reader.openThreads.get(ref) ?? 0}
          isHere={tab === 'discussion'}
        />
        <a href={historyPath(ref)} aria-current={tab === 'history' ? 'page' : undefined}>
          {pageTexts.history}
        </a>
        <a href={canEdit ? editPath(ref) : suggestPath(ref)} aria-current={tab === 'edit' ? 'page' : undefined}>
          {canEdit ? editTexts.edit : editTexts.suggest}
        </a>
        {!isPast && (
          <WatchButton
            of={ref}
            name={subject ?? name}
            isWatched={reader.watched.has(ref)}
            back={tab === 'history' || tab === 'discussion' ? tab : 'read'}
          />
        )}
      </nav>
      {banner}
    </header>
  );
}

function DiscussionTab({ href, open, isHere }: { href: string; open: number; isHere: boolean }) {
  return (
    <a
      href={href}
      aria-current={isHere ? 'page' : undefined}
      aria-label={open === 0 ? undefined : discussionTexts.tabWith(open)}
    >
      {discussionTexts.tab} {open > 0 && <span class="chip">{open}</span>}
    </a>
  );
}

/** Where a page stands: what it is in, the outermost first. */
export function Crumbs({ crumbs }: { crumbs: readonly Item[] }) {
  return (
    <nav class="crumbs" aria-label={pageTexts.crumbs}>
      {crumbs.map(({ text, href }, index) => (
        <>
          {index > 0 && <span aria-hidden="true"> › </span>}
          <Anchor href={href}>{text}</Anchor>
        </>
      ))}
    </nav>
  );
}
