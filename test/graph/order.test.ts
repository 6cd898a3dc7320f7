import { test } from '@jest/globals';
import { checkOrderDoesNotMatter } from '../support/order-property.ts';

test('any order and repetition of writes gives the same graph', () => checkOrderDoesNotMatter(10), 120_000);
