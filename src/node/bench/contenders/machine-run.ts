import type { Btf } from "../../../core/btf/btf.ts";
import { BPF_PSEUDO_MAP_IDX_VALUE } from "../../../core/isa/encoding.ts";
import { linkObject } from "../../../core/object/link-object.ts";
import type { LinkedObject, LinkedProgram } from "../../../core/object/linked-object.ts";
import type { Environment } from "../../../core/vm/environment.ts";
import { FaultSignal } from "../../../core/vm/fault-signal.ts";
import { functionSlot } from "../../../core/vm/function-address.ts";
import { type Engine, Machine } from "../../../core/vm/machine.ts";
import { Memory, type Region } from "../../../core/vm/memory.ts";
import { processorTime } from "../processor-time.ts";
import type { Sample } from "./contender.ts";

const BPF_LOOP = 181;
/** More than any measured run takes. */
const STEP_BUDGET = 2 ** 42;

/** An object with its one program. */
export interface Linked {
  readonly object: LinkedObject;
  readonly program: LinkedProgram;
}

export function link(bytes: Uint8Array, path: string, kernelBtf: Btf): Linked {
  const { value: object, diagnostics } = linkObject(bytes, path, kernelBtf);
  const program = object?.programs[0];
  if (!object || !program) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return { object, program };
}

/** Global data as memory, with the number of rounds in its variable. */
function globals({ maps }: LinkedObject, memory: Memory, rounds: number): Region[] {
  return maps.map((map) => {
    if (map.kind !== "global-data") throw new Error(`${map.name} is not global data`);
    const bytes = map.initial.slice();
    const variable = map.variables.find(({ name }) => name === "rounds");
    if (variable) new DataView(bytes.buffer).setUint32(variable.offset, rounds, true);
    return memory.allocate({ kind: "global", name: map.name, bytes, writable: !map.readOnly });
  });
}

/** The measured programs call bpf_loop and nothing else. */
function environment(memory: Memory, sections: readonly Region[]): Environment {
  const refuse = (): never => {
    throw new FaultSignal({ rule: "helper-not-modelled", message: "measured programs call bpf_loop only" });
  };
  return {
    callHelper(id, machine) {
      if (id !== BPF_LOOP) return refuse();
      const [count, callback, context] = [1, 2, 3].map((index) => machine.readRegister(index));
      const slot = functionSlot(callback ?? 0n) ?? refuse();
      for (let round = 0n; round < (count ?? 0n); round++) machine.callFunction(slot, [round, context ?? 0n]);
      return count;
    },
    callKfunc: refuse,
    loadImmediate({ src, imm, nextImm = 0 }) {
      const section = sections[imm];
      if (!section || src !== BPF_PSEUDO_MAP_IDX_VALUE) return refuse();
      return memory.addressOf(section, nextImm);
    },
    exit() {},
  };
}

/** Runs a linked program in the machine; without an engine instruction by instruction. `stepBudget` ends it early. */
export function runMachine(
  { object, program }: Linked,
  rounds: number,
  engine: Engine | undefined,
  stepBudget = STEP_BUDGET,
): Sample {
  const memory = new Memory();
  const machine = new Machine({
    memory,
    environment: environment(memory, globals(object, memory, rounds)),
    stepBudget,
  });
  const start = processorTime();
  const { r0 = 0n, steps } = machine.run(program, { context: 0n, engine });
  return {
    milliseconds: processorTime() - start,
    result: Number(BigInt.asUintN(32, r0)),
    instructions: steps,
  };
}
