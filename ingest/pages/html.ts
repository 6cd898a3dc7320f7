import domino from '@mixmark-io/domino';
import { markdownOf } from './markdown-of.ts';

export interface HtmlPage {
  title: string | undefined;
  /** What `<meta name="…" content="…">` says. */
  front: Record<string, unknown>;
  /** The content as Markdown. */
  body: string;
}

/** Parts of a page that are not its content. */
export const furniture = [
  'script',
  'style',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'noscript',
  'template',
  'iframe',
  'button',
  'svg',
];

/** An HTML page as Markdown, so that all that follows knows one form. Anything that looks like HTML is taken; nothing is run. */
export function readHtml(html: string): HtmlPage {
  const document = domino.createDocument(html);
  const title = document.title.trim();
  const front = Object.fromEntries(
    [...document.querySelectorAll('meta[name][content]')].map((meta) => [
      meta.getAttribute('name') ?? '',
      meta.getAttribute('content') ?? '',
    ]),
  );
  const main = document.querySelector('main, article, [role=main], #main-content, #content') ?? document.body;
  for (const element of [...main.querySelectorAll(furniture.join(','))]) element.remove();
  return {
    title: title === '' ? undefined : title,
    front,
    body: markdownOf(main),
  };
}
