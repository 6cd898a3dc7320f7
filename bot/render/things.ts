import type { types } from '@slack/bolt';
import { mostTable, note, section, table, type TableCell } from '../blocks/blocks.ts';
import { texts } from '../texts.ts';
import type { Links } from './links.ts';
import { escapeMrkdwn, mrkdwnLink } from './mrkdwn.ts';
import { plainWords } from './plain-words.ts';

/** One of the things that an answer consists of, as its reader may see it. */
export interface Thing {
  ref: string;
  name: string;
  /** What it is, in the words of the company: "person". */
  kind: string;
  /** What is to be known of it at once, such as role and team. Only what sources say. */
  details: readonly { label: string; value: string }[];
}

/** What an answer consists of. */
export interface Things {
  shown: readonly Thing[];
  /** How many there are in all. */
  total: number;
}

export interface ThingOptions {
  links: Links;
  /** Where all of them are. */
  all: string;
}

const longest = { name: mostTable.cell, cell: mostTable.cell, detail: 150, address: 300 };
/** Columns beside name and kind. */
const mostDetails = 3;
/** Characters that a table takes of its message, with its marks. */
const tableCharacters = 7000;

/** A card for one thing; for several a table, with the way to those that are not in it. A list of mere names is in the answer's text. */
export function thingBlocks({ shown, total }: Things, { links, all }: ThingOptions): types.KnownBlock[] {
  const [only] = shown;
  if (only !== undefined && total === 1) return [card(only, links)];
  const labels = [...new Set(shown.flatMap(({ details }) => details.map(({ label }) => label)))].slice(0, mostDetails);
  if (shown.length < 2 || (labels.length === 0 && total === shown.length)) return [];
  const rows = tableRows(shown, labels, links);
  const more = total - (rows.length - 1);
  return [table(rows), ...(more > 0 ? [note(mrkdwnLink(all, texts.moreInWiki(more)))] : [])];
}

function card({ ref, name, kind, details }: Thing, links: Links): types.SectionBlock {
  const told = details.map(
    ({ label, value }) => `${plainWords(label, longest.cell)}: ${plainWords(value, longest.detail)}`,
  );
  const title = `*${mrkdwnLink(pageOf(ref, links), plainWords(name, longest.name))}*`;
  return section(`${title}\n${escapeMrkdwn([capitalised(plainWords(kind, longest.cell)), ...told].join(' · '))}`);
}

/** The head, and as many things as fit. */
function tableRows(shown: readonly Thing[], labels: readonly string[], links: Links): TableCell[][] {
  const isMixed = new Set(shown.map(({ kind }) => kind)).size > 1;
  const head = [texts.name, ...(isMixed ? [texts.kind] : []), ...labels];
  const rows: TableCell[][] = [head.map((label) => ({ text: plainWords(label, longest.cell) }))];
  let length = JSON.stringify(table(rows)).length;
  for (const { ref, name, kind, details } of shown.slice(0, mostTable.rows - 1)) {
    const row: TableCell[] = [
      { text: plainWords(name, longest.name), url: pageOf(ref, links) },
      ...(isMixed ? [{ text: plainWords(kind, longest.cell) }] : []),
      ...labels.map((label) => ({
        text: plainWords(details.find((detail) => detail.label === label)?.value ?? '', longest.cell),
      })),
    ];
    length += JSON.stringify(table([row]).rows).length;
    if (length > tableCharacters) break;
    rows.push(row);
  }
  return rows;
}

function pageOf(ref: string, links: Links): string | undefined {
  const page = links.entity(ref);
  return page === undefined || page.length > longest.address ? undefined : page;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
