import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { counted } from "../../words/counted.ts";
import { type ContextModel, RefusedInput, type ReturnRange, UnmodelledInput } from "./context.ts";
import { type FunctionArgument, functionArguments, type Prototype, prototypeAt } from "./function-arguments.ts";
import { boolHooks, disabledHooks, sleepableHooks, untrustedHooks } from "./lsm-hooks.ts";

const MAX_ERRNO = 4095;

interface Hook {
  readonly id: TypeId;
  readonly prototype: Prototype;
}

/** The function that stands for a hook: `bpf_lsm_<name>`. */
function findHook(btf: Btf, name: string): Hook | undefined {
  const id = btf.find("func", `bpf_lsm_${name}`);
  const prototype = prototypeAt(btf, id);
  return id !== undefined && prototype ? { id, prototype } : undefined;
}

/** The types of a hook's arguments; undefined where the facts hold no such hook. */
export const hookArguments = (btf: Btf, name: string): readonly TypeId[] | undefined =>
  findHook(btf, name)?.prototype.params.map(({ type }) => type);

const isVoid = (btf: Btf, { prototype }: Hook): boolean => btf.resolved(prototype.returns).kind === "void";

/** bpf_lsm_get_retval_range (kernel/bpf/bpf_lsm.c) and return_retval_range (kernel/bpf/verifier.c, v7.3). */
function returnRange(btf: Btf, attachType: string | undefined, name: string): ReturnRange | undefined {
  const hook = findHook(btf, name);
  if (!hook) return undefined;
  if (attachType === "BPF_LSM_CGROUP") return isVoid(btf, hook) ? { least: 1, most: 1 } : { least: 0, most: 1 };
  if (isVoid(btf, hook)) return undefined;
  return boolHooks.has(name) ? { least: 0, most: 1, is32Bit: true } : { least: -MAX_ERRNO, most: 0, is32Bit: true };
}

function refuseHook(name: string, isSleepable: boolean): void {
  if (disabledHooks.has(name)) throw new RefusedInput(`The kernel attaches no program to the hook ${name}`, []);
  if (!isSleepable || sleepableHooks.has(name)) return;
  throw new RefusedInput(`The hook ${name} is not sleepable`, [], 'Use SEC("lsm/…").');
}

/** The hook's arguments and, behind them, what programs that ran before have returned. */
function argumentsOf(hook: Hook, name: string): FunctionArgument[] {
  const isTrusted = !untrustedHooks.has(name);
  return [
    ...hook.prototype.params.map((parameter) => ({
      type: parameter.type,
      name: parameter.name,
      isTrusted,
      isNullable: parameter.name.endsWith("__nullable"),
    })),
    { type: hook.prototype.returns, name: "what ran before returned", isTrusted: false },
  ];
}

/**
 * LSM programs, also of cgroups: a scenario names the hook's arguments and may name, behind them, what the programs
 * before returned, which is 0 otherwise.
 */
export const lsm: ContextModel = {
  programType: "BPF_PROG_TYPE_LSM",
  attachTypes: ["BPF_LSM_MAC", "BPF_LSM_CGROUP"],
  packet: "none",
  notModelled: ["What the hook decides on: the program runs once, with the arguments that the scenario names."],
  returnRange: (attachType, { target, btf }) => returnRange(btf, attachType, target),
  enter(kernel, { args = [], target = "" }) {
    const hook = findHook(kernel.btf, target);
    if (!hook) throw new UnmodelledInput(`The facts about the kernel hold no hook ${target}`, []);
    refuseHook(target, kernel.program.flags.includes("BPF_F_SLEEPABLE"));
    const wanted = argumentsOf(hook, target);
    const least = wanted.length - 1;
    if (args.length !== least && args.length !== wanted.length) {
      const message = `The hook has ${counted(least, "argument")} and the scenario names ${args.length}`;
      const help = `Name ${least} in \`context\`; what earlier programs returned may follow.`;
      throw new RefusedInput(message, args.length > 0 ? ["context"] : [], help);
    }
    return {
      region: functionArguments(kernel, args, wanted, { name: target, hasReturn: true, id: hook.id }),
      returnsNothing: kernel.program.attachType !== "BPF_LSM_CGROUP" && isVoid(kernel.btf, hook),
    };
  },
};
