import type { ConfigFile } from '../schema/config-file.ts';
import { importName } from '../schema/file-import.ts';
import type { Ask } from '../schema/services.ts';

/** What readers see instead of the name that a source has in kiki.yaml. */
export type SourceLabels = (name: string) => string;

export function createSourceLabels({ sources }: Pick<ConfigFile, 'sources'>): SourceLabels {
  const labels = new Map(sources.map(({ name, label }) => [name, label ?? name]));
  return (name) => {
    const imported = importName(name);
    if (imported !== undefined) return `Imported file: ${imported}`;
    return labels.get(name) ?? (name === 'people' ? 'Edits in Kiki' : name);
  };
}

/** Answers whose citations show labels, for where nothing but people reads them. */
export function withLabels(ask: Ask, labels: SourceLabels): Ask {
  return async (question) => {
    const answer = await ask(question);
    const citations = answer.citations.map((citation) => ({
      ...citation,
      source: { ...citation.source, name: labels(citation.source.name) },
    }));
    return { ...answer, citations };
  };
}
