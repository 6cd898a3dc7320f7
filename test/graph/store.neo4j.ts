import { emptyNeo4j } from '../support/engines.ts';
import { describeStore } from './store-contract.ts';

describeStore('Neo4j', emptyNeo4j);
