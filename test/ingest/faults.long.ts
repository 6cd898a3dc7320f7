import { emptyNeo4j } from '../support/engines.ts';
import { describeRunFaults } from './faults-contract.ts';

describeRunFaults('Neo4j', emptyNeo4j);
