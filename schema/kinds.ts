/** How the values of a field are written, checked and shown. */
export type FieldType = 'text' | 'markdown' | 'number' | 'boolean' | 'date' | 'url' | 'email' | 'list' | 'choice';

/** One value a `choice` field may have. */
export interface Choice {
  value: string;
  /** Other ways sources write it; compared folded. */
  synonyms?: readonly string[];
  /** False for a value that takes the entity out of counts and lists unless asked for: left, archived, retired. */
  counted?: boolean;
}

export interface FieldSpec {
  /** Key in claims, records, the API and the graph: camelCase. */
  name: string;
  /** What a page calls it. */
  label: string;
  type: FieldType;
  description: string;
  /** Other words people use when they ask for it. */
  synonyms?: readonly string[];
  /** For `choice`: the values. */
  choices?: readonly Choice[];
  /** For `choice`: what an entity counts as when no source says. */
  assumed?: string;
  /** The values name sorts of the kind, so people use them as nouns: "how many working groups". */
  noun?: boolean;
  /** People say a part of the value for the whole: "Berlin" for "Berlin, Germany", "engineer" for "Senior Engineer". */
  saidInPart?: boolean;
}

export interface KindSpec {
  /** Label in the graph and `kind` in the API: PascalCase. */
  name: string;
  singular: string;
  plural: string;
  description: string;
  /** Other nouns people use for it, in the singular. */
  synonyms?: readonly string[];
  fields: readonly FieldSpec[];
  /** Whether two sources that give the same name mean the same thing. A page title like "Overview" does not say so. */
  nameIdentifies: boolean;
}

/** Fields that every kind has. `name` and `aliases` are fields like others: claimed by sources, ranked, with provenance. */
export const commonFields: readonly FieldSpec[] = [
  { name: 'name', label: 'Name', type: 'text', description: 'What it is called.' },
  { name: 'aliases', label: 'Also called', type: 'list', description: 'Other names, abbreviations, former names.' },
  {
    name: 'description',
    label: 'Description',
    type: 'text',
    description: 'What it is, in a sentence or two.',
    synonyms: ['purpose', 'mission', 'responsibility', 'definition', 'summary'],
  },
  {
    name: 'url',
    label: 'Link',
    type: 'url',
    description: 'Where it lives outside Kiki.',
    synonyms: ['website', 'page', 'homepage'],
  },
];

const chat: FieldSpec = {
  name: 'chat',
  label: 'Chat',
  type: 'text',
  description: 'Channel or handle in the company chat.',
  synonyms: ['channel', 'slack', 'slack channel', 'chat channel', 'stream'],
};

const email: FieldSpec = {
  name: 'email',
  label: 'E-mail',
  type: 'email',
  description: 'Address for mail.',
  synonyms: [
    'email',
    'mail',
    'email address',
    'e-mail address',
    'mail address',
    'mailbox',
    'mailing list',
    'contact address',
  ],
};

/** A person has no mailing list. */
const ownEmail: FieldSpec = {
  ...email,
  synonyms: (email.synonyms ?? []).filter((said) => said !== 'mailing list'),
};

const location: FieldSpec = {
  name: 'location',
  label: 'Location',
  type: 'text',
  description: 'Office or city.',
  synonyms: ['office', 'city', 'site', 'based', 'located', 'sit', 'seat', 'live'],
  saidInPart: true,
};

const projectDate = (name: string, label: string, description: string, synonyms: string[]): FieldSpec => ({
  name,
  label,
  type: 'date',
  description,
  synonyms,
});

const lifecycle: FieldSpec = {
  name: 'status',
  label: 'Status',
  type: 'choice',
  description: 'Where it is in its life.',
  synonyms: ['state', 'lifecycle'],
  assumed: 'active',
  choices: [
    { value: 'active', synonyms: ['live', 'production', 'in production', 'current'] },
    { value: 'planned', synonyms: ['proposed', 'experimental', 'draft', 'in development'] },
    { value: 'deprecated', synonyms: ['legacy', 'sunset'] },
    { value: 'archived', synonyms: ['retired', 'inactive', 'closed', 'decommissioned', 'dissolved'], counted: false },
  ],
};

/** The kinds Kiki knows by itself. A company adds kinds and fields in kiki.yaml (`schema:`). */
export const builtInKinds: readonly KindSpec[] = [
  {
    name: 'Person',
    singular: 'person',
    plural: 'people',
    description: 'Someone who works here, worked here, or a position to be filled.',
    synonyms: ['employee', 'colleague', 'member', 'staff', 'human', 'ppl', 'individual', 'folk', 'worker'],
    nameIdentifies: true,
    fields: [
      {
        name: 'title',
        label: 'Title',
        type: 'text',
        description: 'Job title.',
        synonyms: ['job title', 'role', 'position', 'job'],
        saidInPart: true,
      },
      {
        name: 'status',
        label: 'Status',
        type: 'choice',
        description: 'Whether the person is here. Headcount is active and on leave.',
        assumed: 'active',
        choices: [
          { value: 'active', synonyms: ['employed', 'current', 'here', 'working'] },
          {
            value: 'on leave',
            synonyms: ['leave', 'loa', 'leave of absence', 'parental leave', 'sabbatical', 'sick leave'],
          },
          {
            value: 'left',
            synonyms: ['leaver', 'former', 'terminated', 'inactive', 'alumni', 'departed', 'offboarded'],
            counted: false,
          },
          {
            value: 'vacancy',
            synonyms: ['vacant', 'open', 'open position', 'open role', 'open job', 'unfilled', 'tbh', 'to be hired'],
            counted: false,
          },
          {
            value: 'external',
            synonyms: ['contractor', 'consultant', 'freelancer', 'contingent', 'external person'],
            counted: false,
          },
        ],
      },
      ownEmail,
      {
        name: 'phone',
        label: 'Phone',
        type: 'text',
        description: 'Telephone number.',
        synonyms: ['telephone', 'phone number', 'mobile', 'extension', 'phone extension'],
      },
      chat,
      location,
      {
        name: 'timezone',
        label: 'Time zone',
        type: 'text',
        description: 'Time zone, for example Europe/Stockholm.',
        synonyms: ['time zone', 'tz'],
      },
      {
        name: 'startDate',
        label: 'Started',
        type: 'date',
        description: 'First day in the company.',
        synonyms: ['start date', 'joined', 'join', 'start', 'hire date', 'hired', 'began'],
      },
    ],
  },
  {
    name: 'Team',
    singular: 'team',
    plural: 'teams',
    description: 'People who work together: a department, squad, working group or committee.',
    synonyms: ['group', 'department', 'unit', 'squad', 'division', 'org', 'crew'],
    nameIdentifies: true,
    fields: [
      {
        name: 'type',
        label: 'Type',
        type: 'text',
        description: 'What this sort of team is called here: department, squad, working group.',
        synonyms: ['sort'],
        noun: true,
      },
      lifecycle,
      email,
      chat,
      location,
    ],
  },
  {
    name: 'System',
    singular: 'system',
    plural: 'systems',
    description: 'Something that runs or is built: a service, application, library, repository.',
    synonyms: ['service', 'application', 'app', 'tool', 'component', 'platform', 'product', 'repository', 'repo'],
    nameIdentifies: true,
    fields: [
      {
        name: 'type',
        label: 'Type',
        type: 'text',
        description: 'Service, application, library, repository, data set.',
        synonyms: ['sort'],
        noun: true,
      },
      lifecycle,
      {
        name: 'criticality',
        label: 'Criticality',
        type: 'text',
        description: 'How much depends on it: tier 1, critical, low.',
        synonyms: ['tier', 'priority', 'importance', 'critical'],
      },
      {
        name: 'repository',
        label: 'Repository',
        type: 'url',
        description: 'Where the source code is.',
        synonyms: ['repo', 'source code', 'code'],
      },
      {
        name: 'onCall',
        label: 'On call',
        type: 'text',
        description: 'Who to page, or where the rota is.',
        synonyms: ['on-call', 'rota', 'pager'],
      },
      chat,
    ],
  },
  {
    name: 'Project',
    singular: 'project',
    plural: 'projects',
    description: 'Work with an aim and an end.',
    synonyms: ['initiative', 'programme', 'program', 'workstream', 'epic'],
    nameIdentifies: true,
    fields: [
      {
        name: 'status',
        label: 'Status',
        type: 'text',
        description: 'How it stands: on track, at risk, blocked, done.',
        synonyms: ['state', 'progress', 'health', 'standing', 'going'],
      },
      { name: 'statusNote', label: 'Status note', type: 'text', description: 'Why it stands so, and what is next.' },
      projectDate('startDate', 'Started', 'First day of the work.', ['start date', 'start', 'begin']),
      projectDate('dueDate', 'Due', 'When it is to be done.', [
        'due date',
        'due',
        'deadline',
        'target date',
        'end date',
        'finish',
        'done',
        'completed',
        'complete',
        'ready',
        'over',
        'launch',
        'go live',
      ]),
      {
        name: 'goal',
        label: 'Goal',
        type: 'text',
        description: 'What will be true when it is done.',
        synonyms: ['aim', 'objective', 'outcome'],
      },
      chat,
    ],
  },
  {
    name: 'Procedure',
    singular: 'procedure',
    plural: 'procedures',
    description: 'How something is done here, step by step.',
    synonyms: ['process', 'runbook', 'playbook', 'how-to', 'checklist', 'guide', 'instruction'],
    nameIdentifies: true,
    fields: [
      {
        name: 'prerequisites',
        label: 'Before you start',
        type: 'list',
        description: 'What must be true or at hand first.',
        synonyms: ['prerequisite', 'requirement', 'before', 'precondition'],
      },
      {
        name: 'appliesTo',
        label: 'Applies to',
        type: 'text',
        description: 'For whom or where it holds.',
        synonyms: ['scope', 'applies'],
      },
      {
        name: 'lastVerified',
        label: 'Last verified',
        type: 'date',
        description: 'When someone last checked that it is still right.',
        synonyms: ['verified', 'last reviewed', 'reviewed'],
      },
      lifecycle,
    ],
  },
  {
    name: 'Article',
    singular: 'article',
    plural: 'articles',
    description: 'A page of knowledge: a policy, a guide, a decision, background.',
    synonyms: ['page', 'document', 'doc', 'policy', 'policies', 'guideline', 'note', 'handbook page'],
    nameIdentifies: false,
    fields: [
      {
        name: 'category',
        label: 'Category',
        type: 'text',
        description: 'Where it belongs: policy, guide, decision.',
        synonyms: ['section', 'topic'],
        noun: true,
      },
      lifecycle,
    ],
  },
  {
    name: 'Term',
    singular: 'term',
    plural: 'terms',
    description: 'A word or abbreviation that means something here.',
    synonyms: ['abbreviation', 'acronym', 'glossary entry', 'word', 'concept'],
    nameIdentifies: true,
    fields: [],
  },
];

const builtInNames = new Set(builtInKinds.map(({ name }) => name));

/** Whether Kiki knows a kind by itself. */
export function isBuiltInKind(name: string): boolean {
  return builtInNames.has(name);
}
