import { diffLines } from 'diff';
import { bodyText } from '../../graph/text/body-text.ts';
import type { EntityView } from '../../schema/entity.ts';
import { parseField } from '../../schema/field-values.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { SuggestedChange } from '../../schema/suggestion.ts';
import { interviewTexts as texts } from '../texts.ts';
import { excerptOf, valueText } from './look-at.ts';
import { changeSection, nameOf, type Placement, placeWords, splitSections } from './sections.ts';
import type { Reply, Topic } from './topic.ts';

/** What becomes of a page by a reply, and what of it is shown. */
export interface PageChange {
  change: SuggestedChange;
  before: string;
  after: string;
  /** Where on the page that is, in words; of the text of a page alone. */
  where?: string;
}

/** Whoever is meant by the words of a reply, where they are a relation's other end. */
export interface Named {
  ref: Ref;
  name: string;
}

export interface ChangeInput {
  topic: Topic;
  view: EntityView;
  reply: Reply;
  /** What the reply names, if it is about a relation. */
  named: Named | undefined;
  ontology: Ontology;
  /** ISO. */
  today: string;
}

/** The change that a reply makes, or why it makes none, in words for who replied. */
export function changeOf(input: ChangeInput): PageChange | { problem: string } {
  const { topic, view, reply, ontology } = input;
  if (reply.text.trim() === '') return { problem: texts.emptyReply };
  if (topic.about === 'missing' || topic.part === undefined) return textChange(input);
  const before = excerptOf(view, topic.part);
  const field = ontology.findField(view.kind, topic.part);
  if (field === undefined) return relationChange(input, topic.part, before);
  const parsed = parseField(field, reply.text.trim());
  if (!parsed.ok) return { problem: `${field.label}: ${parsed.problem}` };
  return { change: { fields: { [topic.part]: parsed.value } }, before, after: valueText(parsed.value) };
}

/** The text of the page in other words: all of it, one section, or with a section more. */
function textChange({ topic, view, reply, today }: ChangeInput): PageChange | { problem: string } {
  const body = bodyText(view.passages, view.name);
  const words = reply.text.trim();
  if (reply.isWhole) {
    const { before, after } = hunks(body, words);
    return before === after ? { problem: texts.sameText } : { change: { body: words }, before, after };
  }
  // What nobody wrote yet has no section.
  const placed = topic.about === 'missing' && reply.into === undefined ? undefined : placeOf(reply, body);
  if (placed !== undefined) return 'problem' in placed ? placed : sectionChange(body, placed);
  const heading = topic.about === 'missing' ? topic.question : texts.changedHeading(today);
  const section = `## ${heading.replace(/\s+/g, ' ').replace(/^#+ */, '').slice(0, 200)}\n\n${words}`;
  return {
    change: { body: body === '' ? section : `${body}\n\n${section}` },
    before: '',
    after: section,
    where: topic.about === 'missing' || body === '' || reply.into !== undefined ? texts.ownSection : texts.noSection,
  };
}

/** The section that a reply is for: the one it was written for, else the one that it names or speaks of. */
function placeOf({ text, into }: Reply, body: string): Placement | { problem: string } | undefined {
  const sections = splitSections(body);
  if (into === undefined) return placeWords(text, sections);
  if (into.how === 'new') return undefined;
  const section = sections.find(({ key }) => key === into.section);
  const { how } = into;
  return section === undefined ? { problem: texts.sectionGone } : { section, how, text: text.trim() };
}

function sectionChange(body: string, { section, how, text }: Placement): PageChange | { problem: string } {
  const changed = changeSection(body, section.key, (old) => (how === 'add' ? `${old}\n\n${text}` : text));
  if (changed === undefined) return { problem: texts.sectionGone };
  const { before, after } = hunks(body, changed);
  if (before === after) return { problem: texts.sameText };
  const name = nameOf(section);
  return { change: { body: changed }, before, after, where: how === 'add' ? texts.addsTo(name) : texts.replaces(name) };
}

function relationChange(
  { view, named, ontology }: ChangeInput,
  part: string,
  before: string,
): PageChange | { problem: string } {
  const relation = ontology.findRelation(part);
  if (relation === undefined || named === undefined) return { problem: texts.nobodyNamed };
  const end = relation.subject;
  const standing = view.relations.filter(
    (each) => each.relation === part && each.end === end && each.current && !each.dotted,
  );
  if (standing.some(({ other }) => other.ref === named.ref) && standing.length === 1)
    return { problem: texts.sameText };
  const gone = standing.filter(({ other }) => other.ref !== named.ref);
  return {
    change: {
      relations: [
        { set: 'add', relation: part, end, other: named.ref },
        ...gone.map(({ other }) => ({ set: 'remove' as const, relation: part, end, other: other.ref })),
      ],
    },
    before,
    after: named.name,
  };
}

/** The lines that differ, with nothing of those that do not. */
function hunks(before: string, after: string): { before: string; after: string } {
  const parts = diffLines(`${before.trim()}\n`, `${after.trim()}\n`);
  const of = (isWanted: (part: { added: boolean; removed: boolean }) => boolean) =>
    parts
      .filter(isWanted)
      .map(({ value }) => value.trim())
      .filter((value) => value !== '')
      .join('\n…\n');
  return { before: of(({ removed }) => removed), after: of(({ added }) => added) };
}
