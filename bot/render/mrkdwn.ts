import { neutralise } from './neutralise.ts';

/** A plain text for the places where Slack reads its own mrkdwn: fallback text, context blocks, ephemeral lines. */
export function escapeMrkdwn(text: string): string {
  return neutralise(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const longestAddress = 300;

/** A link in mrkdwn; its words alone where there is no address or one that would fill the block. */
export function mrkdwnLink(address: string | undefined, words: string): string {
  // In two lines it would be no link.
  const label = escapeMrkdwn(words.replaceAll('|', '¦').replace(/\s+/g, ' '));
  return address === undefined || address.length > longestAddress
    ? label
    : `<${address.replaceAll('&', '&amp;')}|${label}>`;
}
