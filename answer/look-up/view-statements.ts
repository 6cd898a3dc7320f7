import type { EntityView, Relation } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import { shown } from './fields.ts';
import type { Finding, LookUpContext, Statement } from './finding.ts';
import { bold, inSentence, relationSentence, series } from './wording.ts';

/** Statements about several things, each opening with its name. */
export async function fromViews(
  of: readonly Ref[],
  { store, viewer, on }: LookUpContext,
  tell: (view: EntityView) => Statement[],
): Promise<Finding | undefined> {
  const views = (await Promise.all(of.map((ref) => store.entity(viewer, ref, on)))).filter(
    (view) => view !== undefined,
  );
  const told = views
    .map((view) => ({ view, statements: tell(view) }))
    .filter(({ statements }) => statements.length > 0);
  if (told.length === 0) return undefined;
  return {
    statements: told.flatMap(({ statements }) => statements),
    value: null,
    found: told.map(({ view }) => view.ref),
  };
}

/** A description stands for itself; other fields are said by name. */
export function factStatements(view: EntityView, names: readonly string[], context?: LookUpContext): Statement[] {
  return names.flatMap((name) => {
    const fact = view.facts[name];
    if (fact === undefined) return [];
    const label = context?.store.ontology.findField(view.kind, name)?.label ?? name;
    const isProse = name === 'description' || name === 'statusNote' || name === 'goal';
    const text = isProse
      ? `${bold(view.name)}: ${shown(fact.value)}`
      : `${view.name}, ${inSentence(label)}: ${shown(fact.value)}.`;
    return [
      {
        text,
        about: { ref: view.ref, title: view.name },
        sources: fact.sources,
        ...(isProse && { quote: shown(fact.value) }),
      },
    ];
  });
}

/** One sentence per relation that a thing has now. */
export function relationStatements(
  view: EntityView,
  wanted: readonly (readonly [string, Relation['end']])[],
  { store }: LookUpContext,
  only?: readonly Ref[],
): Statement[] {
  return wanted.flatMap(([relation, end]) => {
    const found = view.relations.filter(
      (each) =>
        each.relation === relation &&
        each.end === end &&
        each.current &&
        (only === undefined || only.includes(each.other.ref)),
    );
    if (found.length === 0) return [];
    const others = found.map(({ other, roles }) =>
      roles.length === 0 ? other.name : `${other.name} (${series(roles)})`,
    );
    const text = relationSentence({ relation: store.ontology.relation(relation), end, subject: view.name, others });
    return [{ text, about: { ref: view.ref, title: view.name }, sources: found.flatMap(({ sources }) => sources) }];
  });
}
