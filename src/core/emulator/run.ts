import { toHex } from "../bytes/hex.ts";
import { BPF_PSEUDO_MAP_IDX, BPF_PSEUDO_MAP_IDX_VALUE } from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import { checkExit } from "../kernel/checks/exit.ts";
import type { ContextModel } from "../kernel/contexts/context.ts";
import { contexts } from "../kernel/contexts/contexts.ts";
import { callHelper } from "../kernel/helpers/call-helper.ts";
import { Kernel } from "../kernel/kernel.ts";
import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";
import type { Environment } from "../vm/environment.ts";
import { Machine, type RunResult } from "../vm/machine.ts";
import { Memory, type Region } from "../vm/memory.ts";
import { CallRecorder } from "./call-recorder.ts";
import { CodePlaces } from "./code-places.ts";
import { decodeReturn } from "./decode/decode-return.ts";
import type { DecodeContext } from "./decode/decode-value.ts";
import { describeAddress } from "./decode/describe-address.ts";
import { GlobalData } from "./global-data.ts";
import type { KernelFacts } from "./kernel-facts.ts";
import { setUpKernel } from "./kernel-state.ts";
import { listProgram } from "./listing.ts";
import type { FaultRecord, Outcome, Timeline } from "./outcome.ts";
import { packetParts } from "./packet/build-packet.ts";
import { GapSignal, SetupSignal } from "./setup-problem.ts";
import { TimelineRecorder } from "./timeline.ts";

function findProgram(object: LinkedObject, name: string): LinkedProgram {
  const program = object.programs.find((each) => each.name === name);
  if (program) return program;
  const names = object.programs.map((each) => each.name).join(", ");
  throw new SetupSignal(`The object has no program ${name}`, [], `It has: ${names || "none"}.`);
}

function findContext({ programType, attachType }: LinkedProgram): ContextModel {
  const context = contexts.find((each) => each.programType === programType && each.attachType === attachType);
  if (context) return context;
  const named = (type: string, attach: string | undefined) => (attach ? `${type} (${attach})` : type);
  const modelled = contexts.map((each) => named(each.programType, each.attachType)).join(", ");
  const message = `The emulator does not model programs of type ${named(programType, attachType)}`;
  throw new GapSignal(message, [], `It models: ${modelled}.`);
}

/** One run: everything that it is made of, from the set-up to the outcome. */
export class Run {
  readonly #program: LinkedProgram;
  readonly #context: ContextModel;
  readonly #kernel: Kernel;
  /** What r1 holds at the start. */
  readonly #argument: bigint;
  readonly #globals: GlobalData;
  /** Of global data, by the map's index. */
  readonly #sections: readonly Region[];
  readonly #places: CodePlaces;
  readonly #timeline = new TimelineRecorder();
  readonly #listing: ReadonlyMap<number, string>;
  readonly #calls: CallRecorder;
  readonly #machine: Machine;
  readonly #facts: KernelFacts;
  readonly #object: LinkedObject;

  constructor(object: LinkedObject, programName: string, scenario: Scenario, facts: KernelFacts) {
    const program = findProgram(object, programName);
    const memory = new Memory();
    this.#object = object;
    this.#facts = facts;
    this.#program = program;
    this.#context = findContext(program);
    const { programType, flags } = program;
    this.#kernel = new Kernel({
      btf: facts.btf,
      memory,
      kfuncs: facts.kfuncs,
      program: { programType, flags, license: object.license },
    });
    const globals = new GlobalData(object);
    globals.set(scenario.globals ?? {}, facts.btf);
    this.#globals = globals;
    this.#sections = object.maps.map(({ name, readOnly }, index) =>
      memory.allocate({ kind: "global", name, bytes: globals.sections[index] ?? 0, writable: !readOnly }),
    );
    const parts = packetParts(scenario, program.flags.includes("BPF_F_XDP_HAS_FRAGS"));
    this.#argument = memory.addressOf(this.#context.enter(this.#kernel, parts));
    setUpKernel(this.#kernel, scenario.kernel ?? {});
    this.#places = new CodePlaces(program);
    this.#listing = listProgram(facts.btf, program);
    this.#calls = new CallRecorder(this.#kernel, this.#decoding(facts.btf), this.#places, this.#timeline);
    const stepBudget = scenario.step_budget;
    this.#machine = new Machine({
      memory,
      environment: this.#environment(),
      observer: this.#timeline,
      ...(stepBudget !== undefined && { stepBudget }),
    });
    this.#kernel.machine = this.#machine;
  }

  /** Runs the program; once only. */
  outcome(): Outcome {
    const decoding = this.#decoding(this.#object.btf);
    const before = this.#globals.decode(decoding);
    const result = this.#machine.run(this.#program, { context: this.#argument });
    const { xdp } = this.#kernel;
    const after = this.#globals.decode(decoding);
    return {
      ...this.#ending(result),
      ...(xdp && {
        packet: { before: toHex(xdp.before), after: toHex(xdp.bytes()), linearLength: xdp.linear.size },
      }),
      globals: before.flatMap(({ name, value }, index) => {
        const later = after[index];
        return later ? [{ name, before: value, after: later.value }] : [];
      }),
      calls: this.#calls.calls,
      referencesHeld: this.#kernel.references.held.map(({ object, acquiredAt }) => ({
        object: object.name,
        acquiredAt: this.#places.at(acquiredAt),
      })),
      ...(this.#kernel.printed.length > 0 && { printed: this.#kernel.printed }),
      instructionsExecuted: result.steps,
      timeline: this.#recorded(),
    };
  }

  #environment(): Environment {
    const kernel = this.#kernel;
    return {
      callHelper: (id, machine) => callHelper(kernel, id, (index) => machine.readRegister(index + 1)),
      callKfunc: (id, machine) => this.#calls.call(id, machine),
      loadImmediate: (instruction) => this.#loadImmediate(instruction),
      exit: () => checkExit(kernel),
    };
  }

  #loadImmediate({ src, imm, nextImm }: Instruction): bigint {
    const region = this.#sections[imm];
    if (!region || (src !== BPF_PSEUDO_MAP_IDX && src !== BPF_PSEUDO_MAP_IDX_VALUE)) {
      return this.#kernel.fault("invalid-instruction", `the 64-bit immediate of kind ${src} is not modelled`);
    }
    return this.#kernel.memory.addressOf(region, src === BPF_PSEUDO_MAP_IDX_VALUE ? (nextImm ?? 0) : 0);
  }

  #decoding(btf: DecodeContext["btf"]): DecodeContext {
    return { btf, describe: (address) => describeAddress(this.#kernel.memory, address) };
  }

  #ending({ r0, fault }: RunResult): Pick<Outcome, "returns" | "fault"> {
    if (fault === undefined) return { returns: decodeReturn(this.#facts.btf, this.#program.programType, r0) };
    const origin = fault.origin && { at: this.#places.at(fault.origin.slot), message: fault.origin.message };
    const record: FaultRecord = {
      rule: fault.rule,
      message: fault.message,
      at: this.#places.at(fault.slot),
      instruction: this.#listing.get(fault.slot) ?? "",
      ...(origin && { origin }),
    };
    return { fault: record };
  }

  #recorded(): Timeline {
    const code = Array.from(this.#listing, ([slot, text]) => {
      const at = this.#places.find(slot);
      return at ? { slot, text, at } : { slot, text };
    });
    return { code, steps: this.#timeline.steps, omitted: this.#timeline.omitted };
  }
}
