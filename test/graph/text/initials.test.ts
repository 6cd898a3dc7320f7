import { describe, expect, test } from '@jest/globals';
import { initialsOf } from '../../../graph/text/initials.ts';

describe('initials', () => {
  test.each([
    ['New York City', ['nyc']],
    ['Code of Conduct Committee', ['cocc', 'ccc']],
    ['Container Runtime Interface: Testing Policy', ['cri']],
    ['Work in Progress', ['wip']],
    ['Human Resources', []],
    ['Cold store doors that were left open by nobody we know, and others', []],
    ['', []],
  ])('of %s', (name, initials) => {
    expect(initialsOf(name)).toEqual(initials);
  });
});
