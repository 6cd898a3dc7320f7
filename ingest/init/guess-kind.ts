import type { Ontology } from '../../schema/ontology.ts';
import { fold } from '../../schema/names.ts';
import { plainWords } from './columns.ts';

/** A name of a file, folder or list that says what is in it counts for so much. */
const nameWeight = 4;
/** Less than this is no reason to believe anything. */
const least = 4;

/** Other words for files of a kind, beside what the ontology calls it. */
const fileWords: Readonly<Record<string, readonly string[]>> = {
  Person: ['persons', 'hr', 'employees', 'staff', 'directory', 'users', 'contacts', 'roster', 'headcount', 'leaders'],
  Team: ['orgs', 'organisation', 'organization', 'org units', 'units', 'committees', 'working groups', 'sigs'],
  System: ['catalog', 'catalogue', 'repos', 'software', 'subprojects', 'services', 'libraries', 'packages'],
  Project: ['roadmap', 'portfolio', 'okrs'],
  Term: ['glossary', 'dictionary', 'definitions', 'acronyms', 'vocabulary'],
};

/** What people are called after what they do. Who leads or employs another is not among them: `manager name` is not the row's own. */
export const peopleByWork =
  'person|people|employee|member|staff|colleague|worker|user|contact|maintainer|developer|engineer|contributor|committer|author|reviewer|approver|volunteer|student|teacher|nurse|doctor|delegate|representative|speaker|mentor|fellow|trainer|trainee|intern';

/** Columns that speak for a kind, and how clearly. */
const signs: Readonly<Record<string, readonly (readonly [RegExp, number])[]>> = {
  Person: [
    [/^(first|given|last|family) ?name$|^surname$/, 3],
    [/^(job )?(title|role|position)$/, 1],
    [/^((line|direct|functional) )?(manager|supervisor|boss|reports to)\b/, 3],
    [/^(employee|personnel|staff) ?(no|nr|id|number)$/, 4],
    [/^(hire|hired|joined|start) ?(date|on)?$|^birthday$/, 1],
    [/^(e ?mail|mail|work email|e mail address|email address)$/, 2],
    [new RegExp(`^(${peopleByWork}) (full )?name$`), 3],
    [/^(github|gitlab|slack) ?(name|handle|id|username|login|user|account)$/, 2],
    [/^(phone|mobile|telephone|github|slack|username|login|pronouns|time ?zone)$/, 1],
    [/^(team|department|unit|squad|teams)( (no|id|name))?$/, 1],
  ],
  Team: [
    [/^(parent|parent (team|unit|group|department)|subteam of|part of)\b/, 3],
    [/^(members|people|chairs|leads)$|\b(leads|members|chairs)$/, 3],
    [/^(lead|head|team lead|leader|chair|manager)\b/, 2],
    [/^(mission|mission statement|charter|mailing list|cost cent(er|re))$/, 1],
    [/^(team|unit|department|group|squad)( ?(no|id|name))?$/, 2],
    [/^(chat|channel|slack|slack channel)$/, 1],
  ],
  System: [
    [/^(repo|repository|source|git|codebase)( url)?$/, 3],
    [/^(tier|criticality|runtime|language|tech|stack|on call|pager|runbook|sla|hosting|vendor)$/, 2],
    [/^(depends on|dependencies|uses|requires|consumes)$/, 3],
    [/^(owner|owned by|maintainers?|owning team|owners)$/, 2],
    [/^(service|system|application|component|app)( ?(id|name))?$/, 3],
    [/^lifecycle$/, 1],
  ],
  Project: [
    [/\b(due|deadline|due date|target date|finish|end date|go live)$/, 3],
    [/^(status|state|health|progress|percent|phase|stage|rag)\b/, 1],
    [/^(goal|objective|budget|milestones?|sponsor|deliverables?|outcome)$/, 2],
    [/^(start|start date|kick ?off)$|\bstart$/, 1],
    [/^project( ?(id|name|key|lead|manager))?$/, 3],
    [/^(lead|owner|assignees?)\b/, 1],
  ],
  Term: [
    [/^(term|acronym|abbreviation|word|phrase)$/, 4],
    [/^(definition|meaning|stands for|expansion|explanation)$/, 3],
  ],
  Procedure: [[/^(steps|instructions|checklist)$/, 4]],
};

export interface GuessedKind {
  kind: string;
  /** The names that speak for it, as a person would say them. */
  because: string[];
}

/**
 * What the rows of a table are about.
 *
 * @param names what the table is called, such as its file and folder, nearest first
 * @param words its columns, spoken
 */
export function guessTableKind(
  names: readonly string[],
  words: readonly string[],
  ontology: Ontology,
): GuessedKind | undefined {
  const [named] = names.flatMap((name) => kindNamed(name, ontology) ?? []);
  const scores = Object.entries(signs).map(([kind, patterns]) => {
    const matched = patterns.flatMap(([pattern, weight]) => {
      const word = words.find((each) => pattern.test(each));
      return word === undefined ? [] : [{ word, weight }];
    });
    const isNamed = named === kind;
    return {
      kind,
      because: [...(isNamed ? ['its name'] : []), ...matched.map(({ word }) => `“${word}”`)],
      score: matched.reduce((sum, { weight }) => sum + weight, isNamed ? nameWeight : 0),
    };
  });
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score >= least) return { kind: best.kind, because: best.because };
  return named === undefined ? undefined : { kind: named, because: ['its name'] };
}

/** The kind whose things a file, folder or list of this name holds: `hr/people.csv`, `runbooks/`, `workinggroups:`. */
export function kindNamed(name: string, ontology: Ontology, { isWhole = false } = {}): string | undefined {
  const wanted = plainWords(name);
  const last = wanted.split(' ').at(-1) ?? wanted;
  for (const text of isWhole ? [wanted] : [wanted, last]) {
    const found = ontology.kinds.find(({ name: kind, plural, singular, synonyms = [] }) =>
      [singular, plural, ...synonyms.flatMap((word) => [word, `${word}s`]), ...(fileWords[kind] ?? [])].some(
        (word) => fold(word) === text || fold(word).replace(/[ -]/g, '') === text,
      ),
    );
    if (found !== undefined) return found.name;
  }
  return undefined;
}
