import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

/** The files of the example company, each parsed by the package for its format and checked for its shape. */

const root = join(import.meta.dirname, '../../examples/kelderbrook');

/** Text of a file, by its path in the example's folder. */
export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Paths of all files below a folder of the example, sorted. */
export function pathsIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

const row = z.record(z.string(), z.string());

function readCsv(path: string, delimiter: string): Record<string, string>[] {
  return z.array(row).parse(parseCsv(readText(path), { bom: true, columns: true, delimiter }));
}

export const readPeople = () => readCsv('hr/people.csv', ';');
export const readUnits = () => readCsv('hr/org-units.csv', ',');
export const readSites = () => readCsv('hr/sites.csv', ',');

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const system = z.strictObject({
  id: z.string(),
  name: z.string(),
  also_called: z.array(z.string()).optional(),
  type: z.string(),
  lifecycle: z.enum(['production', 'deprecated', 'retired']),
  tier: z.number().int().min(1).max(4),
  owner: z.string(),
  description: z.string(),
  depends_on: z.array(z.string()),
  replaces: z.array(z.string()).optional(),
  sites: z.array(z.string()).optional(),
  repository: z.url(),
  runbook: z.string().optional(),
  on_call: z.string(),
  chat: z.string().optional(),
  experts: z.array(z.string()),
  reviewed: day,
});

export function readSystems(): z.infer<typeof system>[] {
  return pathsIn('catalog').map((path) => system.parse(parseYaml(readText(path))));
}

const someone = z.strictObject({ display: z.string(), email: z.email() });
const project = z.strictObject({
  key: z.string(),
  title: z.string(),
  goal: z.string(),
  status: z.strictObject({ value: z.string(), since: day, note: z.string(), noteDate: day, noteBy: z.email() }),
  dates: z.strictObject({ start: day, due: day }),
  lead: someone,
  members: z.array(z.strictObject({ person: someone, role: z.string() })),
  teams: z.array(z.string()),
  systems: z.array(z.string()),
  channel: z.string(),
  budgetEur: z.number(),
  history: z.array(z.strictObject({ date: day, status: z.string(), note: z.string() })).min(1),
  dependsOn: z.array(z.string()).optional(),
});

export function readProjects(): z.infer<typeof project>[] {
  return z.object({ projects: z.array(project) }).parse(JSON.parse(readText('projects.json'))).projects;
}

const term = z.strictObject({
  term: z.string(),
  stands_for: z.string().optional(),
  also: z.array(z.string()).optional(),
  meaning: z.string(),
  owner: z.string(),
});

export function readTerms(): z.infer<typeof term>[] {
  return z.object({ term: z.array(term) }).parse(parseToml(readText('glossary.toml'))).term;
}

const member = z.looseObject({ mail: z.email() });
const frontMatter = z.looseObject({
  team: z.string().optional(),
  person: z.string().optional(),
  kind: z.literal('procedure').optional(),
  unit: z.number().optional(),
  lead: z.email().optional(),
  mail: z.email().optional(),
  members: z.array(member).optional(),
  former: z.array(member).optional(),
  also: z.array(z.string()).optional(),
  owner: z.string().optional(),
  owns: z.array(z.string()).optional(),
});

export interface WikiPage {
  path: string;
  /** Empty for HTML. */
  front: z.infer<typeof frontMatter>;
  /** What is behind the front matter. */
  body: string;
}

export function readPages(): WikiPage[] {
  return pathsIn('wiki').map((path) => {
    const text = readText(path);
    const [whole = '', yaml = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
    return { path, front: frontMatter.parse(parseYaml(yaml) ?? {}), body: text.slice(whole.length) };
  });
}

const question = z.strictObject({
  id: z.string(),
  type: z.enum(['structured', 'multi-hop', 'passage', 'procedure', 'unanswerable']),
  question: z.string(),
  answer_kind: z.enum(['number', 'list', 'string', 'bool', 'text']).optional(),
  answer: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  must_include: z.array(z.string()),
  must_not_include: z.array(z.string()).optional(),
  aliases: z.record(z.string(), z.array(z.string())).optional(),
  ordered: z.boolean().optional(),
  source: z.array(z.string()),
  alt_sources: z.array(z.string()).optional(),
  evidence: z.union([z.string().transform((quote) => [quote]), z.array(z.string())]).default([]),
});
export type ExampleQuestion = z.infer<typeof question>;

export function readQuestions(): ExampleQuestion[] {
  return readText('questions.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => question.parse(JSON.parse(line)));
}
