import { clockAndChance } from "./clock-and-chance.ts";
import type { HelperModel } from "./helper.ts";
import { printing } from "./print.ts";
import { probeRead } from "./probe-read.ts";
import { processor } from "./processor.ts";
import { xdp } from "./xdp.ts";

/** Every BPF helper that has a model, by family. */
export const helpers: readonly HelperModel[] = [...clockAndChance, ...processor, ...xdp, ...probeRead, ...printing];
