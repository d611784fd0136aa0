import { randomInt } from "node:crypto";
import fc from "fast-check";

/** Any number; the same in each run, so that a run fails only because of a change. */
const FIXED_SEED = 20_260_401;

/** KFDOC_FUZZ_SEED is another seed in place of the fixed one, or `random` for one that is printed. */
function chooseSeed(chosen: string | undefined): number {
  if (!chosen) return FIXED_SEED;
  if (chosen !== "random") {
    if (/^-?\d{1,10}$/.test(chosen)) return Number(chosen);
    throw new Error(`KFDOC_FUZZ_SEED is a whole number or "random", not ${chosen}`);
  }
  const seed = randomInt(2 ** 31);
  console.info(`KFDOC_FUZZ_SEED=${seed}`);
  return seed;
}

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: chooseSeed(process.env.KFDOC_FUZZ_SEED) });
