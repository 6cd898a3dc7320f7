import { createModel } from '../answer/model/create-model.ts';
import { findLocalModel } from '../graph/embeddings/local/models.ts';
import { defaultOpenAiModel } from '../graph/embeddings/openai/openai-embedder.ts';
import { type Environment, ineffective, secretNames } from '../schema/config.ts';
import type { ConfigFile, SourceConfig } from '../schema/config-file.ts';
import { builtInKinds } from '../schema/kinds.ts';
import { createOntology } from '../schema/ontology.ts';
import { createReviewRules } from '../schema/review.ts';
import type { SettingsInEffect, SourceSettings } from '../schema/services.ts';
import type { LoadedConfig } from './load-config.ts';

interface SettingsInput {
  loaded: Pick<LoadedConfig, 'config' | 'path'>;
  environment: Environment;
  variables: Readonly<Record<string, string | undefined>>;
  dataFolder: string;
}

/** What Kiki was started with, for those who run it. No value of a secret gets into it. */
export function settingsInEffect({ loaded, environment, variables, dataFolder }: SettingsInput): SettingsInEffect {
  const { config } = loaded;
  const { HOST, PORT, KIKI_ALLOW_INSECURE, KIKI_PUBLIC_URL } = environment;
  const publicUrl = addressOf(KIKI_PUBLIC_URL);
  const languageModel = languageModelOf(environment);
  return {
    configFile: loaded.path,
    dataFolder,
    ...(publicUrl !== undefined && { publicUrl }),
    listensAt: `${HOST}:${PORT}`,
    allowsInsecure: KIKI_ALLOW_INSECURE,
    sources: config.sources.map(sourceSettings),
    trust: Object.entries(config.trust).map(([key, sources]) => ({ key, sources })),
    ...additions(config),
    review: reviewOf(config),
    graph: graphOf(environment),
    embeddings: embeddingsOf(environment),
    ...(languageModel !== undefined && { languageModel }),
    editors: config.editors,
    slack: slackOf(environment),
    slackSettings: {
      owners: config.slack.owners,
      help: config.slack.help,
      channels: { ...config.slack.channels, helpChannel: config.slack.help.channel },
    },
    limits: config.limits,
    secrets: secretsOf(config, variables),
    withoutEffect: ineffective(variables),
  };
}

function sourceSettings(source: SourceConfig): SourceSettings {
  return {
    name: source.name,
    kind: source.kind,
    ...(source.kind !== 'push' && { root: source.root }),
    ...(source.kind !== 'push' && source.every !== undefined && { every: source.every }),
    authoritative: source.authoritative ?? [],
  };
}

function additions({ schema }: ConfigFile): Pick<SettingsInEffect, 'kinds' | 'relations'> {
  const known = new Set(builtInKinds.map(({ name }) => name.toLowerCase()));
  return {
    kinds: Object.entries(schema?.kinds ?? {}).map(([name, { fields = {} }]) => ({
      name,
      isNew: !known.has(name.toLowerCase()),
      fields: Object.keys(fields),
    })),
    relations: Object.entries(schema?.relations ?? {}).map(([name, { from = [], to = [] }]) => ({
      name,
      from: [from].flat(),
      to: [to].flat(),
    })),
  };
}

function reviewOf({ schema, review }: ConfigFile): SettingsInEffect['review'] {
  const ontology = createOntology(schema);
  const rules = createReviewRules(ontology, review);
  return ontology.kinds.flatMap(({ name: kind }) => {
    const { page, parts } = rules.of(kind);
    const ofParts = [...parts].map(([part, days]) => ({ kind, part, days }));
    return page === undefined ? ofParts : [{ kind, days: page }, ...ofParts];
  });
}

function graphOf({ KIKI_GRAPH, NEO4J_URI, NEO4J_DATABASE }: Environment): SettingsInEffect['graph'] {
  if (KIKI_GRAPH === 'embedded') return { engine: 'embedded' };
  const address = addressOf(NEO4J_URI);
  return {
    engine: 'neo4j',
    ...(address !== undefined && { address }),
    ...(NEO4J_DATABASE !== undefined && { database: NEO4J_DATABASE }),
  };
}

function embeddingsOf({ KIKI_EMBEDDINGS, KIKI_EMBEDDING_MODEL }: Environment): SettingsInEffect['embeddings'] {
  switch (KIKI_EMBEDDINGS) {
    case 'none':
      return { by: 'none' };
    case 'local':
      return { by: 'local', model: KIKI_EMBEDDING_MODEL ?? findLocalModel(undefined).id };
    case 'openai':
      return { by: 'openai', model: KIKI_EMBEDDING_MODEL ?? defaultOpenAiModel };
  }
}

function languageModelOf(environment: Environment): SettingsInEffect['languageModel'] {
  const { KIKI_MODEL, OPENAI_BASE_URL } = environment;
  if (KIKI_MODEL === undefined || createModel(environment) === undefined) return undefined;
  const address = addressOf(OPENAI_BASE_URL);
  return { name: KIKI_MODEL, ...(address !== undefined && { address }) };
}

function slackOf({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN }: Environment): SettingsInEffect['slack'] {
  if (SLACK_BOT_TOKEN === undefined) return 'off';
  return SLACK_APP_TOKEN === undefined ? 'http' : 'socket';
}

/** Those that Kiki knows, and the tokens that senders of pushed sources prove themselves with. */
function secretsOf({ sources }: ConfigFile, variables: SettingsInput['variables']): SettingsInEffect['secrets'] {
  const tokens = sources.flatMap((source) =>
    source.kind === 'push' && source.token !== undefined ? [source.token.slice(2, -1)] : [],
  );
  return [...new Set<string>([...secretNames, ...tokens])].map((name) => ({
    name,
    isSet: (variables[name] ?? '') !== '',
  }));
}

/** Only scheme and host: name, password, path and query of an address may hold secrets. */
function addressOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
