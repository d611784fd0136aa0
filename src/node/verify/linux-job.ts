import type { Btf } from "../../core/btf/btf.ts";
import { sizeOf } from "../../core/btf/layout.ts";
import { GlobalData } from "../../core/emulator/global-data.ts";
import { reachablePrograms } from "../../core/emulator/program-image.ts";
import { replacementsOf } from "../../core/emulator/replacements/replacements.ts";
import { SetupSignal } from "../../core/emulator/setup-problem.ts";
import { calledNumbers } from "../../core/isa/called-numbers.ts";
import { leavesWork } from "../../core/kernel/async/leaves-work.ts";
import { enumerators } from "../../core/kernel/enumerators.ts";
import { calledKfuncs } from "../../core/kernel/kfuncs/called-kfuncs.ts";
import { readPrototype } from "../../core/kernel/kfuncs/prototype.ts";
import { globalDataOf, type LinkedObject, type LinkedProgram } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { LinuxJob, SectionBytes, TracedKfunc } from "../linux/job.ts";
import type { EngineRun } from "./engine.ts";
import { functionBehind } from "./function-behind.ts";
import { kconfigText } from "./kconfig-text.ts";
import { driveOf, testRun } from "./linux-run.ts";
import { mapElements } from "./map-elements.ts";
import { withPlainStructOps } from "./old-libbpf.ts";
import { modulesOf, modulesOfKfuncs, type PlaceOfGlobal, setUpCommands } from "./set-up-commands.ts";
import { testRunType } from "./test-run-types.ts";
import { unreturningKfuncs } from "./unreturning-kfuncs.ts";

/** Bytes of untyped memory that are looked at; how many of them count, the size argument says. */
const MOST_BYTES = 256;

function globals(object: LinkedObject, scenario: Scenario, btf: Btf): SectionBytes[] {
  const data = new GlobalData(object);
  data.set(scenario.globals ?? {}, btf);
  return globalDataOf(object).map(({ name, initial }, index) => ({
    section: name,
    bytes: data.sections[index] ?? initial,
  }));
}

const placeOf =
  (object: LinkedObject): PlaceOfGlobal =>
  (name) => {
    for (const { name: section, variables } of globalDataOf(object)) {
      const variable = variables.find((each) => each.name === name);
      if (variable) return { section, offset: variable.offset };
    }
    throw new SetupSignal(`The object has no global variable ${name}`, ["kernel", "keys"]);
  };

/** What to look at behind each pointer: memory that the kfunc reads or writes, not kernel objects. */
export function tracedKfunc(btf: Btf, kfunc: string): TracedKfunc {
  const prototype = readPrototype(btf, btf.find("func", kfunc) ?? 0);
  const pointees = (prototype?.params ?? []).flatMap(({ role, pointee = 0 }, arg) => {
    if (role !== "memory") return [];
    const size = sizeOf(btf, pointee);
    return [{ arg, bytes: size > 0 ? Math.min(size, MOST_BYTES) : MOST_BYTES }];
  });
  return { kfunc, pointees };
}

/**
 * Program types whose calls can't be recorded: the kernel runs those of a struct_ops in processes of its own choice, and
 * while it runs those of probes and events, it runs no program of a kprobe, such as records calls (trace_call_bpf,
 * kernel/trace/bpf_trace.c; bpf_overflow_handler, kernel/events/core.c; v7.3).
 */
const hidingCalls: readonly string[] = [
  "BPF_PROG_TYPE_STRUCT_OPS",
  "BPF_PROG_TYPE_KPROBE",
  "BPF_PROG_TYPE_TRACEPOINT",
  "BPF_PROG_TYPE_PERF_EVENT",
];

/** Where a sleepable program calls it, the kernel calls another function in its place (specialize_kfunc, kernel/bpf/verifier.c, v7.3). */
const replacedWhereSleeping = "bpf_dynptr_from_file";

/** Whether the kernel shows no calls of the program, or not all. */
export function hidesCalls(program: LinkedProgram, btf: Btf): boolean {
  const isReplaced =
    program.flags.includes("BPF_F_SLEEPABLE") &&
    calledKfuncs(btf, program.instructions).includes(replacedWhereSleeping);
  return isReplaced || hidingCalls.includes(program.programType);
}

/** What never returns is not traced: its open entry would hide the calls of runs that follow. */
function tracedKfuncs(programs: readonly LinkedProgram[], btf: Btf): string[] {
  const called = programs.flatMap((program) => calledKfuncs(btf, program.instructions));
  return [...new Set(called)].sort().filter((kfunc) => !unreturningKfuncs.has(kfunc));
}

/** The program's type in numbers; undefined where the kernel's types don't have it. */
function programNumbers({ programType, attachType }: LinkedProgram, btf: Btf): LinuxJob["programType"] {
  const numbers = enumerators(btf);
  const type = numbers.get(programType);
  const attach = attachType === undefined ? undefined : numbers.get(attachType);
  return type === undefined
    ? undefined
    : { type: Number(type), ...(attach !== undefined && { attach: Number(attach) }) };
}

/** bpf_trace_printk and bpf_trace_vprintk (enum bpf_func_id, include/uapi/linux/bpf.h, v7.3). */
const printing: readonly number[] = [6, 177];

const prints = ({ instructions }: LinkedProgram) =>
  calledNumbers(instructions, "helper").some((id) => printing.includes(id));

/** Events of objects that are freed after a grace period or by a worker: no process of the job is what runs then. */
const ofNoProcess: readonly string[] = ["tp_btf/sched_process_free", "tp_btf/cgroup_release"];

/**
 * A scenario as a job for a real kernel. Throws a SetupSignal where the scenario is not possible. `btf` is of the newest
 * kernel.
 */
export function linuxJob({ key, object, linked, program: name, scenario }: EngineRun, btf: Btf): LinuxJob {
  const program = linked.programs.find((each) => each.name === name);
  if (!program) throw new SetupSignal(`The object has no program ${name}`, ["program"]);
  const drive = driveOf(scenario, linked, program, btf);
  const numbers = programNumbers(program, btf);
  const maps = mapElements(linked, scenario, btf);
  const companions = [...reachablePrograms(linked, scenario)].filter((each) => each !== name);
  const all = [program, ...replacementsOf(linked, program, scenario).map(({ by }) => by)];
  const { kconfig, cpus } = scenario.kernel ?? {};
  const modules = [...new Set([...modulesOf(scenario.kernel ?? {}), ...modulesOfKfuncs(linked.kfuncs)])];
  return {
    name: key,
    object: withPlainStructOps(object),
    program: name,
    ...(companions.length > 0 && { companions }),
    ...(scenario.before && { before: scenario.before }),
    ...(scenario.replaced_by && { replacedBy: scenario.replaced_by }),
    globals: globals(linked, scenario, btf),
    setUp: setUpCommands(scenario.kernel ?? {}, placeOf(linked)),
    ...((testRunType(program) || drive) && { run: testRun(scenario, linked, program, btf) }),
    ...(drive && { drive }),
    ...(kconfig && { kconfig: kconfigText(kconfig) }),
    ...(numbers && { programType: numbers }),
    ...(maps.length > 0 && { maps }),
    ...((leavesWork(linked) || ofNoProcess.includes(program.section)) && { tracesAll: true }),
    ...(all.some(prints) && { prints: true }),
    ...(cpus && { processors: cpus.online.length }),
    ...(modules.length > 0 && { modules }),
    trace: (hidesCalls(program, btf) ? [] : tracedKfuncs(all, btf)).map((kfunc) => ({
      ...tracedKfunc(btf, kfunc),
      kfunc: functionBehind(kfunc, program, scenario),
    })),
  };
}
