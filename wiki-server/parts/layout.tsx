import type { ComponentChildren } from 'preact';
import type { SiteState } from '../../schema/services.ts';
import type { Assets } from '../assets.ts';
import { adminPath, privacyPath, sourcesPath } from '../paths.ts';
import type { ReaderState } from '../read/readers.ts';
import { noticeTexts, searchTexts, siteTexts } from '../texts.ts';

/** What every page has around its content. */
export interface Frame {
  site: SiteState;
  assets: Pick<Assets, 'style' | 'script' | 'graph' | 'icon'>;
  /** The reader may change the graph. */
  canEdit: boolean;
  /** What pages show of this reader alone. */
  reader: ReaderState;
}

export type Place = 'org' | 'browse' | 'recent' | 'me' | 'sources' | 'admin';

export interface LayoutProps {
  frame: Frame;
  /** Name of the page, for the browser's tab. */
  title: string;
  /** Where in the main navigation the page is. */
  place?: Place | undefined;
  /** Words in the search box. */
  q?: string | undefined;
  /** A script that this page alone needs. */
  script?: string | undefined;
  /** The address under which feed readers find what changes here. */
  feed?: string | undefined;
  children: ComponentChildren;
}

/** A whole HTML document. */
export function Layout({
  frame: { site, assets, canEdit, reader },
  title,
  place,
  q,
  script,
  feed,
  children,
}: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{siteTexts.title(title, site.company)}</title>
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style} />
        {feed !== undefined && (
          <link rel="alternate" type="application/atom+xml" href={feed} title={siteTexts.changes} />
        )}
        <script type="module" src={assets.script} />
        {script !== undefined && <script type="module" src={script} />}
      </head>
      <body>
        <a class="skip" href="#content">
          {siteTexts.skip}
        </a>
        <Top place={place} q={q} company={site.company} canEdit={canEdit} unread={reader.unread} />
        <Banners site={site} />
        {children}
        <Foot canEdit={canEdit} />
      </body>
    </html>
  );
}

/** What holds for every page: that all of it is made up, that not all of it is there yet. */
function Banners({ site: { isExample, isFilling } }: { site: SiteState }) {
  if (!isExample && !isFilling) return null;
  return (
    <aside aria-label={siteTexts.aboutSite}>
      {isExample && (
        <p class="banner">
          <b>{siteTexts.exampleTitle}</b> {siteTexts.example}
        </p>
      )}
      {isFilling && (
        <p class="banner" role="status">
          {siteTexts.filling}
        </p>
      )}
    </aside>
  );
}

interface TopProps {
  place: Place | undefined;
  q: string | undefined;
  company: string;
  canEdit: boolean;
  unread: number;
}

function Top({ place, q, company, canEdit, unread }: TopProps) {
  const links: [Place, string, string][] = [
    ['org', '/org', siteTexts.organisation],
    ['browse', '/browse', siteTexts.browse],
    ['recent', '/recent', siteTexts.recent],
    ['me', '/me', siteTexts.me],
    ...(canEdit ? [['admin', adminPath(), siteTexts.admin] satisfies [Place, string, string]] : []),
  ];
  return (
    <header class="top">
      <a class="logo" href="/" aria-label={`${siteTexts.name}, ${company}: ${siteTexts.home}`}>
        <b>K</b>iki
      </a>
      <form class="search" role="search" action="/search" method="get" data-search>
        <svg class="glass" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.5 10.5 4 4" />
        </svg>
        <input
          type="search"
          name="q"
          value={q}
          aria-label={searchTexts.label}
          placeholder={searchTexts.placeholder}
          autocomplete="off"
          maxLength={300}
        />
        <kbd aria-hidden="true">/</kbd>
        <button class="quiet" type="submit">
          {searchTexts.button}
        </button>
      </form>
      <nav aria-label={siteTexts.mainNavigation}>
        {links.map(([name, href, text]) => (
          <a href={href} aria-current={name === place ? 'page' : undefined}>
            {text}
            {name === 'me' && unread > 0 && <Unread count={unread} />}
          </a>
        ))}
      </nav>
    </header>
  );
}

/** How many messages to the reader are not read. */
function Unread({ count }: { count: number }) {
  return (
    <>
      {' '}
      <span class="chip unread" title={noticeTexts.unread(count)}>
        {count > 99 ? '99+' : count}
      </span>
    </>
  );
}

function Foot({ canEdit }: { canEdit: boolean }) {
  return (
    <footer class="foot">
      <span>{siteTexts.footer}</span>
      <a href={sourcesPath}>{siteTexts.sources}</a>
      <a href={privacyPath}>{siteTexts.privacy}</a>
      {canEdit && <a href={adminPath('quality')}>{siteTexts.quality}</a>}
      <a href="/api/openapi.json">{siteTexts.api}</a>
    </footer>
  );
}

export interface ColumnsProps {
  /** Contents of the page; left out where there is no room. */
  side?: ComponentChildren;
  /** Instead of contents: links that choose what is shown. They stay where there is no room. */
  filters?: ComponentChildren;
  children: ComponentChildren;
}

/**
 * Content with the contents of the page on its left. In it, `.facts` and `.asking` stand on the right of the text where there is
 * room, and in the order in which they are written where there is not.
 */
export function Columns({ side, filters, children }: ColumnsProps) {
  return (
    <div class="page">
      <div class={filters === undefined ? 'side' : 'side filters'}>{filters ?? side}</div>
      <main id="content" class="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
