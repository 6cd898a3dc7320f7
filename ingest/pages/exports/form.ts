import type { Catalogue } from '../catalogue.ts';

/** A file taken apart. What it does not say is left out. */
export interface PageParts {
  /** What the page says in names and values. */
  front: Record<string, unknown>;
  /** Its Markdown. */
  body: string;
  /** Line on which the Markdown begins, from 1. */
  bodyLine: number;
  /** What the page is called, where it says so outside its text. */
  title?: string;
  /** The file's name without ending and without what the export added. */
  file?: string;
  /** Who wrote it first. */
  author?: string;
  /** Who changed it last. */
  editor?: string;
  /** Day on which it was changed last, ISO. */
  changed?: string;
  /** Titles of the pages above it, the outermost first. */
  above?: readonly string[];
  /** Path of the nearest page above it. */
  parent?: string;
  /** Names or addresses of people whom it mentions by a link to them. */
  people?: readonly string[];
  /** Addresses of pages that it points at outside its text. */
  links?: readonly string[];
  /** What could not be made out. */
  problems?: readonly string[];
  /** What was read in another way than it may be meant. */
  warnings?: readonly string[];
}

/** How one program writes pages into a folder. */
export interface ExportForm {
  /** Whether a file that matches is a page; others list pages or belong to one. */
  isPage(path: string): boolean;
  /** The id that the program gave a page, as its file's name tells it. */
  idOf(path: string): string | undefined;
  /** The id of the page that an address in the program itself leads to. */
  idInAddress(address: string): string | undefined;
  /** Key of the record of a page with an id. */
  keyOf(id: string): string;
  /** Takes a file apart. @throws Invalid when it can't be read as a page */
  read(path: string, text: string, catalogue: Catalogue): PageParts;
}
