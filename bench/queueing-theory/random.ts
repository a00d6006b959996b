/** Streams of chance: one for each source of it, so that a change in one leaves the others as they were. */
import { randomBernoulli, randomExponential, randomGamma, randomLogNormal, randomUniform } from "d3-random";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

export type Draw = () => number;

/** Numbers from 0 to 1; other names, seeds and runs give streams that have nothing to do with each other. */
export function stream(seed: number, run: number, name: string): Draw {
  const generator = xoroshiro128plusFromState([0, 1, 2, 3].map((part) => hash(`${part} ${seed} ${run} ${name}`)));
  return () => uniformFloat64(generator);
}

/** FNV-1a with the final mix of MurmurHash3. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}

/** A distribution of times, in seconds. */
export type Law = {
  mean: number;
  from: (source: Draw) => Draw;
  /** The integral of the chance to last longer, from 0 to `at`. */
  survival: (at: number) => number;
};

export const exponential = (mean: number): Law => ({
  mean,
  from: (source) => randomExponential.source(source)(1 / mean),
  survival: (at) => mean * (1 - Math.exp(-at / mean)),
});

export const uniform = (low: number, high: number): Law => ({
  mean: (low + high) / 2,
  from: (source) => randomUniform.source(source)(low, high),
  survival: (at) => {
    if (at <= low) return at;
    const beyond = Math.min(at, high) - low;
    return low + beyond - beyond ** 2 / (2 * (high - low));
  },
});

/** Lognormal, by mean and squared coefficient of variation; its survival is not needed. */
export const lognormal = (mean: number, scv: number): Law => {
  const variance = Math.log(1 + scv);
  return {
    mean,
    from: (source) => randomLogNormal.source(source)(Math.log(mean) - variance / 2, Math.sqrt(variance)),
    survival: () => Number.NaN,
  };
};

export const gamma = (source: Draw, shape: number, scale: number): Draw =>
  randomGamma.source(source)(shape, scale) as Draw;

export const bernoulli = (source: Draw, chance: number): Draw => randomBernoulli.source(source)(chance);
