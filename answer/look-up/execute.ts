import { field, has } from './fields.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { chain } from './chain.ts';
import { commonest } from './commonest.ts';
import { contact } from './contact.ts';
import { describe } from './describe.ts';
import { does } from './does.ts';
import { exists } from './exists.ts';
import { experts } from './experts.ts';
import { steps } from './steps.ts';
import { work } from './work.ts';
import { holds } from './holds.ts';
import { idHolders, ids } from './ids.ts';
import { compare } from './compare.ts';
import { list } from './lists.ts';
import { minus } from './minus.ts';
import { extreme, most } from './most.ts';
import type { Query, Want } from './query.ts';
import { way } from './way.ts';
import { both } from './both.ts';
import { related } from './related.ts';

/** Answers one exact question from the graph. Undefined when the graph does not know. */
export function execute(query: Query, want: Want, context: LookUpContext): Promise<Finding | undefined> {
  switch (query.look) {
    case 'related':
      return related(query, want, context);
    case 'both':
      return both(query, want, context);
    case 'list':
      return list(query, want, context);
    case 'most':
      return most(query, context);
    case 'commonest':
      return commonest(query, context);
    case 'exists':
      return exists(query, context);
    case 'extreme':
      return extreme(query, context);
    case 'minus':
      return minus(query, want, context);
    case 'compare':
      return compare(query, context);
    case 'does':
      return does(query, context);
    case 'way':
      return way(query, context);
    case 'holds':
      return holds(query, context);
    case 'field':
      return field(query, want, context);
    case 'has':
      return has(query, context);
    case 'id':
      return ids(query, context);
    case 'holder':
      return idHolders(query, context);
    case 'chain':
      return chain(query.of, context);
    case 'work':
      return work(query.of, context);
    case 'contact':
      return contact(query.of, context);
    case 'experts':
      return experts(query.of, context);
    case 'steps':
      return steps(query.of, context);
    case 'describe':
      return describe(query.of, context);
  }
}
