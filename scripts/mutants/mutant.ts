/** A check, and how it is taken out of the code. */
export interface Mutant {
  /** What holds as long as the check is there. */
  gate: string;
  /** Where it is, from the checkout. */
  file: string;
  /** Stands there exactly once. */
  find: string;
  put: string;
  /** Tests, as paths for Jest, of which one is to fail. All of `test/bot` are tried when none of these does. */
  tests: readonly string[];
}
