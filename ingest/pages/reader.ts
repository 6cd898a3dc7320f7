import { createHash } from 'node:crypto';
import { everyone } from '../../schema/audience.ts';
import type { PageMapping, PagesSource } from '../../schema/config-file.ts';
import { invalid } from '../../schema/errors.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { type Claim, claimedName, recordId } from '../../schema/record.ts';
import { type FileChange, noChanges } from '../files/file-history.ts';
import { type FileContent, hashFiles } from '../files/source-folder.ts';
import { compile, type Expression } from '../mapping/expressions.ts';
import { compileMapping, type Mapping } from '../mapping/compile-mapping.ts';
import { mapItem } from '../mapping/map-item.ts';
import { type Refusal, refusal, type SourceReader } from '../reading.ts';
import type { ReaderOptions } from '../table/reader.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import type { ExportForm } from './exports/form.ts';
import { formOf } from './exports/form-of.ts';
import { guessClaims, guessKind, guessStated, withoutKeys } from './guess.ts';
import { addParents, type ReadPage } from './hierarchy.ts';
import { mentionClaims } from './mentions.ts';
import { brokenLinkWarning } from './links.ts';
import { parsePage } from './parse-page.ts';
import { sectionsOfMarkdown } from './sections.ts';
import { describeUnread } from './unread.ts';

/** Raise it when the same page would give another record: then every page is read again once. */
const readerVersion = 9;

/** A mapping whose kind may still have to be guessed from the page. */
interface PageRule {
  when: Expression | undefined;
  forKind(kind: string): Mapping;
  kind: string | undefined;
  settings: PageMapping;
}

/** Reads a source of kind `pages`: Markdown and HTML files, one record a page. */
export function createPagesReader({
  source,
  folder,
  ontology,
  salt,
  history,
}: ReaderOptions<PagesSource>): SourceReader {
  const where = `source ${source.name}`;
  const form = formOf(source);
  const settingsHash = sha256(JSON.stringify([readerVersion, salt, source]));
  const find = async () => {
    const paths = (await folder.find(source.files, source.exclude ?? [])).filter(form.isPage);
    if (paths.length > 0) return paths;
    const expected = source.export === undefined ? '' : ` and is a page of a ${source.export} export`;
    throw invalid(`No file matches ${source.files.join(', ')}${expected}`, { where, fix: 'Check root: and files:' });
  };
  return {
    async fingerprint() {
      return sha256(settingsHash, await hashFiles(folder, await find()), (await history?.version()) ?? '');
    },
    async read(known, onProgress) {
      const paths = await find();
      // Where a page's links lead depends on what other pages there are.
      const pathsHash = sha256(...paths);
      const { changes, problems } = (await history?.read(paths)) ?? noChanges;
      const work: PageWork = {
        rules: source.pages.map((settings, index) => compileRule(settings, `${where}.pages[${index}]`, ontology)),
        ontology,
        source: source.name,
        encoding: source.encoding,
        form,
        catalogue: createCatalogue(paths, form),
        changes,
        isFile: (path) => folder.has(path),
        unread: [],
      };
      const refusals: Refusal[] = [];
      const pages: ReadPage[] = [];
      let done = 0;
      const readFile = async (path: string, mayBeKnown: boolean): Promise<ReadPage> => {
        const before = known.get(path) ?? [];
        try {
          const change = changes.get(path);
          const hashWith = (hash: string) => sha256(settingsHash, pathsHash, hash, change?.at ?? '', change?.by ?? '');
          if (mayBeKnown && before.length > 0) {
            const inputHash = hashWith(await folder.hash(path));
            if (before.every((record) => record.inputHash === inputHash))
              return { path, before, isUnchanged: true, warnings: [] };
          }
          const content = await folder.read(path);
          return { path, before, inputHash: hashWith(content.hash), ...(await readPage(content, work)) };
        } catch (error) {
          refusals.push(refusal(path, error));
          return { path, before, warnings: [] };
        }
      };
      for (const path of paths) {
        pages.push(await readFile(path, true));
        done += 1;
        onProgress(done, paths.length);
      }
      // What a page is part of depends on the kind of the page above it, which may have changed where the page itself has not.
      if (source.export !== undefined && pages.some(changesKind))
        for (const [index, page] of pages.entries())
          if (page.isUnchanged === true) pages[index] = await readFile(page.path, false);
      addParents(pages, ontology);
      return {
        records: pages.flatMap(({ draft, inputHash }) =>
          draft && inputHash !== undefined ? [{ draft, inputHash }] : [],
        ),
        unchanged: pages.flatMap(({ isUnchanged, before }) => (isUnchanged === true ? before.map(({ id }) => id) : [])),
        kept: pages.flatMap(({ inputHash, isUnchanged, before }) =>
          inputHash === undefined && isUnchanged !== true ? before.map(({ id }) => id) : [],
        ),
        refusals,
        warnings: [
          ...[...problems, ...describeUnread(work.unread)].map((reason) => ({ where, reason })),
          ...pages.flatMap(({ warnings }) => warnings),
        ],
        isWhole: true,
      };
    },
  };
}

function changesKind({ draft, before, inputHash }: ReadPage): boolean {
  if (inputHash === undefined) return false; // unchanged, or not read
  return draft === undefined ? before.length > 0 : !before.some(({ id }) => id === recordId(draft));
}

function sha256(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

function compileRule(settings: PageMapping, where: string, ontology: Ontology): PageRule {
  const mappings = new Map<string, Mapping>();
  const forKind = (kind: string) => {
    const known = mappings.get(kind) ?? compileMapping({ ...settings, kind }, where, ontology);
    mappings.set(kind, known);
    return known;
  };
  if (settings.kind !== undefined) forKind(settings.kind); // a mistake is found before the first page
  return {
    when: settings.when === undefined ? undefined : compile(settings.when, `${where}.when`),
    forKind,
    kind: settings.kind,
    settings,
  };
}

interface PageWork {
  rules: readonly PageRule[];
  ontology: Ontology;
  source: string;
  encoding: string | undefined;
  form: ExportForm;
  catalogue: Catalogue;
  /** Last changes of files, by path. */
  changes: ReadonlyMap<string, FileChange>;
  isFile: (path: string) => boolean;
  /** Takes files that links lead to and that are not read, one for each link. */
  unread: string[];
}

async function readPage(
  content: FileContent,
  { rules, ontology, source, encoding, form, catalogue, changes, isFile, unread }: PageWork,
): Promise<Pick<ReadPage, 'draft' | 'parent' | 'warnings'>> {
  const page = parsePage(content, { encoding, form, catalogue });
  const change = changes.get(page.path);
  const known = { ...page, editor: page.editor ?? change?.by, changed: page.changed ?? change?.at };
  const item = { context: known, variables: { path: page.path, file: page.file } };
  const rule = await firstRule(rules, item.context, item.variables);
  if (rule === undefined) return { warnings: [] }; // the config leaves this page out
  const told = withoutKeys(page, rule.settings.ignore ?? []);
  const kind = rule.kind ?? guessKind(told, ontology);
  const mapping = rule.forKind(kind);
  const { draft, problems } = await mapItem(mapping, item, ontology);
  const guessed = guessClaims(told, mapping.kind, ontology);
  const links = mentionClaims(page, mapping.kind, { ontology, form, catalogue, isFile });
  unread.push(...links.unread);
  const claims = [...draft.claims, ...guessed.claims.filter((claim) => !isSaid(claim, draft.claims)), ...links.claims];
  const stated = draft.statedAt ?? page.changed ?? guessStated(told) ?? change?.at;
  const written = typeof told.front.author === 'string' ? told.front.author : undefined;
  const author = draft.statedBy ?? page.editor ?? written ?? change?.by;
  const reasons = [
    ...(page.warnings ?? []),
    ...problems,
    ...(draft.statedAt === undefined ? (page.problems ?? []) : []),
    ...guessed.problems,
    ...links.broken.map(brokenLinkWarning),
  ];
  return {
    draft: {
      ...draft,
      source,
      key: catalogue.keyOf(page.path),
      path: page.path,
      claims:
        claimedName(claims) === undefined ? [{ about: 'field', field: 'name', value: page.title }, ...claims] : claims,
      passages: sectionsOfMarkdown(page.text, { withSteps: mapping.kind === 'Procedure', firstLine: page.bodyLine }),
      ...(stated !== undefined && { statedAt: stated }),
      ...(author !== undefined && { statedBy: author }),
      ...(links.broken.length > 0 && { brokenLinks: links.broken }),
      audience: everyone,
    },
    ...(page.parent !== undefined && { parent: page.parent }),
    warnings: reasons.map((reason) => ({ where: page.path, reason })),
  };
}

async function firstRule(
  rules: readonly PageRule[],
  context: unknown,
  variables: Record<string, unknown>,
): Promise<PageRule | undefined> {
  for (const rule of rules) {
    if (rule.when === undefined || (await rule.when.evaluate(context, variables)) === true) return rule;
  }
  return undefined;
}

/** A mapping that speaks of a field or relation speaks instead of the guess. */
function isSaid(guess: Claim, said: readonly Claim[]): boolean {
  return said.some(
    (claim) =>
      (claim.about === 'field' && guess.about === 'field' && claim.field === guess.field) ||
      (claim.about === 'relation' &&
        guess.about === 'relation' &&
        claim.relation === guess.relation &&
        claim.end === guess.end),
  );
}
