import type { Origin } from './origin.ts';

/** What pages show, decided already: components only lay it out. */

/** A numbered reference at a value, with where exactly the value is from. */
export interface Mark {
  n: number;
  title: string;
  /** The places it stands for, in all detail: the first few, and how many more there are. */
  origins: Origin[];
  more: number;
}

export interface Chip {
  text: string;
  tone: 'plain' | 'good' | 'warn';
}

/** Something in a list or a value: text, perhaps a link, perhaps a remark. */
export interface Item {
  /** Plain. */
  text: string;
  /** The same with emphasis, code and links, where a source writes it so: as markdown/render-inline.ts makes it. */
  html?: string | undefined;
  href?: string | undefined;
  note?: string | undefined;
  chip?: Chip | undefined;
}

/** One line of the facts. */
export interface FactRow {
  label: string;
  items: Item[];
  marks: Mark[];
  /** A person set it in Kiki: who and when. */
  pinned?: string | undefined;
  /** Sources disagree about it. */
  disputed: boolean;
  /** Where an editor settles that. */
  settleAt?: string | undefined;
}

export interface Step {
  number: number;
  anchor: string;
  html: string;
  responsible?: Item | undefined;
}

interface SectionFrame {
  id: string;
  heading?: string | undefined;
  /** Level of the heading. */
  level: number;
}

/** Text of a source. */
export interface ProseSection extends SectionFrame {
  type: 'prose';
  html: string;
  marks: Mark[];
  /** Further ids under which other pages may link to it. */
  aliases: string[];
  /** The source, where it is another than that of the section before. */
  source?: string | undefined;
  steps: Step[];
}

/** Entities at the other end of relations. */
export interface ListSection extends SectionFrame {
  type: 'list';
  display: 'cards' | 'table' | 'chain' | 'plain';
  note?: string | undefined;
  items: ListItem[];
  /** Where the rest is, when there are more than fit. */
  more?: { text: string; href: string } | undefined;
  marks: Mark[];
}

export interface ListItem extends Item {
  /** For tables: what it is. */
  detail?: string | undefined;
  kind?: string | undefined;
}

/** A list of plain texts, such as prerequisites, or one text. */
export interface TextSection extends SectionFrame {
  type: 'texts';
  /** Each as HTML of a line, made by markdown/render-inline.ts. */
  texts: string[];
  marks: Mark[];
  /** Remark on the text, such as the status it explains. */
  chip?: Chip | undefined;
}

export type Section = ProseSection | ListSection | TextSection;

/** Something the reader should know before reading on. */
export interface Notice {
  title: string;
  /** What it says, with links. */
  lines: { label?: string; items: Item[]; marks: Mark[] }[];
  /** Where an editor does something about it. */
  action?: { text: string; href: string } | undefined;
}

export interface Reference {
  n: number;
  label: string;
  /** A person said so in Kiki itself. */
  isByHand: boolean;
  /** File, and which places in it. */
  path: string;
  places: string[];
  /** When there are more places than are worth naming: how many. */
  placeCount: number;
  url?: string | undefined;
  date?: string | undefined;
  readAt?: string | undefined;
}

export interface ContentsEntry {
  id: string;
  text: string;
  level: number;
}

/** The page of an entity. */
export interface EntityPage {
  ref: string;
  name: string;
  kind: string;
  lede: string;
  /** Status to see at once, if it is not the usual one. */
  chip?: Chip | undefined;
  crumbs: Item[];
  trust: { text: string; strong?: string; warn?: boolean }[];
  notices: Notice[];
  facts: FactRow[];
  sections: Section[];
  contents: ContentsEntry[];
  references: Reference[];
  links: ListSection[];
  linksHere: number;
  changed: string;
  /** For who may say that the page is right: what can be verified, at which revision. */
  verify?: { revision: number; parts: { part: string; label: string }[]; canTakeBack: boolean };
}
