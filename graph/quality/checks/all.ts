import type { QualityCheck } from '../check.ts';
import { brokenLinks } from './broken-links.ts';
import { contradictions } from './contradictions.ts';
import { duplicates } from './duplicates.ts';
import { orphans } from './orphans.ts';
import { overdue } from './overdue.ts';
import { peopleWithoutManager } from './people-without-manager.ts';
import { sources } from './sources.ts';
import { teamsWithoutLead } from './teams-without-lead.ts';
import { unlinkedPages } from './unlinked-pages.ts';
import { unownedProcedures, unownedSystems } from './unowned.ts';
import { unresolved } from './unresolved.ts';

/** Every check, in the order of the report: what misleads readers first. */
export const allChecks: readonly QualityCheck[] = [
  contradictions,
  overdue,
  sources,
  unresolved,
  duplicates,
  brokenLinks,
  unownedProcedures,
  unownedSystems,
  teamsWithoutLead,
  peopleWithoutManager,
  unlinkedPages,
  orphans,
];
