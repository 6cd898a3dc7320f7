import type { types } from '@slack/bolt';
import { answerableFor } from '../../graph/stewardship.ts';
import type { GraphStore } from '../../graph/store.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { EntityView } from '../../schema/entity.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import { note, section } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import type { Links } from '../render/links.ts';
import { escapeMrkdwn, mrkdwnLink } from '../render/mrkdwn.ts';
import { removeForeignAddresses } from '../render/safe-markdown.ts';
import { unfurlTexts as texts } from '../texts.ts';

export type PreviewReads = Pick<GraphStore, 'locate' | 'entity' | 'edges' | 'cards' | 'ontology'>;

/** A page as whoever follows a link to it may read it, with what is said of it first. */
export interface LinkedPage {
  page: EntityView;
  /** Names of those who answer for it. */
  owners: string[];
  /** What it is about, as plain words; empty where nothing says so. */
  about: string;
}

/** The page that a wiki address leads to. Undefined for what is no page that the viewer may read. */
export async function linkedPage(
  store: PreviewReads,
  viewer: Viewer,
  links: Links,
  address: string,
): Promise<LinkedPage | undefined> {
  const ref = refIn(address, links);
  if (ref === undefined) return undefined;
  const location = await store.locate(viewer, ref);
  if (location.status !== 'found' && location.status !== 'moved') return undefined;
  const page = await store.entity(viewer, location.ref);
  if (page === undefined) return undefined;
  const owners = (await answerableFor(store, viewer, page)).slice(0, 3).map(({ name }) => cut(name, 80));
  const { description } = page.fields;
  const about = typeof description === 'string' ? removeForeignAddresses(plainText(description), links).trim() : '';
  return { page, owners, about };
}

/** What a link to a page says to everyone who sees it. Undefined for what is no page that every employee may read. */
export async function previewPage(
  store: PreviewReads,
  links: Links,
  address: string,
): Promise<types.KnownBlock[] | undefined> {
  const found = await linkedPage(store, anyEmployee, links, address);
  if (found === undefined) return undefined;
  const { page, owners } = found;
  const line = [
    page.kind,
    ...(owners.length === 0 ? [] : [`${texts.owner} ${owners.join(', ')}`]),
    `${texts.updated} ${page.changedAt.slice(0, 10)}`,
    ...(page.freshness.state === 'overdue' ? [texts.overdue] : []),
  ];
  const said = cut(found.about, 300);
  const name = `*${mrkdwnLink(links.page(`/wiki/${encodeURI(page.ref)}`), cut(page.name, 150))}*`;
  return [section(said === '' ? name : `${name}\n${escapeMrkdwn(said)}`), note(escapeMrkdwn(line.join(' · ')))];
}

/** What a wiki address points at. */
function refIn(address: string, links: Links): string | undefined {
  if (links.page(address) === undefined || !URL.canParse(address)) return undefined;
  const root = links.page('/');
  const { pathname } = new URL(address);
  const path = pathname.slice(root === undefined ? 0 : new URL(root).pathname.length - 1);
  const [, encoded] = /^\/wiki\/([^/]{1,300})$/.exec(path) ?? [];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
