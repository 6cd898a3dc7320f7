import type { EntityView } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Value } from '../../schema/value.ts';
import { capitalise, formatDay, joinWords } from '../format.ts';
import type { EntityPageData } from '../read/entity-page.ts';
import { tellsHeadcount } from '../read/team-tree.ts';
import { pageTexts } from '../texts.ts';
import { wordsOf } from './values.ts';

/** The line under the title: what it is, in a few words. */
export function presentLede(data: EntityPageData, ontology: Ontology): string {
  const { view } = data;
  const kind = capitalise(ontology.kind(view.kind).singular);
  return partsOf(data, kind)
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

function partsOf({ view, team }: EntityPageData, kind: string): (string | undefined)[] {
  const { fields } = view;
  switch (view.kind) {
    case 'Person':
      return [wordsOf(fields.title) ?? kind, joinWords(others(view, 'MEMBER_OF', 'from'))];
    case 'Team':
      return [
        capitalise(wordsOf(fields.type) ?? kind),
        team && tellsHeadcount(team)
          ? pageTexts.headcountLede(team.headcount.direct, team.headcount.nested)
          : undefined,
      ];
    case 'System':
      return [capitalise(wordsOf(fields.type) ?? kind), wordsOf(fields.criticality), ownedBy(view)];
    case 'Project':
      return [kind, dueOn(fields.dueDate)];
    case 'Procedure':
      return [kind, stepCount(view), ownedBy(view)];
    case 'Article':
      return [capitalise(wordsOf(fields.category) ?? kind), ownedBy(view)];
    default:
      return [capitalise(wordsOf(fields.type) ?? kind), alsoCalled(view)];
  }
}

function others(view: EntityView, relation: string, end: string): string[] {
  return view.relations
    .filter((each) => each.relation === relation && each.end === end && each.current)
    .slice(0, 3)
    .map(({ other }) => other.name);
}

function ownedBy(view: EntityView): string | undefined {
  const owners = others(view, 'OWNS', 'to');
  return owners.length === 0 ? undefined : pageTexts.ownedBy(joinWords(owners));
}

function dueOn(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? pageTexts.due(formatDay(value)) : undefined;
}

function stepCount(view: EntityView): string | undefined {
  const steps = view.passages.filter(({ step }) => step !== undefined).length;
  return steps === 0 ? undefined : pageTexts.steps(steps);
}

function alsoCalled({ aliases }: EntityView): string | undefined {
  return aliases.length === 0 ? undefined : pageTexts.alsoCalled(joinWords(aliases.slice(0, 4)));
}
