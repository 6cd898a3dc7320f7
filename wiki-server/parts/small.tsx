import type { ComponentChildren } from 'preact';
import { formatAge, formatTime } from '../format.ts';
import { isExternal } from '../paths.ts';
import type { Chip as ChipModel, Item, Mark } from '../present/model.ts';

/** The small things of which pages are made. */

export function Chip({ chip: { text, tone } }: { chip: ChipModel }) {
  return <span class={tone === 'plain' ? 'chip' : `chip ${tone}`}>{text}</span>;
}

/** Numbers of references, raised, each a link to its reference with the exact place as its title. */
export function Marks({ marks }: { marks: readonly Mark[] }) {
  return (
    <>
      {marks.map(({ n, title }) => (
        <sup class="ref">
          <a href={`#ref-${n}`} title={title}>
            [{n}]
          </a>
        </sup>
      ))}
    </>
  );
}

/** A name as a link where it leads somewhere. */
export function Anchor({ href, children }: { href?: string | undefined; children: ComponentChildren }) {
  if (href === undefined) return <>{children}</>;
  return isExternal(href) ? (
    <a class="external" href={href} rel="noopener">
      {children}
    </a>
  ) : (
    <a href={href}>{children}</a>
  );
}

/** Several things in a row, separated by commas. */
export function Items({ items }: { items: readonly Item[] }) {
  return (
    <>
      {items.map(({ text, href, note, chip }, index) => (
        <>
          {text !== '' && <Anchor href={href}>{text}</Anchor>}
          {chip !== undefined && (
            <>
              {text !== '' && ' '}
              <Chip chip={chip} />
            </>
          )}
          {note !== undefined && <span class="note-in"> ({note})</span>}
          {index < items.length - 1 && ', '}
        </>
      ))}
    </>
  );
}

/** How long ago, with the exact time as title. */
export function Age({ time, now }: { time: string; now: Date }) {
  return (
    <time dateTime={time} title={formatTime(time)}>
      {formatAge(time, now)}
    </time>
  );
}

/** HTML that the sanitiser made. */
export function Html({ html, class: className }: { html: string; class: string }) {
  // The only way in which text of a source becomes HTML: markdown/render.ts, which sanitises.
  return <div class={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
