/**
 * The vector with length 1, so that a dot product is a cosine.
 *
 * @throws RangeError when it has no direction: a number that is not finite, or zeros only.
 */
export function normalise(vector: ArrayLike<number>): Float32Array {
  const values = Float64Array.from(vector);
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  if (!Number.isFinite(length) || length === 0) {
    throw new RangeError('The model gave a vector without direction: zeros, or something that is not a finite number');
  }
  return Float32Array.from(values, (value) => value / length);
}
