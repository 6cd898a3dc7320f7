/** Several people, by what they are; "servers" and "clusters" are none. */
export const personNouns: ReadonlySet<string> = new Set(
  (
    'people folks men women admins administrators mods moderators maintainers reviewers approvers owners codeowners members committers ' +
    'contributors engineers developers devs programmers designers testers architects analysts scientists researchers technicians ' +
    'operators responders releasers triagers translators writers authors editors publishers leads leaders coleads directors managers ' +
    'supervisors coordinators organisers organizers facilitators planners heads chiefs chairs officers founders partners ' +
    'representatives reps delegates ambassadors advocates champions captains stewards wardens guards keepers holders liaisons ' +
    'councillors councilors counsellors counselors advisers advisors consultants specialists experts fellows associates assistants ' +
    'interns trainees apprentices mentors trainers teachers instructors volunteers buddies agents clerks nurses inspectors auditors ' +
    'investigators sponsors buyers sellers recruiters'
  ).split(' '),
);

/** Words for several people behind the name of their team, or of what they make. */
export const crowdWords = new Set([
  'devs',
  'people',
  'folks',
  'folk',
  'guys',
  'crew',
  'gang',
  'lot',
  'ones',
  'crowd',
  'peeps',
  'bunch',
]);
