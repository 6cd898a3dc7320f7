import type { types } from '@slack/bolt';
import { answerableFor } from '../../graph/stewardship.ts';
import type { GraphStore } from '../../graph/store.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { EntityView } from '../../schema/entity.ts';
import type { Viewer } from '../../schema/viewer.ts';
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
  /** Its own address, which need not be the one that led to it. */
  url: string;
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
  const url = page && links.entity(page.ref);
  if (page === undefined || url === undefined) return undefined;
  const owners = (await answerableFor(store, viewer, page)).slice(0, 3).map(({ name }) => cut(name, 80));
  const { description } = page.fields;
  const about = typeof description === 'string' ? removeForeignAddresses(plainText(description), links).trim() : '';
  return { page, url, owners, about };
}

/** What a link to a page says to everyone who sees it. @param linked as every employee may read it */
export function renderPreview({ page, url, owners, about }: LinkedPage): types.KnownBlock[] {
  const line = [
    page.kind,
    ...(owners.length === 0 ? [] : [`${texts.owner} ${owners.join(', ')}`]),
    `${texts.updated} ${page.changedAt.slice(0, 10)}`,
    ...(page.freshness.state === 'overdue' ? [texts.overdue] : []),
  ];
  const said = cut(about, 300);
  const name = `*${mrkdwnLink(url, cut(page.name, 150))}*`;
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
