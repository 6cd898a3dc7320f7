import { stringify } from 'yaml';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { PageMapping, RelationMapping, RowMapping } from '../../schema/config-file.ts';

/** A part of kiki.yaml: settings, and what a comment above them says. */
export interface ProposedSource {
  comments: string[];
  /** All settings but the mappings. */
  settings: Record<string, unknown>;
  list: 'entities' | 'pages';
  mappings: { comments: string[]; mapping: RowMapping | PageMapping }[];
}

export interface ProposedConfig {
  comments: string[];
  company: string;
  /** Kinds and relations of the company's own, which the mappings use. */
  schema: Required<{ [part in keyof OntologySettings]: NonNullable<OntologySettings[part]> }>;
  sources: ProposedSource[];
  /** What was found and left out. */
  closing: string[];
}

/** Longest a line of a comment may be. */
const width = 120;

/** The text of a kiki.yaml. */
export function renderConfig({ comments, company, schema, sources, closing }: ProposedConfig): string {
  const parts = Object.fromEntries(Object.entries(schema).filter(([, part]) => Object.keys(part).length > 0));
  const blocks = [
    `${commented(comments)}\n${yaml({ company })}`,
    ...(Object.keys(parts).length === 0 ? [] : [yaml({ schema: parts })]),
    sources.length === 0
      ? `sources: []`
      : `${commented(['In the order of trust: where two sources disagree, the first is shown and the other beside it. Move the better one up.'])}\nsources:\n${sources.map((source) => indented(renderSource(source), 2)).join('\n\n')}`,
    ...(closing.length === 0 ? [] : [commented(closing)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function renderSource({ comments, settings, list, mappings }: ProposedSource): string {
  const body = [
    indented(yaml(settings), 2),
    `  ${list}:`,
    ...mappings.map((each) => indented(renderMapping(each), 4)),
  ].join('\n');
  return `${commented(comments)}${comments.length === 0 ? '' : '\n'}- ${body.trimStart()}`;
}

function renderMapping({ comments, mapping }: ProposedSource['mappings'][number]): string {
  const { relations, ...rest } = mapping;
  const settings = { ...rest, ...(relations !== undefined && { relations: shortRelations(relations) }) };
  const above = comments.length === 0 ? '' : `${commented(comments)}\n`;
  return `${above}- ${indented(yaml(settings), 2).trimStart()}`;
}

/** A relation without settings is its expression alone. */
function shortRelations(relations: Readonly<Record<string, RelationMapping>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(relations).map(([word, relation]) => [
      word,
      relation.by === undefined && relation.kind === undefined ? relation.to : relation,
    ]),
  );
}

function yaml(data: unknown): string {
  return stringify(data, { lineWidth: 0, singleQuote: true }).trimEnd();
}

function indented(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}

/** Comment lines, folded between words. */
function commented(paragraphs: readonly string[]): string {
  return paragraphs.flatMap((paragraph) => folded(paragraph).map((line) => `# ${line}`)).join('\n');
}

function folded(paragraph: string): string[] {
  const lines: string[] = [''];
  for (const word of paragraph.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
