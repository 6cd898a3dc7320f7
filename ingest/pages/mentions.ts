import type { Ontology } from '../../schema/ontology.ts';
import type { Claim } from '../../schema/record.ts';
import type { Catalogue } from './catalogue.ts';
import type { ExportForm } from './exports/form.ts';
import { linkTargets, resolveLink } from './links.ts';
import type { ParsedPage } from './parse-page.ts';

interface MentionOptions {
  ontology: Ontology;
  form: ExportForm;
  catalogue: Catalogue;
  /** Whether a file is at a path, read or not. */
  isFile: (path: string) => boolean;
}

export interface Mentions {
  claims: Claim[];
  /** Links to pages that are not there, each page once. */
  broken: string[];
  /** Paths of files that links lead to and that are not read, one for each link. */
  unread: string[];
}

/** What a page of this kind mentions by a link: other pages of the source, and people. */
export function mentionClaims(
  page: ParsedPage,
  kind: string,
  { ontology, form, catalogue, isFile }: MentionOptions,
): Mentions {
  const spec = ontology.relation('MENTIONS');
  if (ontology.otherKinds(spec, 'from', kind).length === 0) return { claims: [], broken: [], unread: [] };
  const paths = new Set<string>();
  const broken = new Set<string>();
  const unread: string[] = [];
  for (const target of new Set([...(page.links ?? []), ...linkTargets(page.text)])) {
    const resolved = resolveLink(target, page.path, (path) => catalogue.has(path));
    const id = resolved === undefined ? form.idInAddress(target) : form.idOf(resolved.path);
    const path = resolved?.found === true ? resolved.path : id === undefined ? undefined : catalogue.pathOf(id);
    if (path !== undefined) paths.add(path);
    else if (resolved !== undefined) {
      const file = resolveLink(target, page.path, isFile);
      if (file?.found === true) unread.push(file.path);
      else broken.add(target.replace(/[?#].*$/, ''));
    }
  }
  paths.delete(page.path);
  const mention = (namespace: string, value: string, kinds?: string[]): Claim => ({
    about: 'relation',
    relation: spec.key,
    end: 'from',
    other: { namespace, value, ...(kinds && { kinds }) },
  });
  return {
    claims: [
      ...[...paths].map((path) => mention('key', catalogue.keyOf(path))),
      ...(page.people ?? []).map((person) => mention('any', person, ['Person'])),
    ],
    broken: [...broken],
    unread,
  };
}
