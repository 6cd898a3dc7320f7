import type { ComponentChildren } from 'preact';
import { appendMarks } from '../markdown/append-marks.ts';
import { capitalise } from '../format.ts';
import type { ListItem, ListSection, ProseSection, Section, Step, TextSection } from '../present/model.ts';
import { pageTexts } from '../texts.ts';
import { Anchor, Chip, Html, InlineHtml, Marks } from './small.tsx';

/** A section of an entity's page. */
export function SectionView({ section }: { section: Section }) {
  switch (section.type) {
    case 'prose':
      return <Prose section={section} />;
    case 'texts':
      return <Texts section={section} />;
    case 'list':
      return <List section={section} />;
  }
}

type HeadingTag = 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
const tags: readonly HeadingTag[] = ['h2', 'h3', 'h4', 'h5', 'h6'];

/** A heading of the level, from 2. */
function Heading({ level, children }: { level: number; children: ComponentChildren }) {
  const Tag = tags[Math.min(Math.max(level, 2), 6) - 2] ?? 'h2';
  return <Tag>{children}</Tag>;
}

function Prose({ section: { id, heading, level, html, marks, aliases, source, steps } }: { section: ProseSection }) {
  return (
    <section id={id}>
      {aliases.map((alias) => (
        <span id={alias} />
      ))}
      {heading !== undefined && (
        <Heading level={level}>
          {heading}
          <Marks marks={marks} />
        </Heading>
      )}
      {source !== undefined && (
        <p class="from">
          {pageTexts.sectionSource} {source}
        </p>
      )}
      {html !== '' && <Html class="prose" html={heading === undefined ? appendMarks(html, marks) : html} />}
      {steps.length > 0 && (
        <ol class="steps" role="list">
          {steps.map((step) => (
            <StepView step={step} />
          ))}
        </ol>
      )}
    </section>
  );
}

function StepView({ step: { number, anchor, html, responsible } }: { step: Step }) {
  return (
    <li id={anchor} value={number}>
      <span class="number" aria-hidden="true">
        {number}
      </span>
      <Html class="prose" html={html} />
      {responsible !== undefined && (
        <p class="who">
          {pageTexts.responsible}: <Anchor href={responsible.href}>{responsible.text}</Anchor>
        </p>
      )}
    </li>
  );
}

function Texts({ section: { id, heading, level, texts, marks, chip } }: { section: TextSection }) {
  return (
    <section id={id}>
      {heading !== undefined && (
        <Heading level={level}>
          {heading}
          {chip !== undefined && (
            <>
              {' '}
              <Chip chip={chip} />
            </>
          )}
          <Marks marks={marks} />
        </Heading>
      )}
      {texts.length > 1 ? (
        <ul>
          {texts.map((text) => (
            <li>
              <InlineHtml html={text} />
            </li>
          ))}
        </ul>
      ) : (
        texts.map((text) => (
          <p class={heading === undefined ? 'opening' : undefined}>
            <InlineHtml html={text} />
            {heading === undefined && <Marks marks={marks} />}
          </p>
        ))
      )}
    </section>
  );
}

function List({ section }: { section: ListSection }) {
  const { id, heading, level, note, more, marks } = section;
  return (
    <section id={id}>
      {heading !== undefined && (
        <Heading level={level}>
          {heading}
          <Marks marks={marks} />
        </Heading>
      )}
      {note !== undefined && <p class="rule">{note}</p>}
      <ListBody section={section} />
      {more !== undefined && (
        <p class="more">
          <a href={more.href}>{more.text} →</a>
        </p>
      )}
    </section>
  );
}

function ListBody({ section: { display, items, heading } }: { section: ListSection }) {
  switch (display) {
    case 'cards':
      return <Cards items={items} />;
    case 'chain':
      return (
        <ol class="chain">
          {items.map((item) => (
            <li>
              <Name item={item} />
              {item.detail !== undefined && <small>{item.detail}</small>}
            </li>
          ))}
        </ol>
      );
    case 'plain':
      return (
        <ul class="plain">
          {items.map((item) => (
            <li>
              <Name item={item} /> {item.kind !== undefined && <small>{item.kind}</small>}
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table items={items} label={heading} />;
  }
}

/** Entities as cards: people and teams. */
export function Cards({ items }: { items: readonly ListItem[] }) {
  return (
    <ul class="cards">
      {items.map((item) => {
        const remarks = [item.note, item.detail].filter((part) => part !== undefined);
        return (
          <li>
            <Name item={item} />
            {remarks.length > 0 && <small>{capitalise(remarks.join(' · '))}</small>}
          </li>
        );
      })}
    </ul>
  );
}

/** Entities as rows: name, what it is, kind. */
export function Table({ items, label }: { items: readonly ListItem[]; label?: string | undefined }) {
  return (
    <table class="list" aria-label={label}>
      <tbody>
        {items.map((item) => (
          <tr>
            <th scope="row">
              <Name item={item} />
            </th>
            <td>{[item.note, item.detail].filter((part) => part !== undefined).join(' · ')}</td>
            <td class="kind">{item.kind}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Name({ item: { text, href, chip } }: { item: ListItem }) {
  return (
    <>
      <Anchor href={href}>{text}</Anchor>
      {chip !== undefined && (
        <>
          {' '}
          <Chip chip={chip} />
        </>
      )}
    </>
  );
}
