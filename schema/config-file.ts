import { z } from 'zod';
import { check } from './check.ts';
import { invalid } from './errors.ts';
import { importName } from './file-import.ts';
import { channelDefaults } from './channel-settings.ts';
import { helpSettings } from './help-request.ts';
import { interval } from './interval.ts';
import { ontologySettings } from './ontology.ts';
import { peopleSource } from './record.ts';
import { findStatedConflict, readStatedIdentity } from './stated-identity.ts';
import { outreachSettings } from './outreach.ts';
import { reviewSettings } from './review.ts';

/** A JSONata expression (jsonata.org), evaluated on a row or page. Its syntax is checked when the source is read. */
const expression = z.string().trim().min(1).max(10_000);

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((single) => [single]), z.array(item).min(1)]);

/** How the other end of a relation is said. */
export interface RelationMapping {
  /** Gives a text, a list of texts, or objects such as `{"email": mail, "role": role}`. */
  to: string;
  /** What a plain text is: `name`, `key`, `ref` or a namespace of ids such as `email`. Default: whichever fits. */
  by?: string | undefined;
  /** Only things of this kind are meant. */
  kind?: string | undefined;
}

/** An expression alone, or with what its plain texts are. */
const relationMapping = z.union([
  expression.transform((to): RelationMapping => ({ to })),
  z.strictObject({ to: expression, by: z.string().min(1).optional(), kind: z.string().min(1).optional() }),
]);

const mappingShape = {
  kind: z.string().min(1),
  /** Only rows or pages for which this is true. */
  when: expression.optional(),
  name: expression.optional(),
  aliases: expression.optional(),
  ids: z
    .record(z.string().regex(/^[a-z][a-zA-Z0-9_-]{0,30}$/, 'must look like "email" or "employeeNumber"'), expression)
    .optional(),
  fields: z.record(z.string(), expression).optional(),
  relations: z.record(z.string(), relationMapping).optional(),
  url: expression.optional(),
  /** The date the source itself states for the row or page. */
  stated: expression.optional(),
  /** Who stated it. */
  by: expression.optional(),
  /** Whether an equal name in another source means the same thing. */
  matchName: z.boolean().optional(),
};

const rowMapping = z.strictObject({
  ...mappingShape,
  /** The table whose rows are mapped; may be left out when there is one table. */
  from: z.string().optional(),
  /** Gives the items of a row to map instead of the row itself; the row is then `$row`. */
  each: expression.optional(),
  /** What identifies the row within this source. Default: the path, for files that hold one row. */
  key: expression.optional(),
  /** Markdown of the row, if it has prose. */
  text: expression.optional(),
});
export type RowMapping = z.infer<typeof rowMapping>;

const pageMapping = z.strictObject({
  ...mappingShape,
  kind: z.string().min(1).optional(),
  /** Keys of the front matter whose words do not mean here what they mean to Kiki. */
  ignore: oneOrMore(z.string().min(1)).optional(),
});
export type PageMapping = z.infer<typeof pageMapping>;

const globs = oneOrMore(z.string().min(1));

const tableFiles = {
  files: globs,
  exclude: globs.optional(),
  format: z.enum(['csv', 'json', 'jsonl', 'yaml', 'toml']).optional(),
  /** Encoding of the files, as WHATWG names it. Default: UTF-8, or what a byte order mark says. */
  encoding: z.string().min(1).optional(),
  /** CSV: the character between cells. Default: comma, semicolon, tab or bar, whichever the first line has most of. */
  delimiter: z.string().length(1).optional(),
  /** Columns whose empty cells mean the value above. Default: none; an empty list says that they mean nothing. */
  fill: z.array(z.string().min(1)).optional(),
  /** Gives the rows of a document. Default: the items of a list, or the document itself. */
  rows: expression.optional(),
};
const tableSpec = z.strictObject(tableFiles);
export type TableSpec = z.infer<typeof tableSpec>;

const sourceShape = {
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens, such as hr-export')
    .refine((name) => name !== peopleSource, `"${peopleSource}" is the built-in source of edits made in Kiki`)
    .refine(
      (name) => importName(name) === undefined,
      'Names that begin with upload- are of files imported in the wiki',
    ),
  /** What pages call the source. Default: its name. */
  label: z.string().min(1).max(80).optional(),
  /** Folder that all paths are relative to and may not leave. May hold `${ENV}`. */
  root: z.string().min(1).default('.'),
  /** Relations for which this source, where it says anything about a subject, gives the whole list. */
  authoritative: z.array(z.string().min(1)).optional(),
  /** The root lies in a Git work tree: the last commit of a file says who stated what it holds, and when, unless the file does. */
  git: z.boolean().optional(),
};

/** When a source is read again by itself. */
const scheduleShape = { every: interval.optional() };

const tableSource = z
  .strictObject({
    ...sourceShape,
    ...scheduleShape,
    kind: z.literal('table'),
    ...tableFiles,
    files: globs.optional(),
    tables: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/), tableSpec).optional(),
    entities: z.array(rowMapping).min(1),
  })
  .superRefine((source, context) => {
    if ((source.files === undefined) === (source.tables === undefined)) {
      context.addIssue({ code: 'custom', message: 'needs either files: (one table) or tables: (several)' });
    }
  });
export type TableSource = z.infer<typeof tableSource>;

const pagesSource = z.strictObject({
  ...sourceShape,
  ...scheduleShape,
  kind: z.literal('pages'),
  /** The program that exported the pages, if one did. */
  export: z.enum(['confluence', 'notion']).optional(),
  files: globs.default(['**/*.md', '**/*.markdown', '**/*.html', '**/*.htm']),
  exclude: globs.optional(),
  encoding: z.string().min(1).optional(),
  /** The first mapping whose `when` holds is used. Default: one that guesses from front matter and form. */
  pages: z.array(pageMapping).min(1).default([{}]),
});
export type PagesSource = z.infer<typeof pagesSource>;

const { root: _pushedHasNoFolder, ...pushShape } = sourceShape;

const pushSource = z.strictObject({
  ...pushShape,
  kind: z.literal('push'),
  /** Which environment variable holds the token that a sender proves himself with. */
  token: z
    .string()
    .regex(
      /^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/,
      'must name an environment variable, such as ${HR_TOKEN}: a token does not belong in this file',
    )
    .optional(),
  /** Gives the id of a row in a list of rows. */
  id: expression.default('id'),
  /** What a row means. Without it, what is sent is in Kiki's own words. */
  entities: z
    .array(rowMapping.omit({ from: true }))
    .min(1)
    .optional(),
});
export type PushSource = z.infer<typeof pushSource>;

export type SourceConfig = TableSource | PagesSource | PushSource;
/** A source that Kiki reads; what is pushed comes by itself. */
export type ReadSource = Exclude<SourceConfig, PushSource>;

export function isRead(source: SourceConfig): source is ReadSource {
  return source.kind !== 'push';
}

/** `SOURCE:KEY` or `NAMESPACE:ID`. */
const statedIdentity = z
  .string()
  .trim()
  .regex(/^[^:\s]+:\s*\S/, 'must be SOURCE:KEY or NAMESPACE:ID, such as hr:E12 or email:ada@example.com');
const identityGroups = z.array(z.array(statedIdentity).min(2, 'needs two or more entries')).optional();

/** The form of kiki.yaml. docs/configuration.md explains every key, and a test holds it to that. */
export const configFile = z.strictObject({
  /** Name of the company, on every page. */
  company: z.string().min(1).max(80).default('Your company'),
  schema: ontologySettings.optional(),
  /** In the order of trust: where two disagree, the first is shown. */
  sources: z.array(z.discriminatedUnion('kind', [tableSource, pagesSource, pushSource])).default([]),
  /** Whom to trust first for one field or relation of a kind: `Person.title: [directory, hr]`. */
  trust: z
    .record(
      z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9]*\.[A-Za-z][A-Za-z0-9_]*$/, 'must look like "Person.title" or "Person.REPORTS_TO"'),
      oneOrMore(z.string().min(1)),
    )
    .default({}),
  /** Groups of keys and ids that are one thing. */
  sameAs: identityGroups,
  /** Groups of keys and ids that are all different things, whatever their names. */
  different: identityGroups,
  /** Groups of words that mean the same in this company, as it writes them first: searched and matched as one another in questions. */
  synonyms: z
    .array(
      z
        .array(
          z
            .string()
            .trim()
            .min(2)
            .max(80)
            .regex(/[\p{L}\p{N}]/u, 'needs a word'),
        )
        .min(2, 'needs two or more words or phrases')
        .max(20),
    )
    .max(500)
    .default([]),
  /** When what is to be looked at again, by kind. */
  review: reviewSettings.default({}),
  /** Who may change the graph, by e-mail address, wherever Kiki knows who somebody is by it. */
  editors: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address, such as ada@example.com'),
    )
    .default([]),
  /** What Kiki does in Slack beside answering. */
  slack: z
    .strictObject({
      owners: outreachSettings.prefault({}),
      /** How people are asked what Kiki could not answer. */
      help: helpSettings.prefault({}),
      /** How is answered in channels that have not chosen otherwise. */
      channels: channelDefaults.prefault({}),
      /** Links to the wiki are work objects, which the app has switched on. */
      workObjects: z.boolean().default(false),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** A larger file is refused. */
      fileMegabytes: z.number().positive().max(1024).default(32),
      /** A run that would remove a larger share of a source's records stops. */
      removals: z.number().min(0).max(1).default(0.2),
      /** How long questions and what askers say of answers are kept, in milliseconds. */
      keepQuestions: interval.prefault('365d'),
    })
    .prefault({}),
});

/** The content of kiki.yaml. */
export type ConfigFile = z.infer<typeof configFile>;

/**
 * Checks the content of kiki.yaml.
 *
 * @param data the parsed YAML
 * @param where the file's name for messages
 * @throws Invalid, naming the place of each mistake.
 */
export function parseConfigFile(data: unknown, where: string): ConfigFile {
  const checked = check(configFile, data ?? {});
  if (!checked.ok)
    throw invalid(checked.problems.join('; '), { where, fix: 'docs/configuration.md lists all settings' });
  const file = checked.value;
  const names = file.sources.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`Two sources are called "${twice}"`, { where, fix: 'Give each its own name' });
  const conflict = findStatedConflict(readStatedIdentity(file, names));
  if (conflict !== undefined)
    throw invalid(
      `sameAs says that "${conflict.join('" and "')}" are one thing, and different says that they are two`,
      {
        where,
        fix: 'Take one of them out',
      },
    );
  return file;
}
