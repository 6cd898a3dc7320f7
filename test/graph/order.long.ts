import { test } from '@jest/globals';
import { checkOrderDoesNotMatter } from '../support/order-property.ts';

test('any of many orders and repetitions of writes gives the same graph', () => checkOrderDoesNotMatter(500), 900_000);
