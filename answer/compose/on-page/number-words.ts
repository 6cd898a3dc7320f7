/** Numbers as pages and questions write them in words, each at its place: "three" is the fourth. */
export const numberWords: readonly string[] =
  'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
