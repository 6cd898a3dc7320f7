import { describe } from '@jest/globals';
import type { OpenEmpty } from '../support/engines.ts';
import { describeAsked } from './contract/asked.ts';
import { describeDisputes } from './contract/disputes.ts';
import { describeReverting } from './contract/reverting.ts';
import { describePast } from './contract/past.ts';
import { describeDuplicates } from './contract/duplicates.ts';
import { describeEditing } from './contract/editing.ts';
import { describeFinding } from './contract/finding.ts';
import { describeGone } from './contract/gone.ts';
import { describeDays } from './contract/days.ts';
import { describeHostile } from './contract/hostile.ts';
import { describeMerging } from './contract/merging.ts';
import { describeLocks } from './contract/locks.ts';
import { describeMembers } from './contract/members.ts';
import { describeConcurrency } from './contract/concurrency.ts';
import { describeSlack } from './contract/slack.ts';
import { describeShapes } from './contract/shapes.ts';
import { describeProposals } from './contract/proposals.ts';
import { describeRank } from './contract/rank.ts';
import { describeRecords } from './contract/records.ts';
import { describeSafety } from './contract/safety.ts';
import { describeSeveralSources } from './contract/several-sources.ts';
import { describeSuggestions } from './contract/suggestions.ts';
import { describeTraversal } from './contract/traversal.ts';
import { describeVerifying } from './contract/verifying.ts';
import { describeVisibility } from './contract/visibility.ts';

/** What every engine must do. Run by each of them. */
export function describeStore(name: string, openEmpty: OpenEmpty): void {
  describe(`graph store on ${name}`, () => {
    describeRecords(openEmpty);
    describeSeveralSources(openEmpty);
    describeGone(openEmpty);
    describeFinding(openEmpty);
    describeTraversal(openEmpty);
    describeVisibility(openEmpty);
    describeEditing(openEmpty);
    describeMerging(openEmpty);
    describeDisputes(openEmpty);
    describeReverting(openEmpty);
    describePast(openEmpty);
    describeVerifying(openEmpty);
    describeDays(openEmpty);
    describeHostile(openEmpty);
    describeMembers(openEmpty);
    describeConcurrency(openEmpty);
    describeShapes(openEmpty);
    describeRank(openEmpty);
    describeSafety(openEmpty);
    describeDuplicates(openEmpty);
    describeProposals(openEmpty);
    describeSuggestions(openEmpty);
    describeAsked(openEmpty);
    describeLocks(openEmpty);
    describeSlack(openEmpty);
  });
}
