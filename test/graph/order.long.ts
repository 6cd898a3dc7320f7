import { test } from '@jest/globals';
import { emptyNeo4j } from '../support/engines.ts';
import { checkOrderDoesNotMatter } from '../support/order-property.ts';

test('any of many orders and repetitions of writes gives the same graph', () => checkOrderDoesNotMatter(500), 900_000);

test('so it does on Neo4j', () => checkOrderDoesNotMatter(50, emptyNeo4j), 900_000);
