import { normalise } from '../normalise.ts';

/** How the states of a text's tokens become one vector. `first`: the state of the first token (CLS). `mean`: the mean of all. */
export type Pooling = 'first' | 'mean';

/**
 * One vector of length 1 from the states of the tokens of one text.
 *
 * @param states the model's last hidden states, token after token, without padding
 * @param dimensions length of one token's state
 * @throws RangeError when the states are not a whole number of tokens, or have no direction.
 */
export function pool(states: Float32Array, dimensions: number, pooling: Pooling): Float32Array {
  const tokens = states.length / dimensions;
  if (!Number.isInteger(tokens) || tokens === 0) {
    throw new RangeError(`The model gave ${states.length} numbers, which are not states of ${dimensions} each`);
  }
  return normalise(pooling === 'first' ? states.subarray(0, dimensions) : mean(states, dimensions, tokens));
}

function mean(states: Float32Array, dimensions: number, tokens: number): Float64Array {
  const sums = new Float64Array(dimensions);
  for (let at = 0; at < states.length; at += 1) {
    const dimension = at % dimensions;
    sums[dimension] = (sums[dimension] ?? 0) + (states[at] ?? 0);
  }
  return sums.map((sum) => sum / tokens);
}
