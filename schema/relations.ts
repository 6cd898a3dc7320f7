/** How many values a subject has. `one`: the best source wins. `many`: what any source says. */
export type Cardinality = 'one' | 'many';

/** The end of a relation that a statement about it is a statement of: "Ada reports to Grace" is said of Ada. */
export type End = 'from' | 'to';

export interface RelationSpec {
  /** Type of the edge in the graph, UPPER_SNAKE_CASE. Extra relations of a company are all `RELATES_TO` and told apart by `key`. */
  type: string;
  /** What tells this relation from all others in claims, config and the API: the type, or the name of an extra one. */
  key: string;
  /** The kinds it may go from and to. `'*'` is any kind; `'same'` on the right is the kind on the left. */
  pairs: readonly (readonly [from: string, to: string])[];
  /** Read from the left: "Ada *reports to* Grace". */
  name: string;
  /** Read from the right: "Grace *manages* Ada". */
  inverse: string;
  /** Headings for the list of the other ends: on the page of `from`, and on the page of `to`. */
  headings: readonly [from: string, to: string];
  /** How many ends a subject has. */
  cardinality: Cardinality;
  /** Which end is the subject, whose list is computed as a whole. */
  subject: End;
  /** The best source that says anything about a subject gives its whole list; other lists are contradictions. */
  authoritative?: boolean;
  /** Other ways to say it, read from the left (`name`) and from the right (`inverse`). */
  synonyms?: { name?: readonly string[]; inverse?: readonly string[] };
  /** What the other end is called by the one at this end: at `from` of REPORTS_TO, "manager". */
  nouns?: { from?: readonly string[]; to?: readonly string[] };
  description: string;
}

/** The relations Kiki knows by itself. A company adds relations in kiki.yaml (`schema: relations:`). */
export const builtInRelations: readonly RelationSpec[] = [
  {
    type: 'REPORTS_TO',
    key: 'REPORTS_TO',
    pairs: [['Person', 'Person']],
    name: 'reports to',
    inverse: 'manages',
    headings: ['Manager', 'Direct reports'],
    cardinality: 'one',
    subject: 'from',
    synonyms: {
      name: [
        'report to',
        'reporting to',
        'answers to',
        'answer to',
        'managed by',
        'work for',
        'works for',
        'working for',
      ],
      inverse: ['manage', 'supervises', 'supervise'],
    },
    nouns: {
      from: ['manager', 'boss', 'supervisor', 'line manager', 'superior'],
      to: ['report', 'direct report', 'subordinate', 'reportee'],
    },
    description: 'The line to the manager. A dotted line is an additional one and never a contradiction.',
  },
  {
    type: 'MEMBER_OF',
    key: 'MEMBER_OF',
    pairs: [['Person', 'Team']],
    name: 'member of',
    inverse: 'members',
    headings: ['Teams', 'Members'],
    cardinality: 'many',
    subject: 'from',
    synonyms: {
      name: [
        'part of',
        'belongs to',
        'belong to',
        'sits on',
        'sit on',
        'serves on',
        'serve on',
        'works in',
        'work in',
        'works for',
        'work for',
        'represents',
        'represent',
        'joined',
        'assigned to',
      ],
    },
    nouns: { from: ['team'], to: ['member', 'membership', 'representative', 'rep'] },
    description: 'A person is in a team, with a role there if there is one.',
  },
  {
    type: 'LEADS',
    key: 'LEADS',
    pairs: [
      ['Person', 'Team'],
      ['Person', 'Project'],
      ['Person', 'System'],
    ],
    name: 'leads',
    inverse: 'led by',
    headings: ['Leads', 'Lead'],
    cardinality: 'many',
    subject: 'to',
    authoritative: true,
    synonyms: {
      name: [
        'lead',
        'leading',
        'co-leads',
        'co-lead',
        'co-led',
        'runs',
        'run',
        'heads',
        'heads up',
        'manages',
        'in charge of',
        'responsible for',
        'steers',
      ],
      inverse: ['run by', 'headed by'],
    },
    nouns: { to: ['lead', 'leader', 'head', 'boss', 'manager', 'team lead', 'project lead', 'director'] },
    description: 'A person answers for a team, project or system. The role says how, for example chair or tech lead.',
  },
  {
    type: 'PART_OF',
    key: 'PART_OF',
    pairs: [
      ['Team', 'Team'],
      ['System', 'System'],
      ['Project', 'Project'],
      ['Procedure', 'Procedure'],
      ['Article', 'Article'],
    ],
    name: 'part of',
    inverse: 'contains',
    headings: ['Part of', 'Parts'],
    cardinality: 'one',
    subject: 'from',
    synonyms: {
      name: [
        'under',
        'within',
        'below',
        'inside',
        'rolls up to',
        'roll up to',
        'rolls into',
        'rolls up into',
        'roll up into',
        'reports into',
        'report into',
        'falls under',
        'fall under',
        'belongs to',
        'belong to',
        'sits in',
        'sits under',
        'sit under',
        'hangs off',
        'hang off',
      ],
      inverse: ['consists of', 'made up of'],
    },
    nouns: {
      from: ['parent', 'parent team', 'above', 'umbrella'],
      to: ['sub-team', 'subteam', 'sub-group', 'subgroup', 'child', 'children', 'component'],
    },
    description: 'A thing sits inside a larger one of its kind, such as a team inside a department.',
  },
  {
    type: 'OWNS',
    key: 'OWNS',
    pairs: [
      ['Team', 'System'],
      ['Person', 'System'],
      ['Team', 'Project'],
      ['Person', 'Project'],
      ['Team', 'Procedure'],
      ['Person', 'Procedure'],
      ['Team', 'Article'],
      ['Person', 'Article'],
      ['Team', 'Term'],
      ['Person', 'Term'],
    ],
    name: 'owns',
    inverse: 'owned by',
    headings: ['Owns', 'Owner'],
    cardinality: 'many',
    subject: 'to',
    authoritative: true,
    synonyms: {
      name: [
        'own',
        'owning',
        'maintains',
        'maintain',
        'responsible for',
        'looks after',
        'look after',
        'takes care of',
        'take care of',
        'accountable for',
        'in charge of',
        'charge of',
        'runs',
        'run',
        'behind',
        'provides',
        'provide',
        'providing',
        'offers',
        'offer',
        'operates',
        'operate',
      ],
      inverse: ['maintained by', 'looked after by', 'run by', 'provided by', 'offered by', 'operated by'],
    },
    nouns: { to: ['owner', 'maintainer', 'responsible', 'accountable', 'responsibility'] },
    description: 'A team or person answers for a thing and keeps it right.',
  },
  {
    type: 'WORKS_ON',
    key: 'WORKS_ON',
    pairs: [
      ['Person', 'Project'],
      ['Team', 'Project'],
      ['Person', 'System'],
      ['Team', 'System'],
    ],
    name: 'works on',
    inverse: 'worked on by',
    headings: ['Works on', 'Worked on by'],
    cardinality: 'many',
    subject: 'from',
    synonyms: {
      name: ['work on', 'working on', 'contributes to', 'contribute to', 'involved in', 'assigned to', 'busy with'],
      inverse: ['staffed by'],
    },
    nouns: { to: ['contributor'] },
    description: 'A person or team puts work into a project or system without owning it.',
  },
  {
    type: 'DEPENDS_ON',
    key: 'DEPENDS_ON',
    pairs: [
      ['System', 'System'],
      ['Project', 'Project'],
      ['Project', 'System'],
      ['Procedure', 'Procedure'],
      ['Procedure', 'System'],
    ],
    name: 'depends on',
    inverse: 'needed by',
    headings: ['Depends on', 'Needed by'],
    cardinality: 'many',
    subject: 'from',
    synonyms: {
      name: [
        'depend on',
        'uses',
        'use',
        'needs',
        'need',
        'requires',
        'require',
        'relies on',
        'rely on',
        'break if',
        'breaks if',
        'break without',
        'stop if',
        'stops if',
        'affected if',
        'affected by',
        'impacted by',
        'hit if',
      ],
      inverse: ['used by', 'required by', 'relied on by'],
    },
    nouns: { from: ['dependency', 'dependencies'], to: ['dependent', 'consumer'] },
    description: 'It does not work without the other.',
  },
  {
    type: 'ABOUT',
    key: 'ABOUT',
    pairs: [
      ['Procedure', '*'],
      ['Article', '*'],
      ['Term', '*'],
    ],
    name: 'about',
    inverse: 'described in',
    headings: ['About', 'Described in'],
    cardinality: 'many',
    subject: 'from',
    description: 'A page or procedure has this as its subject.',
  },
  {
    type: 'MENTIONS',
    key: 'MENTIONS',
    pairs: [['*', '*']],
    name: 'mentions',
    inverse: 'mentioned in',
    headings: ['Mentions', 'Mentioned in'],
    cardinality: 'many',
    subject: 'from',
    description: 'Its text links to the other or names it.',
  },
  {
    type: 'EXPERT_IN',
    key: 'EXPERT_IN',
    pairs: [
      ['Person', 'System'],
      ['Person', 'Term'],
      ['Person', 'Procedure'],
      ['Person', 'Article'],
      ['Person', 'Project'],
    ],
    name: 'expert in',
    inverse: 'experts',
    headings: ['Expert in', 'Experts'],
    cardinality: 'many',
    subject: 'from',
    synonyms: {
      name: ['knows about', 'know about', 'knows', 'know', 'specialist in', 'familiar with', 'experienced with'],
    },
    nouns: { to: ['expert', 'specialist'] },
    description: 'A person who can be asked about it.',
  },
  {
    type: 'SUPERSEDES',
    key: 'SUPERSEDES',
    pairs: [
      ['System', 'same'],
      ['Project', 'same'],
      ['Procedure', 'same'],
      ['Article', 'same'],
      ['Team', 'same'],
    ],
    name: 'replaces',
    inverse: 'replaced by',
    headings: ['Replaces', 'Replaced by'],
    cardinality: 'many',
    subject: 'from',
    synonyms: { name: ['replaced', 'supersedes', 'superseded'], inverse: ['superseded by'] },
    nouns: { from: ['predecessor'], to: ['successor', 'replacement'] },
    description: 'It took the place of the other.',
  },
];

/** The edge type of all relations that a company adds. */
export const extraRelationType = 'RELATES_TO';
