import { calledNumbers } from "../isa/called-numbers.ts";
import { changesPacket } from "../kernel/helpers/changes-packet.ts";
import { helperNames } from "../kernel/helpers/helper-names.ts";
import { helperMaySleep } from "../kernel/helpers/sleeping-helpers.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { calledKfuncs } from "../kernel/kfuncs/called-kfuncs.ts";
import type { LinkedProgram } from "../object/linked-object.ts";
import { codeBehind } from "./code-behind.ts";

/** What a function, or one that it calls, may do to what its callers rely on. */
export interface FunctionEffects {
  readonly changesPacket: boolean;
  readonly callsSleepingHelper: boolean;
  readonly callsSleepingKfunc: boolean;
}

/** The marks that the verifier gives functions, dead code among it (check_cfg, kernel/bpf/cfg.c, v7.3). */
export function effectsOf(
  kernel: Kernel,
  program: Pick<LinkedProgram, "functions" | "instructions" | "programType" | "flags">,
  entry: number,
): FunctionEffects {
  const code = codeBehind(program, entry).map(({ instruction }) => instruction);
  const names = helperNames(kernel.btf);
  const called = calledNumbers(code, "helper").flatMap((id) => names.get(id) ?? []);
  const kfuncs = calledKfuncs(kernel.btf, code);
  return {
    changesPacket: [...called, ...kfuncs].some((name) => changesPacket.has(name)),
    callsSleepingHelper: called.some((name) => helperMaySleep(name, program)),
    callsSleepingKfunc: kfuncs.some((name) => kernel.kfuncs.get(name)?.flags.includes("KF_SLEEPABLE")),
  };
}
