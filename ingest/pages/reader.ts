import { createHash } from 'node:crypto';
import { everyone } from '../../schema/audience.ts';
import type { PageMapping, PagesSource } from '../../schema/config-file.ts';
import { invalid } from '../../schema/errors.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { type Claim, claimedName, type RecordDraft } from '../../schema/record.ts';
import { hashFiles } from '../files/source-folder.ts';
import { compile, type Expression } from '../mapping/expressions.ts';
import { compileMapping, type Mapping } from '../mapping/compile-mapping.ts';
import { mapItem } from '../mapping/map-item.ts';
import { type Reading, refusal, type SourceReader } from '../reading.ts';
import type { ReaderOptions } from '../table/reader.ts';
import { guessClaims, guessKind, guessStated, type Page } from './guess.ts';
import { linkTargets, resolveLink } from './links.ts';
import { type ParsedPage, parsePage } from './parse-page.ts';
import { sectionsOfMarkdown } from './sections.ts';

/** Raise it when the same page would give another record: then every page is read again once. */
const readerVersion = 3;

/** A mapping whose kind may still have to be guessed from the page. */
interface PageRule {
  when: Expression | undefined;
  forKind(kind: string): Mapping;
  kind: string | undefined;
  settings: PageMapping;
}

/** Reads a source of kind `pages`: Markdown and HTML files, one record a page. */
export function createPagesReader({ source, folder, ontology, salt }: ReaderOptions<PagesSource>): SourceReader {
  const where = `source ${source.name}`;
  const settingsHash = sha256(JSON.stringify([readerVersion, salt, source]));
  const find = async () => {
    const paths = await folder.find(source.files, source.exclude ?? []);
    if (paths.length > 0) return paths;
    throw invalid(`No file matches ${source.files.join(', ')}`, { where, fix: 'Check root: and files:' });
  };
  return {
    async fingerprint() {
      return sha256(settingsHash, await hashFiles(folder, await find()));
    },
    async read(known, onProgress) {
      const paths = await find();
      // Where a page's links lead depends on what other pages there are.
      const pathsHash = sha256(...paths);
      const rules = source.pages.map((settings, index) => compileRule(settings, `${where}.pages[${index}]`, ontology));
      const exists = (path: string) => pathSet.has(path);
      const pathSet = new Set(paths);
      const reading: Reading = { records: [], unchanged: [], kept: [], refusals: [], warnings: [], isWhole: true };
      for (const [index, path] of paths.entries()) {
        const before = known.get(path) ?? [];
        try {
          const content = await folder.read(path);
          const fileHash = sha256(settingsHash, pathsHash, content.hash);
          if (before.length > 0 && before.every((record) => record.fileHash === fileHash)) {
            reading.unchanged.push(...before.map(({ id }) => id));
          } else {
            const page = parsePage(content, source.encoding);
            const record = await readPage(page, { rules, ontology, source: source.name, exists, reading });
            if (record !== undefined) reading.records.push({ draft: record, fileHash });
          }
        } catch (error) {
          reading.refusals.push(refusal(path, error));
          reading.kept.push(...before.map(({ id }) => id));
        }
        onProgress(index + 1, paths.length);
      }
      return reading;
    },
  };
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
  exists: (path: string) => boolean;
  reading: Reading;
}

async function readPage(
  page: ParsedPage,
  { rules, ontology, source, exists, reading }: PageWork,
): Promise<RecordDraft | undefined> {
  const item = { context: page, variables: { path: page.path, file: page.file } };
  const rule = await firstRule(rules, item.context, item.variables);
  if (rule === undefined) return undefined; // the config leaves this page out
  const kind = rule.kind ?? guessKind(page, ontology);
  const mapping = rule.forKind(kind);
  const { draft, problems } = await mapItem(mapping, item, ontology);
  const guessed = guessClaims(page, mapping.kind, ontology);
  const links = linkClaims(page, ontology, mapping.kind, exists);
  for (const problem of [...problems, ...guessed.problems])
    reading.warnings.push({ where: page.path, reason: problem });
  for (const target of links.broken)
    reading.warnings.push({ where: page.path, reason: `The link to ${target} leads nowhere.` });
  const claims = [...draft.claims, ...guessed.claims.filter((claim) => !isSaid(claim, draft.claims)), ...links.claims];
  const stated = draft.statedAt ?? guessStated(page);
  const author = draft.statedBy ?? (typeof page.front.author === 'string' ? page.front.author : undefined);
  return {
    ...draft,
    source,
    key: page.path,
    path: page.path,
    claims:
      claimedName(claims) === undefined ? [{ about: 'field', field: 'name', value: page.title }, ...claims] : claims,
    passages: sectionsOfMarkdown(page.text, { withSteps: mapping.kind === 'Procedure', firstLine: page.bodyLine }),
    ...(stated !== undefined && { statedAt: stated }),
    ...(author !== undefined && { statedBy: author }),
    ...(links.broken.length > 0 && { brokenLinks: links.broken }),
    audience: everyone,
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

/** Links to other pages of the source, as mentions. */
function linkClaims(
  page: Page,
  ontology: Ontology,
  kind: string,
  exists: (path: string) => boolean,
): { claims: Claim[]; broken: string[] } {
  const spec = ontology.relation('MENTIONS');
  if (ontology.otherKinds(spec, 'from', kind).length === 0) return { claims: [], broken: [] };
  const paths = new Set<string>();
  const broken: string[] = [];
  for (const target of linkTargets(page.text)) {
    const resolved = resolveLink(target, page.path, exists);
    if (resolved?.found === true) paths.add(resolved.path);
    else if (resolved !== undefined) broken.push(target);
  }
  paths.delete(page.path);
  return {
    claims: [...paths].map((value) => ({
      about: 'relation',
      relation: spec.key,
      end: 'from',
      other: { namespace: 'key', value },
    })),
    broken,
  };
}
