/** Where a figure lies, 95 times of 100: from, to. */
export type Interval = readonly [low: number, high: number];

/** Quantile of the normal distribution for 95 % on both sides. */
const z = 1.959963984540054;

/**
 * The interval of a share, also of a few questions and of none or all of them.
 *
 * Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
 */
export function wilson(right: number, all: number): Interval {
  if (all === 0) return [0, 1];
  const share = right / all;
  const middle = share + z ** 2 / (2 * all);
  const half = z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  const scale = 1 + z ** 2 / all;
  // The ends are exact: rounding may put them a little aside.
  return [right === 0 ? 0 : (middle - half) / scale, right === all ? 1 : (middle + half) / scale];
}

const resamples = 2_000;

/** The interval of a mean by drawing samples of the values, with the same draws every time (bootstrap, percentiles). */
export function bootstrap(values: readonly number[]): Interval {
  if (values.length === 0) return [0, 1];
  const random = createRandom(20_261_129);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn += 1) sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort();
  const at = (share: number) => means[Math.round(share * (resamples - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}

/** Numbers from 0 up to 1 that are the same for the same seed (Lehmer's generator, Park and Miller's constants). */
function createRandom(seed: number): () => number {
  let state = seed % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}
