import { isBlank, parseField } from '../../schema/field-values.ts';
import type { FieldSpec } from '../../schema/kinds.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Claim } from '../../schema/record.ts';
import { asFieldReads, readAsText } from '../mapping/field-text.ts';
import { relationClaims } from '../mapping/targets.ts';
import { fieldCalled, relationCalled, spoken } from '../mapping/vocabulary.ts';

/** What is known of a page before it is mapped; the context of its expressions. */
export interface Page {
  path: string;
  /** Folder of the path; empty at the root. */
  dir: string;
  /** File name without ending. */
  file: string;
  front: Record<string, unknown>;
  title: string;
  /** Markdown behind the front matter. */
  text: string;
  headings: string[];
  /** Items of its longest ordered list. */
  steps: number;
  /** The heading that list stands under. */
  stepsUnder: string;
  /** Who wrote it first and who changed it last, where the export or Git says so. */
  author?: string;
  editor?: string;
  /** When it was changed last, ISO, where the export or Git says so. */
  changed?: string;
  /** Titles of the pages and folders above it, where the export says so, the outermost first. */
  above?: readonly string[];
}

/** The page without some keys of its front matter, as `ignore` of its mapping names them, however they are written. */
export function withoutKeys<P extends Page>(page: P, keys: readonly string[]): P {
  const left = new Set(keys.map(spoken));
  const front = Object.entries(page.front).filter(([key]) => !left.has(spoken(key)));
  return { ...page, front: Object.fromEntries(front) };
}

/** Kind of a page whose mapping does not say: what the front matter says, else a procedure if it reads like one, else an article. */
export function guessKind({ front, path, title, steps, stepsUnder }: Page, ontology: Ontology): string {
  for (const key of ['kind', 'type', 'category', 'layout']) {
    const word = front[key];
    // "category: guide" says where a page is filed, not that it is a procedure.
    const kind = typeof word === 'string' ? kindCalled(word, ontology, key === 'kind' || key === 'type') : undefined;
    if (kind !== undefined) return kind;
  }
  const isProcedure =
    steps >= 3 && [title, path.replace(/[/_-]/g, ' '), stepsUnder].some((text) => soundsLikeProcedure.test(text));
  return isProcedure ? 'Procedure' : 'Article';
}

const soundsLikeProcedure =
  /\b(how[ -]to|how do|how can|procedures?|runbooks?|playbooks?|checklists?|process(es)?|workflow|steps?|instructions?|walkthrough|set(ting)? up|setup|install(ing|ation)?|request(ing)?|creat(e|ing)|add(ing)?|remov(e|ing)|updat(e|ing)|submit(ting)?|becom(e|ing)|join(ing)?|get(ting)? started)\b/i;

function kindCalled(word: string, ontology: Ontology, withSynonyms: boolean): string | undefined {
  const wanted = fold(word).trim();
  const isCalled = (names: readonly string[]) => names.some((name) => fold(name) === wanted);
  return ontology.kinds.find(({ name, singular, plural, synonyms = [] }) =>
    isCalled([name, singular, plural, ...(withSynonyms ? synonyms : [])]),
  )?.name;
}

/** Front matter that is about the file and not about the thing. */
const ignored = new Set([
  'kind',
  'type',
  'layout',
  'title',
  'name',
  'permalink',
  'redirect from',
  'date',
  'draft',
  'weight',
  'tags',
  'published',
  'sidebar',
  'order',
  'id',
]);

/** Names for the date that a page states for itself, best first. */
const dateKeys = [
  'updated',
  'last updated',
  'last modified',
  'last reviewed',
  'modified',
  'date',
  'last verified',
  'reviewed',
];

/** What the front matter says in words that the ontology knows: `owner: Claims`, `last verified: 2025-03-01`. */
export function guessClaims(page: Page, kind: string, ontology: Ontology): { claims: Claim[]; problems: string[] } {
  const claims: Claim[] = [];
  const problems: string[] = [];
  for (const [key, raw] of Object.entries(page.front)) {
    const word = spoken(key);
    if (ignored.has(word) || isBlank(raw)) continue;
    const spec = fieldCalled(word, kind, ontology);
    const view = relationCalled(word, kind, ontology);
    try {
      if (spec !== undefined) claims.push(...fieldClaims(spec, raw, problems));
      else if (view !== undefined) claims.push(...relationClaims(raw, view, {}, ontology));
    } catch (error) {
      problems.push(`front matter "${key}": ${error instanceof Error ? error.message : String(error)}; left out`);
    }
  }
  return { claims, problems };
}

function fieldClaims(spec: FieldSpec, raw: unknown, problems: string[]): Claim[] {
  const said = asFieldReads(raw, spec);
  if (isBlank(said)) return [];
  const parsed = parseField(spec, said);
  if (parsed.ok) return [{ about: 'field', field: spec.name, value: parsed.value }];
  problems.push(`front matter "${spec.name}": ${parsed.problem}; left out`);
  return [];
}

/** The date that the page states for itself, ISO. */
export function guessStated({ front }: Page): string | undefined {
  const said = Object.entries(front).map(([key, raw]) => [spoken(key).replace(/ (?:at|on)$/, ''), raw] as const);
  for (const key of dateKeys) {
    const raw = said.find(([word]) => word === key)?.[1];
    const parsed =
      raw === undefined ? undefined : parseField({ name: key, label: key, type: 'date', description: '' }, raw);
    if (parsed?.ok === true) return String(parsed.value);
  }
  return undefined;
}

/** The page's name: what it says, else the heading that calls it so, else its file, else its folder. */
export function guessName(
  { front, path, file, dir }: Pick<Page, 'front' | 'path' | 'file' | 'dir'>,
  heading: string | undefined,
): string {
  const said = [front.title, front.name].find((name) => typeof name === 'string' && name.trim() !== '');
  if (typeof said === 'string') return readAsText(said.trim()) || said.trim();
  if (heading !== undefined && heading !== '') return heading;
  const isIndex = /^(readme|index|_index)$/i.test(file) && dir !== '';
  const last = isIndex ? (dir.split('/').pop() ?? dir) : file;
  const words = last.replace(/[-_]+/g, ' ').trim();
  return words === '' ? path : words.charAt(0).toUpperCase() + words.slice(1);
}
