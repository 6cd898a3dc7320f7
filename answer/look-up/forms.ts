import type { EntityView, Passage, Relation } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import { plainText } from '../../graph/text/plain.ts';
import { shown } from './fields.ts';
import type { Finding, LookUpContext, Statement } from './finding.ts';
import { find } from './related.ts';
import { bold, nameWithStatus, relationSentence, series } from './wording.ts';

/** The look-ups of forms.ts: each begins from the whole view of one thing. */

/** The line of managers, nearest first. */
export async function chain(of: readonly Ref[], { store, viewer, on }: LookUpContext): Promise<Finding | undefined> {
  const [ref] = of;
  if (ref === undefined) return undefined;
  const steps = await store.reach(viewer, { relation: 'REPORTS_TO', of: ref, end: 'from', on });
  const cards = await store.cards(
    viewer,
    steps.map((step) => step.ref),
  );
  const [first, ...managers] = cards;
  if (first === undefined || managers.length === 0) return undefined;
  const edges = await store.edges(viewer, {
    relation: 'REPORTS_TO',
    of: steps.map((step) => step.ref),
    end: 'from',
    on,
  });
  const notes = await store.notes(
    viewer,
    edges.flatMap((edge) => edge.support),
  );
  const line = cards.map((card) => nameWithStatus(card, store.ontology)).join(' → ');
  return {
    statements: [
      { text: `${line}. (As of ${on}.)`, about: { ref: first.ref, title: first.name }, sources: [...notes.values()] },
    ],
    value: managers.map(({ name }) => name),
    found: managers.map((card) => card.ref),
  };
}

/** What a person or team puts work into, leads and answers for, and what it is there for. */
export async function work(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  return fromViews(of, context, (view) => [
    ...factStatements(view, ['description']),
    ...relationStatements(
      view,
      [
        ['WORKS_ON', 'from'],
        ['OWNS', 'from'],
        ['LEADS', 'from'],
      ],
      context,
    ),
  ]);
}

/** How to reach a person or team; for other things, whoever answers for them. */
export async function contact(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  const owners = await ownersOf(of, context);
  const ways = ['chat', 'email', 'phone', 'url'];
  return fromViews([...of, ...owners], context, (view) => [
    ...(owners.includes(view.ref) ? relationStatements(view, [['OWNS', 'from']], context, of) : []),
    ...factStatements(view, ways, context),
    ...(view.kind === 'Team' ? relationStatements(view, [['LEADS', 'to']], context) : []),
  ]);
}

async function ownersOf(of: readonly Ref[], context: LookUpContext): Promise<Ref[]> {
  const { counted } = await find({ look: 'related', of: [...of], relation: 'OWNS', end: 'to' }, context);
  return counted.map((card) => card.ref);
}

/** Who can be asked about a thing: experts, the owner, who leads it. */
export async function experts(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  return fromViews(of, context, (view) =>
    relationStatements(
      view,
      [
        ['EXPERT_IN', 'to'],
        ['OWNS', 'to'],
        ['LEADS', 'to'],
        ['WORKS_ON', 'to'],
      ],
      context,
    ),
  );
}

/** The steps of a procedure in order, with who does what and what must be there first. */
export async function steps(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  return fromViews(of, context, (view) => {
    const found = view.passages.filter((passage) => passage.step !== undefined);
    if (found.length === 0) return [];
    return [
      ...factStatements(view, ['prerequisites'], context),
      ...relationStatements(view, [['OWNS', 'to']], context),
      ...stepLists(view, found),
    ];
  });
}

/** One numbered list per section that has steps. */
function stepLists(view: EntityView, found: readonly Passage[]): Statement[] {
  const sections = [...new Set(found.map(({ step }) => step?.section ?? ''))];
  return sections.map((section) => {
    const own = found.filter(({ step }) => step?.section === section);
    const lines = own.map(({ step, text }) => {
      const who =
        step?.responsible === undefined || plainText(text).includes(step.responsible) ? '' : ` *(${step.responsible})*`;
      return `${step?.number ?? 1}. ${text.replace(/\n+/g, '\n   ')}${who}`;
    });
    const heading = own[0]?.heading.at(-1);
    return {
      text: `${sections.length > 1 && heading !== undefined ? `${bold(heading)}\n\n` : ''}${lines.join('\n')}`,
      about: { ref: view.ref, title: view.name, anchor: section },
      sources: own[0]?.source === undefined ? [] : [own[0].source],
      quote: own.map(({ text }) => plainText(text)).join('\n'),
    };
  });
}

/** What a thing is, from its fields and relations. */
export async function describe(of: readonly Ref[], context: LookUpContext): Promise<Finding | undefined> {
  return fromViews(of, context, (view) => {
    switch (view.kind) {
      case 'Person':
        return [
          ...factStatements(view, ['title', 'status', 'location', 'description'], context),
          ...relationStatements(
            view,
            [
              ['MEMBER_OF', 'from'],
              ['REPORTS_TO', 'from'],
              ['LEADS', 'from'],
              ['OWNS', 'from'],
            ],
            context,
          ),
        ];
      case 'Procedure':
      case 'Article':
        return factStatements(view, ['description']);
      default:
        return [
          ...factStatements(view, ['description', 'status', 'statusNote', 'type'], context),
          ...relationStatements(
            view,
            [
              ['PART_OF', 'from'],
              ['LEADS', 'to'],
              ['OWNS', 'to'],
              ['OWNS', 'from'],
            ],
            context,
          ),
        ];
    }
  });
}

/** Statements about several things, each opening with its name. */
async function fromViews(
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
function factStatements(view: EntityView, names: readonly string[], context?: LookUpContext): Statement[] {
  return names.flatMap((name) => {
    const fact = view.facts[name];
    if (fact === undefined) return [];
    const label = context?.store.ontology.findField(view.kind, name)?.label ?? name;
    const isProse = name === 'description' || name === 'statusNote';
    const text = isProse
      ? `${bold(view.name)}: ${shown(fact.value)}`
      : `${view.name}, ${label.toLowerCase()}: ${shown(fact.value)}.`;
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

function relationStatements(
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
