import { fold } from '../../schema/names.ts';
import type { EntityView, Fact } from '../../schema/entity.ts';
import type { Value } from '../../schema/value.ts';
import type { Finding, LookUpContext, Statement } from './finding.ts';
import type { Ref } from '../../schema/ref.ts';
import type { FieldQuery, Want } from './query.ts';
import { bold, inSentence } from './wording.ts';

/** A field of some things, with what other sources say. Of a list it may be wanted how long it is. */
export async function field(query: FieldQuery, want: Want, context: LookUpContext): Promise<Finding | undefined> {
  const { field: name, among } = query;
  const { store, viewer } = context;
  const of = query.of.length > 0 ? query.of : await holdersOf(query, context);
  const views = (await Promise.all(of.map((ref) => store.entity(viewer, ref)))).filter((view) => view !== undefined);
  const known = views.flatMap((view) => {
    const fact = view.facts[name];
    const meant = fact === undefined || among === undefined ? fact : onlyAmong(fact, among);
    return meant === undefined ? [] : [{ view, fact: meant }];
  });
  const [first] = known;
  if (first === undefined) return undefined;
  const label = (view: EntityView) => store.ontology.findField(view.kind, name)?.label ?? name;
  const items = ({ value }: Fact) => [value].flat();
  const isCounted = want === 'count';
  // The lengths of several lists are no one number.
  if (isCounted && known.length !== 1) return undefined;
  const note = (view: EntityView) => (name === 'status' ? view.facts.statusNote : undefined);
  const yes = want === 'truth' ? 'Yes. ' : '';
  const said = (fact: Fact) =>
    isCounted ? `${bold(String(items(fact).length))} (${shown(fact.value)})` : bold(shown(fact.value));
  return {
    statements: known.flatMap(({ view, fact }) => [
      statement(view, `${yes}${label(view)} of ${view.name}: ${said(fact)}.`, fact),
      ...[note(view) ?? []].flat().map((extra) => statement(view, shown(extra.value), extra)),
      ...alsoSaid(view, fact),
      ...disagreements(view, fact),
    ]),
    value: isCounted
      ? items(first.fact).length
      : want === 'truth' ||
        (known.length === 1 ? first.fact.value : [...new Set(known.map(({ fact }) => shown(fact.value)))]),
    found: known.map(({ view }) => view.ref),
  };
}

/** Things that may hold one text. */
const mostHolders = 2;

/** The things that hold a text which is in each of the lists; none where many do. */
async function holdersOf(
  { kind, field: name, among = [] }: FieldQuery,
  { store, viewer }: LookUpContext,
): Promise<Ref[]> {
  const values = inAll(among);
  if (kind === undefined || values.length === 0) return [];
  const { items } = await store.list(viewer, { kind, where: { [name]: values } });
  return items.length > mostHolders ? [] : items.map(({ ref }) => ref);
}

/** A field of several texts with those that are in each of the lists; undefined where there is none. */
function onlyAmong(fact: Fact, among: readonly (readonly Value[])[]): Fact | undefined {
  const wanted = new Set(inAll(among).map(String));
  const kept = [fact.value]
    .flat()
    .map(String)
    .filter((item) => wanted.has(item));
  return kept.length === 0 ? undefined : { ...fact, value: kept };
}

function inAll(lists: readonly (readonly Value[])[]): Value[] {
  const [first = [], ...others] = lists;
  return first.filter((value) => others.every((list) => list.includes(value)));
}

/** Whether a field of a thing has one of these values. What no source says is not a no. */
export async function has(
  { of: [ref], field: name, values }: { of: readonly Ref[]; field: string; values: readonly Value[] },
  { store, viewer, on }: LookUpContext,
): Promise<Finding | undefined> {
  const view = ref === undefined ? undefined : await store.entity(viewer, ref, on);
  if (view === undefined) return undefined;
  const fact = view.facts[name];
  const spec = store.ontology.findField(view.kind, name);
  const value = fact?.value ?? spec?.assumed;
  if (value === undefined) return undefined;
  const wanted = new Set(values.map((each) => fold(String(each))));
  const isSo = [value, ...(fact?.also ?? []).map((each) => each.value)]
    .flat()
    .some((item) => wanted.has(fold(String(item))));
  const label = `${inSentence(spec?.label ?? name)} of ${view.name}`;
  const text = fact === undefined ? `no source names another ${label}` : `${label}: ${bold(shown(value))}`;
  const about = { ref: view.ref, title: view.name };
  return {
    statements: [
      {
        text: `${isSo ? 'Yes' : 'No'}, ${text}. (As of ${on}.)`,
        about,
        sources: fact?.sources ?? view.facts.name?.sources ?? [],
      },
      ...(fact === undefined ? [] : [...alsoSaid(view, fact), ...disagreements(view, fact)]),
    ],
    value: isSo,
    found: [view.ref],
  };
}

function statement(view: EntityView, text: string, fact: Fact): Statement {
  return { text, about: { ref: view.ref, title: view.name }, sources: fact.sources };
}

/** What the same source holds under another key of the same thing. */
function alsoSaid(view: EntityView, { also = [] }: Fact): Statement[] {
  return also.map(({ value, sources }) => ({
    text: `The same source also says ${bold(shown(value))}.`,
    about: { ref: view.ref, title: view.name },
    sources,
  }));
}

/** What other sources hold for a field. */
export function disagreements(view: EntityView, fact: Fact): Statement[] {
  return (fact.contradicts ?? []).map(({ value, sources }) => {
    const said = [...new Set(sources.map(({ source, path }) => (path === '' ? source : `${source} (${path})`)))].join(
      ' and ',
    );
    return {
      text: `Sources disagree: ${said} says ${bold(shown(value))}.`,
      about: { ref: view.ref, title: view.name },
      sources,
    };
  });
}

export function shown(value: Value): string {
  return [value].flat().map(String).join(', ');
}
