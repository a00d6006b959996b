/** How often chance alone takes an object past its limit: contacts come as a Poisson process, each to a random shard. */

/** That a Poisson number of this mean, which is not above the limit, is above `limit`. */
export function tail(mean: number, limit: number): number {
  let term = Math.exp(-mean);
  for (let k = 1; k <= limit + 1; k++) term *= mean / k;
  let sum = 0;
  // Terms shrink at least by mean / k from here on: sixty are far more than doubles can hold.
  for (let k = limit + 2; k < limit + 62; k++) {
    sum += term;
    term *= mean / k;
  }
  return sum;
}

/** That no shard has more than `limit` in any of so many seconds. */
export const staysWithin = (perShard: number, limit: number, shards: number, seconds: number): number =>
  Math.exp(shards * seconds * Math.log1p(-tail(perShard, limit)));

/** The largest value for which `holds`, from 0 to `most`; `holds` must hold up to some value and not beyond. */
export function largest(most: number, holds: (value: number) => boolean): number {
  let low = 0;
  let high = most;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
