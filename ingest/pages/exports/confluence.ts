import { posix } from 'node:path';
import domino from '@mixmark-io/domino';
import { isBlank } from '../../../schema/field-values.ts';
import type { Catalogue } from '../catalogue.ts';
import { furniture } from '../html.ts';
import { resolveLink } from '../links.ts';
import { markdownOf } from '../markdown-of.ts';
import { all, plainMacros } from './confluence-macros.ts';
import type { ExportForm, PageParts } from './form.ts';
import { writtenDay } from './written-day.ts';

/** A space as Confluence exports it to HTML: a folder with `Title_12345.html` for each page, `index.html` with their tree, attachments. */
export const confluence: ExportForm = {
  isPage: (path) => /\.html?$/i.test(path) && !/(^|\/)(index\.html?$|(attachments|images|styles)\/)/i.test(path),
  idOf: (path) => /(?:^|[/_])(\d{1,20})\.html?$/i.exec(path)?.[1],
  idInAddress: (address) => /(?:[?&]pageId=|\/pages\/)(\d{1,20})(?!\d)/.exec(address)?.[1],
  keyOf: (id) => id,
  read,
};

function read(path: string, text: string, catalogue: Catalogue): PageParts {
  const document = domino.createDocument(text);
  const crumbs = breadcrumbs(document, path, catalogue);
  const title = titleOf(document, crumbs.space);
  const said = metadata(document);
  const within = (selector: string) => all(document.documentElement, selector)[0];
  const content = within('#main-content') ?? within('#content') ?? within('body') ?? document.documentElement;
  const people = takePeople(content);
  linkToPages(content, path, catalogue);
  const front = pageProperties(content);
  plainMacros(content);
  for (const element of all(content, furniture.join(','))) element.remove();
  return {
    front,
    body: markdownOf(content),
    bodyLine: 1,
    ...(title !== '' && { title }),
    file: posix.basename(path).replace(/(?:_\d+)?\.html?$/i, ''),
    ...said,
    above: crumbs.above.map(({ name }) => name),
    ...(crumbs.parent !== undefined && { parent: crumbs.parent }),
    people,
  };
}

function textOf(element: Element | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The pages above a page. The first crumb is the space itself. */
function breadcrumbs(document: Document, path: string, catalogue: Catalogue) {
  const links = all(document.documentElement, '#breadcrumbs a, #breadcrumb-section a');
  const crumbs = [...new Set(links)].map((link) => ({ name: textOf(link), href: link.getAttribute('href') ?? '' }));
  const isSpace = ({ href }: { href: string }) => /(^|\/)index\.html?$/i.test(href);
  const above = crumbs.filter((crumb) => !isSpace(crumb));
  const paths = above.map(({ href }) => resolveLink(href, path, (each) => catalogue.has(each)));
  const parent = paths.filter((link) => link?.found === true && link.path !== path).at(-1)?.path;
  return { space: crumbs.find(isSpace)?.name, above, parent };
}

/** The title without the name of the space that Confluence writes before it. */
function titleOf(document: Document, space: string | undefined): string {
  const heading = textOf(all(document.documentElement, '#title-text')[0]);
  const whole = heading === '' ? document.title.replace(/\s+/g, ' ').trim() : heading;
  if (space !== undefined && whole.startsWith(`${space} : `)) return whole.slice(space.length + 3);
  return space === undefined ? whole.replace(/^.*? : /, '') : whole;
}

/** `Created by Ada Lovelace, last modified by Bob Ross on Mar 09, 2026`, in any language. */
function metadata(document: Document): Pick<PageParts, 'author' | 'editor' | 'changed' | 'problems'> {
  const [line] = all(document.documentElement, '.page-metadata');
  if (line === undefined) return {};
  const person = (name: string) => textOf(all(line, name)[0]).replace(/ \((Unlicensed|Deactivated)\)$/i, '');
  const [author, editor] = [person('.author'), person('.editor')];
  // Names may look like dates; the date itself may be a link.
  for (const name of all(line, '.author, .editor')) name.remove();
  const written = textOf(line);
  const changed = writtenDay(written);
  const last = editor === '' ? author : editor;
  return {
    ...(author !== '' && { author }),
    ...(last !== '' && { editor: last }),
    ...(changed !== undefined && { changed }),
    ...(changed === undefined &&
      /\d/.test(written) && {
        problems: [`The date in "${written.slice(0, 100)}" can't be read; say it with stated:.`],
      }),
  };
}

/** Links to people become their names; who they are is kept. */
function takePeople(content: Element): string[] {
  const people = new Set<string>();
  for (const link of all(content, 'a.confluence-userlink, a.user-mention')) {
    const name = textOf(link)
      .replace(/^@/, '')
      .replace(/ \((Unlicensed|Deactivated)\)$/i, '');
    const login = link.getAttribute('data-username') ?? '';
    // A login may belong to anything; an address is a person's.
    const known = /^\S+@\S+\.\S+$/.test(login) ? login : name;
    if (known !== '') people.add(known.slice(0, 500));
    link.parentNode?.replaceChild(content.ownerDocument.createTextNode(name), link);
  }
  return [...people];
}

/** Links to pages on the server lead to the exported page, where there is one. */
function linkToPages(content: Element, path: string, catalogue: Catalogue): void {
  for (const link of all(content, 'a[href]')) {
    const href = link.getAttribute('href') ?? '';
    if (resolveLink(href, path, (each) => catalogue.has(each))?.found === true) continue;
    const isPage = link.getAttribute('data-linked-resource-type') === 'page';
    const id = (isPage ? link.getAttribute('data-linked-resource-id') : null) ?? confluence.idInAddress(href);
    const target = id === undefined ? undefined : catalogue.pathOf(id);
    if (target !== undefined) link.setAttribute('href', encodeURI(posix.relative(posix.dirname(path), target)));
  }
}

/** The "page properties" macro: a table whose rows are a name and a value. */
function pageProperties(content: Element): Record<string, unknown> {
  const front: [string, string][] = [];
  for (const row of all(content, '.plugin-tabmeta-details tr')) {
    const [name, value] = [row.firstElementChild, row.lastElementChild];
    if (name?.nodeName !== 'TH' || value === null || value === name) continue;
    const lines = all(value, 'li, p').map(textOf);
    const text = lines.length > 1 ? lines.filter((line) => line !== '').join('; ') : textOf(value);
    if (textOf(name) !== '' && !isBlank(text)) front.push([textOf(name), text]);
  }
  return Object.fromEntries(front);
}
