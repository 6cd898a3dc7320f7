import type { ComponentChildren } from 'preact';
import { formatAge, formatDay, formatTime } from '../format.ts';
import { isExternal } from '../paths.ts';
import type { Chip as ChipModel, Item, Mark } from '../present/model.ts';
import type { Origin } from '../present/origin.ts';
import { pageTexts } from '../texts.ts';

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

/** Numbers of references, each with a card that tells all about where it is from while it is pointed at or has the focus. */
export function DetailedMarks({ marks, id }: { marks: readonly Mark[]; id: string }) {
  return (
    <>
      {marks.map(({ n, origins, more }) => (
        <sup class="ref">
          <a href={`#ref-${n}`} aria-describedby={`${id}-${n}`}>
            [{n}]
          </a>
          <span class="tip" id={`${id}-${n}`}>
            {origins.map((origin) => (
              <OriginCard origin={origin} />
            ))}
            {more > 0 && <span>{pageTexts.more(more)}</span>}
          </span>
        </sup>
      ))}
    </>
  );
}

function OriginCard({ origin: { label, place, href, dated, readAt } }: { origin: Origin }) {
  const details = [dated, readAt === undefined ? undefined : pageTexts.read_(formatDay(readAt))];
  return (
    <span class="origin">
      <b>{label}</b>
      {place !== '' && <span class="path">{place}</span>}
      {href !== undefined && <Anchor href={href}>{href}</Anchor>}
      <span>{details.filter((part) => part !== undefined).join(', ')}</span>
    </span>
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

/** An address that is longer than its column breaks where it has parts, not within a word. */
function Breakable({ text }: { text: string }) {
  if (/\s/.test(text) || text.length < longAddress) return <>{text}</>;
  return (
    <>
      {text.split(/(?<=[@./_-])(?=\w)/).map((part, index) => (
        <>
          {index > 0 && <wbr />}
          {part}
        </>
      ))}
    </>
  );
}

/** Characters. */
const longAddress = 20;

/** Several things in a row, separated by commas. */
export function Items({ items }: { items: readonly Item[] }) {
  return (
    <>
      {items.map(({ text, html, href, note, chip }, index) => (
        <>
          {html !== undefined && <InlineHtml html={html} />}
          {html === undefined && text !== '' && (
            <Anchor href={href}>
              <Breakable text={text} />
            </Anchor>
          )}
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
  // With `InlineHtml` the only way in which text of a source becomes HTML: markdown/, which sanitises.
  return <div class={className} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** The same of a line, as markdown/render-inline.ts makes it. */
export function InlineHtml({ html }: { html: string }) {
  return <span class="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
