import type { types } from '@slack/bolt';
import { buttons, header, note, section } from '../blocks/blocks.ts';
import { cut } from '../blocks/cut.ts';
import type { Links } from '../render/links.ts';
import { escapeMrkdwn, mrkdwnLink } from '../render/mrkdwn.ts';
import type { Message } from '../render/render-answer.ts';
import { digestButton } from '../outreach/wish-buttons.ts';
import { digestTexts as texts, feedbackTexts } from '../texts.ts';
import { type DigestContent, mostShown } from './load-digest.ts';

/** The digest as one message. Who asked is not in what it is made of. */
export function renderDigest(content: DigestContent, links: Links): Message {
  const { asked, missing, overdue, contradictory, broken, days } = content;
  const page = ({ ref, name }: { ref: string; name: string }, place = '') =>
    mrkdwnLink(links.entity(ref, place), cut(name, 80));
  const question = (words: string) => mrkdwnLink(links.ask(words), cut(words.replace(/\s+/g, ' '), 120));
  const wiki = links.allowed('/me');
  return {
    text: escapeMrkdwn(summary(content)),
    blocks: [
      header(texts.title),
      ...part(texts.missing(missing.total), {
        total: missing.total,
        lines: missing.questions.map(({ question: words, against }) => {
          const reasons = against.flatMap(({ reason }) =>
            reason === undefined ? [] : [feedbackTexts.reasons[reason]],
          );
          return `${question(words)} · ${escapeMrkdwn(feedbackTexts.said([...new Set(reasons)]))}`;
        }),
      }),
      ...part(texts.contradictory(contradictory.total), {
        total: contradictory.total,
        lines: contradictory.pages.map(
          ({ card, about }) =>
            `${page(card)} · ${escapeMrkdwn(texts.disagree(about.slice(0, 3).map((each) => cut(each, 60))))}`,
        ),
      }),
      ...part(texts.overdue(overdue.total), {
        total: overdue.total,
        lines: overdue.pages.map(
          ({ card, freshness }) => `${page(card)} · ${escapeMrkdwn(texts.overdueBy(freshness.overdueDays ?? 0))}`,
        ),
      }),
      ...part(texts.broken(broken.total), {
        total: broken.total,
        lines: broken.pages.map(
          ({ card, links: dead }) => `${page(card)} · ${escapeMrkdwn(cut(dead.join(', '), 120))}`,
        ),
      }),
      ...part(texts.asked(asked.total, days), {
        total: 0,
        lines: [
          ...asked.pages.map(({ card, count }) => `${page(card)} · ${escapeMrkdwn(texts.times(count))}`),
          ...asked.frequent.map(
            ({ question: words, count }) => `${question(words)} · ${escapeMrkdwn(texts.times(count))}`,
          ),
        ],
      }),
      ...buttons(
        wiki === undefined ? [] : [{ action: 'open_page', text: texts.open, says: texts.openSays, url: wiki }],
      ),
      note(escapeMrkdwn(texts.why)),
      ...buttons([digestButton(true)]),
    ],
  };
}

/** A heading and its lines; nothing where there are none. */
function part(title: string, { total, lines }: { total: number; lines: readonly string[] }): types.KnownBlock[] {
  if (lines.length === 0) return [];
  const left = total - Math.min(total, mostShown);
  const more = left > 0 ? [escapeMrkdwn(texts.more(left))] : [];
  return [section([`*${escapeMrkdwn(title)}*`, ...lines.map((line) => `• ${line}`), ...more].join('\n'))];
}

function summary({ asked, missing, overdue, contradictory, broken, days }: DigestContent): string {
  const all = [
    missing.total > 0 ? [texts.missing(missing.total)] : [],
    contradictory.total > 0 ? [texts.contradictory(contradictory.total)] : [],
    overdue.total > 0 ? [texts.overdue(overdue.total)] : [],
    broken.total > 0 ? [texts.broken(broken.total)] : [],
    asked.total > 0 ? [texts.asked(asked.total, days)] : [],
  ];
  return `${texts.title}: ${all.flat().join('; ')}`;
}
