import { checkExit } from "../kernel/checks/exit.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { performCall, prepareCall } from "../kernel/kfuncs/perform-call.ts";
import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";
import { shapeFault } from "../vm/analysis/program-shape.ts";
import type { Fault } from "../vm/fault.ts";
import { Machine } from "../vm/machine.ts";
import { CallResults } from "./call-results.ts";
import { globalFunctions } from "./global-functions.ts";
import type { ObjectMaps } from "./object-maps.ts";
import { programEnvironment } from "./program-environment.ts";
import { type ProgramImage, programImage } from "./program-image.ts";
import { runningLines } from "./running-lines.ts";
import { type SetupProblem, SetupSignal } from "./setup-problem.ts";

export interface Before {
  readonly kernel: Kernel;
  readonly object: LinkedObject;
  readonly maps: ObjectMaps;
  readonly program: LinkedProgram;
  /** Of the program's name, into the scenario. */
  readonly path: SetupProblem["path"];
}

function refuse({ program, path }: Before, why: string, help?: string): never {
  throw new SetupSignal(`The program ${program.name} can't be run before: ${why}`, path, help);
}

/** What keeps the program from being loaded at all. */
function refusal({ maps, program }: Before, image: ProgramImage): Pick<Fault, "message"> | undefined {
  const [first] = program.refused;
  return maps.refusedUse(image) ?? (first && { message: first.reason }) ?? shapeFault(program);
}

/**
 * Runs a SEC("syscall") program without a context, for what it leaves in maps and globals: its calls are no part of the
 * outcome, and it has to end without a fault.
 */
export function runBefore(before: Before): void {
  const { kernel, object, maps, program } = before;
  if (program.programType !== "BPF_PROG_TYPE_SYSCALL") {
    refuse(before, 'it is no SEC("syscall") program', 'Only SEC("syscall") programs are test-run before another.');
  }
  const image = programImage(object, program, {}, kernel);
  const refused = refusal(before, image);
  if (refused) refuse(before, refused.message);
  const results = new CallResults(kernel, image);
  const machine: Machine = new Machine({
    memory: kernel.memory,
    environment: {
      ...programEnvironment(kernel, maps, image, globalFunctions(kernel, object.btf, image), results),
      callKfunc: (id) => {
        const call = prepareCall(kernel, id, (index) => machine.readRegister(index + 1));
        return results.ofKfunc(id, machine, performCall(kernel, call));
      },
      exit: () => checkExit(kernel),
    },
  });
  const main = { program: kernel.program, entries: kernel.entries, lineAt: kernel.lineAt };
  const loaded = { ...program, license: object.license, btf: object.btf };
  const own = { program: loaded, entries: image.entries, lineAt: runningLines(image) };
  Object.assign(kernel, own, { machine, tailCalls: 0 });
  const { fault } = machine.run(image, { context: 0n });
  if (fault) refuse(before, fault.message);
  Object.assign(kernel, main);
}
