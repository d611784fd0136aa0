import { type DescribedInstruction, describeAll, functionTarget } from "../../isa/control-flow.ts";
import { changesPacket } from "../../kernel/helpers/changes-packet.ts";
import { maySleep } from "../../kernel/helpers/helper-facts.ts";
import { helperNames } from "../../kernel/helpers/helper-names.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import type { LinkedProgram } from "../../object/linked-object.ts";

/** What a function, or one that it calls, may do to what its callers rely on. */
export interface FunctionEffects {
  readonly changesPacket: boolean;
  readonly callsSleepingHelper: boolean;
  readonly callsSleepingKfunc: boolean;
  readonly throws: boolean;
}

/** The instructions of a function and of all that it calls or takes the address of. */
function codeBehind({ functions, instructions }: LinkedProgram, entry: number): DescribedInstruction[] {
  const seen = new Set<number>();
  const found: DescribedInstruction[] = [];
  const open = [entry];
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    const range = functions.find((each) => each.start === start);
    if (!range || seen.has(start)) continue;
    seen.add(start);
    const code = describeAll(instructions.filter(({ slot }) => slot >= range.start && slot < range.end));
    found.push(...code);
    open.push(...code.flatMap(({ operation, instruction }) => functionTarget(operation, instruction) ?? []));
  }
  return found;
}

/** The marks that the verifier gives functions, dead code among it (check_cfg, kernel/bpf/cfg.c, v7.3). */
export function effectsOf(kernel: Kernel, program: LinkedProgram, entry: number): FunctionEffects {
  const calls = codeBehind(program, entry).flatMap(({ operation, instruction: { imm } }) =>
    operation.kind === "call" ? [{ target: operation.target, imm }] : [],
  );
  const called = calls.flatMap(({ target, imm }) =>
    target === "helper" ? (helperNames(kernel.btf).get(imm) ?? []) : [],
  );
  const kfuncs = calls.flatMap(({ target, imm }) => {
    const type = target === "kfunc" ? kernel.btf.type(imm) : undefined;
    return type?.kind === "func" ? [type.name] : [];
  });
  return {
    changesPacket: called.some((name) => changesPacket.has(name)) || kfuncs.includes("bpf_xdp_pull_data"),
    callsSleepingHelper: called.some((name) => maySleep(kernel.helpers, name)),
    callsSleepingKfunc: kfuncs.some((name) => kernel.kfuncs.get(name)?.flags.includes("KF_SLEEPABLE")),
    throws: kfuncs.includes("bpf_throw"),
  };
}
