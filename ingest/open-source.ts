import { isAbsolute, resolve } from 'node:path';
import type { ConfigFile, SourceConfig } from '../schema/config-file.ts';
import { invalid } from '../schema/errors.ts';
import { createOntology, type Ontology } from '../schema/ontology.ts';
import { openFolder } from './files/source-folder.ts';
import { openGitHistory } from './git/git-history.ts';
import { createPagesReader } from './pages/reader.ts';
import type { SourceReader } from './reading.ts';
import { createTableReader } from './table/reader.ts';

export interface OpenSourceOptions {
  config: ConfigFile;
  /** Folder of kiki.yaml: roots are relative to it. */
  configFolder: string;
  /** For `${ENV}` in roots. */
  variables: Readonly<Record<string, string | undefined>>;
}

/** The reader of one source of the config. One more kind of source is one more case here. @throws KikiError for a root that is none */
export function openSource(source: SourceConfig, { config, configFolder, variables }: OpenSourceOptions): SourceReader {
  const where = `source ${source.name}`;
  if (source.kind === 'push')
    throw invalid('It is not read: other systems push its records', { where, fix: 'docs/sources/push.md says how' });
  const root = expandRoot(source.root, configFolder, variables, where);
  const folder = openFolder(root, { maximumBytes: config.limits.fileMegabytes * 1024 ** 2, where });
  const ontology = createOntology(config.schema);
  checkAuthoritative(source, ontology, where);
  const history = source.git === true ? openGitHistory({ root, where, variables }) : undefined;
  const shared = { folder, ontology, salt: JSON.stringify(config.schema ?? {}), ...(history && { history }) };
  switch (source.kind) {
    case 'table':
      return createTableReader({ source, ...shared, stated: statedIn(config) });
    case 'pages':
      return createPagesReader({ source, ...shared });
  }
}

/** Keys and ids of which kiki.yaml says whether they are one thing, in small letters. */
function statedIn({ sameAs = [], different = [] }: ConfigFile): Set<string> {
  return new Set([...sameAs, ...different].flat().map((entry) => entry.toLowerCase()));
}

function checkAuthoritative({ authoritative = [] }: SourceConfig, ontology: Ontology, where: string): void {
  const unknown = authoritative.find((key) => ontology.findRelation(key) === undefined);
  if (unknown !== undefined)
    throw invalid(`There is no relation "${unknown}"`, {
      where: `${where}: authoritative`,
      fix: `The relations are ${ontology.relations.map(({ key }) => key).join(', ')}`,
    });
}

/** `${NAME}` is what the environment says; without a value that is an error, not an empty text. */
export function expandRoot(
  root: string,
  configFolder: string,
  variables: OpenSourceOptions['variables'],
  where: string,
): string {
  const expanded = root.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_whole, name: string) => {
    const value = variables[name];
    if (value === undefined || value === '')
      throw invalid(`root: uses \${${name}}, which is not set`, { where, fix: `Set ${name} in the environment` });
    return value;
  });
  return isAbsolute(expanded) ? expanded : resolve(configFolder, expanded);
}
