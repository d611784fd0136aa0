import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { counted } from "../../words/counted.ts";
import type { NamedArgument } from "./argument-slots.ts";
import { type ContextModel, RefusedInput, UnmodelledInput } from "./context.ts";
import { functionArguments, prototypeAt } from "./function-arguments.ts";
import { enterSession } from "./session.ts";

/** At the entry and at the return. */
const SESSION = "BPF_TRACE_FSESSION";
/** Attach types of programs that may be attached to many functions at once behave as those of one, but see no arguments. */
const multi: Readonly<Record<string, string>> = {
  BPF_TRACE_FENTRY_MULTI: "BPF_TRACE_FENTRY",
  BPF_TRACE_FEXIT_MULTI: "BPF_TRACE_FEXIT",
  BPF_TRACE_FSESSION_MULTI: SESSION,
};
const kindOf = (attachType: string): string => multi[attachType] ?? attachType;
/** Attach types whose programs may read what the function returned, behind the arguments. */
const seesReturn: readonly string[] = ["BPF_TRACE_FEXIT", "BPF_MODIFY_RETURN", SESSION];
/** Attach types whose programs return 0 (return_retval_range, kernel/bpf/verifier.c, v7.3). */
const returnZero: readonly string[] = ["BPF_TRACE_FENTRY", "BPF_TRACE_FEXIT", SESSION];

interface Traced {
  /** Of what the program is handed. */
  readonly handed: readonly NamedArgument[];
  /** Absent for a tracepoint. */
  readonly id?: TypeId;
}

/** The function's parameters; a tracepoint's without the kernel's own first one. */
function findTraced(btf: Btf, attachType: string, target: string): Traced {
  const isTracepoint = attachType === "BPF_TRACE_RAW_TP";
  const id = isTracepoint ? btf.find("typedef", `btf_trace_${target}`) : btf.find("func", target);
  const prototype = prototypeAt(btf, id);
  if (!prototype) {
    const what = isTracepoint ? "tracepoint" : "function";
    if (target.includes("*")) throw new UnmodelledInput(`Which function ran of ${target}, the scenario can't say`, []);
    throw new UnmodelledInput(`The facts about the kernel hold no prototype of the ${what} ${target}`, []);
  }
  const parameters = prototype.params.slice(isTracepoint ? 1 : 0);
  const returned = { type: prototype.returns, name: "the function's result" };
  return {
    handed: seesReturn.includes(attachType) ? [...parameters, returned] : parameters,
    ...(!isTracepoint && id !== undefined && { id }),
  };
}

/** The types of what a program of this attach type is handed. */
export const argumentTypes = (btf: Btf, attachType: string, target: string): readonly TypeId[] =>
  findTraced(btf, kindOf(attachType), target).handed.map(({ type }) => type);

/**
 * fentry, fexit, fsession, fmod_ret and tp_btf. A scenario names the arguments and, but for fentry and tp_btf, behind them what
 * the function returned, which a session finds to be 0 at the entry (__arch_prepare_bpf_trampoline, bpf_jit_comp.c, v7.3). To
 * fentry.multi, fexit.multi and fsession.multi helpers alone tell the arguments (bpf_multi_func, kernel/bpf/syscall.c, v7.3).
 */
export const tracing: ContextModel = {
  programType: "BPF_PROG_TYPE_TRACING",
  attachTypes: [
    "BPF_TRACE_FENTRY",
    "BPF_TRACE_FEXIT",
    "BPF_MODIFY_RETURN",
    SESSION,
    "BPF_TRACE_RAW_TP",
    ...Object.keys(multi),
  ],
  packet: "none",
  notModelled: [
    "The function that is traced: the program runs once, with the arguments that the scenario names.",
    "Arguments that the kernel's tables say may be NULL or errors.",
  ],
  /** The program is attached to a function that returns something else than the program does. */
  returnRange: (attachType) => (returnZero.includes(kindOf(attachType ?? "")) ? { least: 0, most: 0 } : undefined),
  enter(kernel, { args, target = "" }) {
    const { attachType: attachedAs = "" } = kernel.program;
    const attachType = kindOf(attachedAs);
    const { handed, id } = findTraced(kernel.btf, attachType, target);
    const given = args ?? [];
    if (given.length !== handed.length) {
      const what = seesReturn.includes(attachType) ? ", with what the function returned as the last" : "";
      throw new RefusedInput(
        `The program is handed ${counted(handed.length, "argument")} and the scenario names ${given.length}`,
        args ? ["context"] : [],
        `Name ${handed.length} in \`context\`${what}.`,
      );
    }
    const isTrusted = attachType === "BPF_TRACE_RAW_TP";
    const wanted = handed.map(({ type, name }) => ({ type, name, isTrusted, isNullable: true }));
    const call = {
      name: target,
      hasReturn: seesReturn.includes(attachType),
      ...(id !== undefined && { id }),
      ...(attachType !== attachedAs && { isHidden: true }),
    };
    const enter = (all: typeof given) => () => functionArguments(kernel, all, wanted, call);
    if (attachType !== SESSION) return { region: enter(given)() };
    return enterSession(kernel, enter([...given.slice(0, -1), 0n]), enter(given));
  },
};
