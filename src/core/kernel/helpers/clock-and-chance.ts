import type { Kernel } from "../kernel.ts";
import type { HelperModel } from "./helper.ts";

const clock = (name: HelperModel["name"]): HelperModel => ({
  name,
  notModelled: ["Time: the clock starts at one second and moves on by a microsecond at each reading."],
  call: ({ clock }) => clock.read(),
});

/** xorshift32 (Marsaglia, 2003), from the same seed in each run. */
const SEED = 0x9e37_79b9;
const states = new WeakMap<Kernel, number>();

/** 32 bits of chance. */
export function nextRandom(kernel: Kernel): bigint {
  let state = states.get(kernel) ?? SEED;
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  states.set(kernel, state);
  return BigInt(state >>> 0);
}

export const clockAndChance: readonly HelperModel[] = [
  clock("bpf_ktime_get_ns"),
  clock("bpf_ktime_get_boot_ns"),
  clock("bpf_ktime_get_coarse_ns"),
  clock("bpf_ktime_get_tai_ns"),
  {
    name: "bpf_jiffies64",
    notModelled: ["Time: ticks count from 0 and come 250 times a second; a machine's first ones are below 2^32."],
    call: ({ clock }) => clock.jiffies,
  },
  { name: "bpf_get_prandom_u32", notModelled: ["Chance: each run gets the same numbers."], call: nextRandom },
];
