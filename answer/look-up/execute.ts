import { field } from './fields.ts';
import type { Finding, LookUpContext } from './finding.ts';
import { chain, contact, describe, experts, steps, work } from './forms.ts';
import { holds } from './holds.ts';
import { list, most } from './lists.ts';
import type { Query, Want } from './query.ts';
import { both, related } from './related.ts';

/** Answers one exact question from the graph. Undefined when the graph does not know. */
export function execute(query: Query, want: Want, context: LookUpContext): Promise<Finding | undefined> {
  switch (query.look) {
    case 'related':
      return related(query, want, context);
    case 'both':
      return both(query.queries, want, context);
    case 'list':
      return list(query, want, context);
    case 'most':
      return most(query, context);
    case 'holds':
      return holds(query, context);
    case 'field':
      return field(query, context);
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
