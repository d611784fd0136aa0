import type { Btf } from "../btf/btf.ts";
import { GlobalFunctions } from "../kernel/functions/global-functions.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { effectsOf } from "./function-effects.ts";
import type { ProgramImage } from "./program-image.ts";

/** Calls of the global functions of all that runs. Not modelled: that a function which is replaced counts for what it may do itself. */
export const globalFunctions = (kernel: Kernel, btf: Btf, image: ProgramImage): GlobalFunctions =>
  new GlobalFunctions(kernel, btf, image.functions, (start) => {
    const { changesPacket, callsSleepingHelper, callsSleepingKfunc } = effectsOf(kernel, image, start);
    return { changesPacket, maySleep: callsSleepingHelper || callsSleepingKfunc };
  });
