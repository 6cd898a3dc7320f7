import { withoutTitle } from '../../graph/compute/passages.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Passage } from '../../schema/entity.ts';
import { slugify } from '../../schema/names.ts';
import { entityPath } from '../paths.ts';
import { escapeHtml } from '../markdown/escape.ts';
import { type MentionedPages, mentionedPages, type NamedPage } from '../markdown/mentions.ts';
import { renderProse, type RenderProse } from '../markdown/render-prose.ts';
import type { FindPageLink } from '../read/entity-page.ts';
import { pageTexts } from '../texts.ts';
import type { ProseSection, Step } from './model.ts';
import { sourceLabel } from './origin.ts';
import type { References } from './references.ts';

export interface ProseOptions {
  /** Name of the entity: its own heading is not repeated. */
  title: string;
  pageLink: FindPageLink;
  /** Pages whose names become links. */
  mentioned: readonly NamedPage[];
  references: References;
  labelOf: (source: string) => string;
  render?: RenderProse | undefined;
}

/** The options with what is made of them once for all sections. */
interface Desk extends Omit<ProseOptions, 'mentioned' | 'render'> {
  mentioned: MentionedPages;
  render: RenderProse;
}

/** The sections of an entity's text in order, with their steps. */
export function presentProse(
  passages: readonly Passage[],
  { mentioned, render = renderProse, ...rest }: ProseOptions,
): ProseSection[] {
  const options: Desk = { ...rest, mentioned: mentionedPages(mentioned), render };
  const own = passages.filter(({ card }) => !card);
  const several = new Set(own.map(({ source }) => source?.record)).size > 1;
  const anchors = new Set(own.map(({ anchor }) => anchor));
  const sections: ProseSection[] = [];
  let above: readonly string[] = [];
  let record: string | undefined;
  /** The text that stands right before, in the last section. */
  let before: Passage | undefined;
  for (const passage of own) {
    const path = withoutTitle(passage.heading, options.title);
    if (passage.step !== undefined) {
      addStep(sections, passage, passage.step, options);
      before = undefined;
      continue;
    }
    const open = sections.at(-1);
    if (open !== undefined && before !== undefined && goesOn(before, passage)) {
      open.html += `<span id="${escapeHtml(passage.anchor)}"></span>${markdownOf(passage, passage.prose ?? passage.text, path, options)}`;
      before = passage;
      continue;
    }
    before = passage;
    if (passage.source?.record !== record) above = [];
    sections.push(...missingHeadings(above, path, anchors), presentSection(passage, path, anchors, options));
    const section = sections.at(-1);
    // Below a heading with its reference, what is from the same place needs none.
    if (section !== undefined && section.level > 2 && passage.source?.record === record) section.marks = [];
    if (several && passage.source !== undefined && passage.source.record !== record && section !== undefined)
      section.source = [sourceLabel(passage.source, options.labelOf), passage.source.path]
        .filter((part) => part !== '')
        .join(': ');
    above = path;
    record = passage.source?.record;
  }
  return sections;
}

/** Sections that are longer than this, in characters, are read in parts: what can be quoted and embedded as one. */
const split = 1500;

/** Whether a text is the next part of the section before: what is under one heading stands under one heading. */
function goesOn(before: Passage, { heading, source, text }: Passage): boolean {
  return (
    source?.record === before.source?.record &&
    heading.length === before.heading.length &&
    heading.every((part, at) => part === before.heading[at]) &&
    before.text.length + text.length > split
  );
}

function presentSection(passage: Passage, path: readonly string[], anchors: Set<string>, options: Desk): ProseSection {
  const own = path.at(-1);
  const alias = own === undefined ? undefined : slugify(plainText(own));
  const aliases = alias === undefined || anchors.has(alias) ? [] : [alias];
  aliases.forEach((each) => anchors.add(each));
  return {
    type: 'prose',
    id: passage.anchor,
    heading: own === undefined ? undefined : headingText(own),
    level: headingLevel(path),
    html: markdownOf(passage, passage.prose ?? passage.text, path, options),
    marks: passage.source === undefined ? [] : options.references.cite([passage.source]),
    aliases,
    steps: [],
  };
}

/** Headings without text of their own between the section before and this one. */
function missingHeadings(above: readonly string[], path: readonly string[], anchors: Set<string>): ProseSection[] {
  return path.slice(0, -1).flatMap((heading, index): ProseSection[] => {
    const isKnown = path.slice(0, index + 1).every((part, at) => above[at] === part);
    if (isKnown) return [];
    const slug = slugify(plainText(heading)) ?? `part-${anchors.size}`;
    const id = anchors.has(slug) ? `${slug}-part-${anchors.size}` : slug;
    anchors.add(id);
    return [
      {
        type: 'prose',
        id,
        heading: headingText(heading),
        level: headingLevel(path.slice(0, index + 1)),
        html: '',
        marks: [],
        aliases: [],
        steps: [],
      },
    ];
  });
}

function addStep(
  sections: ProseSection[],
  passage: Passage,
  { number, section, responsible, responsibleRef }: NonNullable<Passage['step']>,
  options: Desk,
): void {
  const home = homeOfSteps(sections, section);
  const step: Step = {
    number,
    anchor: passage.anchor,
    html: markdownOf(passage, withoutParty(passage.text, responsible), passage.heading, options),
    responsible:
      responsible === undefined
        ? undefined
        : { text: responsible, href: responsibleRef === undefined ? undefined : entityPath(responsibleRef) },
  };
  home.steps.push(step);
}

/** A step without `(Who: Finance)` at its end, which stands below it anyway. */
function withoutParty(text: string, responsible: string | undefined): string {
  const match = /\s*[([][\p{L} ]{2,20}:\s*([^()[\]\n]+)[)\]]\.?\s*$/u.exec(text);
  return match !== null && match[1]?.trim() === responsible ? text.slice(0, match.index) : text;
}

/** The section that steps stand in: their own, or one that is called so where theirs has no heading. */
function homeOfSteps(sections: ProseSection[], id: string): ProseSection {
  const last = sections.at(-1);
  if (last?.id.startsWith(stepsId) === true) return last;
  const own = sections.findLast((section) => section.id === id) ?? last;
  return own?.heading === undefined ? sectionForSteps(sections) : own;
}

const stepsId = '_steps';

function sectionForSteps(sections: ProseSection[]): ProseSection {
  const before = sections.filter(({ id }) => id.startsWith(stepsId)).length;
  const section: ProseSection = {
    type: 'prose',
    id: before === 0 ? stepsId : `${stepsId}-${before + 1}`,
    heading: pageTexts.stepsHeading,
    level: 2,
    html: '',
    marks: [],
    aliases: [],
    steps: [],
  };
  sections.push(section);
  return section;
}

function markdownOf(
  passage: Passage,
  text: string,
  path: readonly string[],
  { pageLink, mentioned, render }: Desk,
): string {
  return render({ text, level: headingLevel(path), linkOf: (address) => pageLink(passage, address), mentioned });
}

/** Headings of the page's text start below its title. */
function headingLevel(path: readonly string[]): number {
  return Math.min(6, path.length + 1);
}

/** A heading without marks of Markdown. One that is nothing but marks stays as it is written. */
function headingText(heading: string): string {
  const plain = plainText(heading);
  return plain === '' ? heading : plain;
}
