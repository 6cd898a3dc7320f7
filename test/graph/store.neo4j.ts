import { afterAll } from '@jest/globals';
import { oneNeo4j } from '../support/engines.ts';
import { describeStore } from './store-contract.ts';

const neo4j = oneNeo4j();
afterAll(neo4j.end);

describeStore('Neo4j', neo4j.openEmpty);
