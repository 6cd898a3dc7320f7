import type { types } from '@slack/bolt';
import { buttons, divider, header, homeView, note, section } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import type { Links } from '../render/links.ts';
import { escapeMrkdwn, mrkdwnLink } from '../render/mrkdwn.ts';
import { feedbackTexts, homeTexts as texts } from '../texts.ts';
import type { HomeContent, HomeTeam } from './load-home.ts';

/** Ids of what can be pressed on the Home tab. */
export const homeActions = { ask: 'home_ask', openWiki: 'open_page' } as const;

/** The Home tab. @param more what other parts of Kiki put below */
export function renderHome(
  { recent, needed, overdue, teams }: HomeContent,
  links: Links,
  more: readonly types.KnownBlock[] = [],
): types.HomeView {
  const pages = overdue.pages.map(
    ({ card, freshness }) => `• ${page(card, links)} · ${escapeMrkdwn(texts.overdueBy(freshness.overdueDays ?? 0))}`,
  );
  const left = overdue.total - overdue.pages.length;
  return homeView([
    ...introduction(links),
    header(texts.recent),
    lines(
      recent.map((each) => `• ${question(each, links)}`),
      texts.noRecent,
    ),
    header(texts.overdue),
    lines([...pages, ...(left > 0 ? [escapeMrkdwn(texts.more(left))] : [])], texts.noOverdue),
    ...(needed.length === 0
      ? []
      : [
          header(feedbackTexts.aboutPages),
          lines(
            needed.map((each) => `• ${need(each, links)}`),
            '',
          ),
        ]),
    header(texts.team),
    ...(teams.length === 0 ? [section(texts.noTeam)] : teams.map((each) => section(team(each, links)))),
    ...more,
  ]);
}

/** What somebody sees to whom nothing of the company is shown. */
export function renderClosedHome(line: string): types.HomeView {
  return homeView([header(texts.title), section(escapeMrkdwn(line))]);
}

function introduction(links: Links): types.KnownBlock[] {
  const wiki = links.allowed('/');
  return [
    header(texts.title),
    section(texts.what(mrkdwnLink(wiki, texts.wiki))),
    note(texts.reads),
    note(texts.keeps(mrkdwnLink(links.page('/privacy'), texts.privacy))),
    note(texts.feedback),
    ...buttons([
      { action: homeActions.ask, text: texts.ask, says: texts.askSays, style: 'primary' },
      ...(wiki === undefined ? [] : [{ action: homeActions.openWiki, text: texts.openWiki, url: wiki }]),
    ]),
    divider,
  ];
}

/** As many lines as fit, each whole. */
function lines(all: readonly string[], none: string): types.SectionBlock {
  return section(all.length === 0 ? none : fitting(all, 2900).join('\n'));
}

function fitting(all: readonly string[], most: number): string[] {
  const kept: string[] = [];
  let length = 0;
  for (const line of all) {
    length += line.length + 1;
    if (length > most) break;
    kept.push(line);
  }
  return kept;
}

function page({ ref, name }: { ref: string; name: string }, links: Links): string {
  return mrkdwnLink(links.entity(ref), cut(name, 80));
}

function question({ question: words, at, abstained }: HomeContent['recent'][number], links: Links): string {
  const asked = mrkdwnLink(links.ask(words), cut(words.replace(/\s+/g, ' '), 120));
  return [asked, at.slice(0, 10), ...(abstained ? [texts.notKnown] : [])].join(' · ');
}

/** Who asked, and who said so, is not told. */
function need({ question: words, against }: HomeContent['needed'][number], links: Links): string {
  const reasons = [
    ...new Set(against.flatMap(({ reason }) => (reason === undefined ? [] : [feedbackTexts.reasons[reason]]))),
  ];
  const comment = against.find((each) => each.comment !== undefined)?.comment;
  return [
    mrkdwnLink(links.ask(words), cut(words.replace(/\s+/g, ' '), 120)),
    escapeMrkdwn(feedbackTexts.said(reasons)),
    ...(comment === undefined ? [] : [`“${escapeMrkdwn(cut(comment.replace(/\s+/g, ' '), 150))}”`]),
  ].join(' · ');
}

function team({ card, leads, members, owns }: HomeTeam, links: Links): string {
  return [
    `*${page(card, links)}* · ${texts.members(members)}`,
    ...(leads.length === 0 ? [] : [`${texts.lead} ${leads.map((lead) => page(lead, links)).join(', ')}`]),
    ...(owns.length === 0 ? [] : [`${texts.owns} ${owns.map((each) => page(each, links)).join(', ')}`]),
  ].join('\n');
}
