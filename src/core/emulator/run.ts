import type { Btf } from "../btf/btf.ts";
import { toHex } from "../bytes/hex.ts";
import { checkAsyncReturn } from "../kernel/checks/async-exit.ts";
import { checkExit, checkReturn } from "../kernel/checks/exit.ts";
import type { ContextInput, ContextModel, EnteredContext } from "../kernel/contexts/context.ts";
import { enterContext } from "../kernel/contexts/enter-context.ts";
import type { GlobalFunctions } from "../kernel/functions/global-functions.ts";
import { heldBy } from "../kernel/held.ts";
import { Kernel } from "../kernel/kernel.ts";
import { loadPacket } from "../kernel/objects/packet-load.ts";
import { streamNames } from "../kernel/objects/program-streams.ts";
import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";
import type { Environment } from "../vm/environment.ts";
import type { Fault } from "../vm/fault.ts";
import { type Engine, Machine, type RunResult } from "../vm/machine.ts";
import { Memory } from "../vm/memory.ts";
import { GRACE_MILLISECONDS, type ModelledAction, modelledActions } from "./actions.ts";
import { arrivalOf } from "./arrival.ts";
import { CallRecorder } from "./call-recorder.ts";
import { CallResults } from "./call-results.ts";
import { CodePlaces } from "./code-places.ts";
import { contextInput, contextStruct, type StructPlace, targetOf } from "./context-input.ts";
import { decodeReturn } from "./decode/decode-return.ts";
import { type DecodeContext, decodeValue } from "./decode/decode-value.ts";
import { describeAddress } from "./decode/describe-address.ts";
import { Drive } from "./drive.ts";
import { exceptionCallbackFault } from "./exception-callback-fault.ts";
import { findContext } from "./find-context.ts";
import { findProgram } from "./find-program.ts";
import { GlobalData } from "./global-data.ts";
import { globalFields } from "./global-fields.ts";
import { globalFunctions } from "./global-functions.ts";
import type { KernelFacts } from "./kernel-facts.ts";
import { cpusOf, setUpKernel } from "./kernel-state.ts";
import { instructionText, listProgram } from "./listing.ts";
import { loadFault } from "./load-fault.ts";
import { ObjectMaps } from "./object-maps.ts";
import type { FaultRecord, Outcome, Timeline, TimelineRegion } from "./outcome.ts";
import { programEnvironment } from "./program-environment.ts";
import { type ProgramImage, programImage } from "./program-image.ts";
import { Redirected } from "./redirected.ts";
import { refuseOperations } from "./register-operations.ts";
import { checkReplacements } from "./replacements/check-replacements.ts";
import { replacementFault } from "./replacements/replacement-fault.ts";
import { type Replacement, replacementsOf } from "./replacements/replacements.ts";
import { runBefore } from "./run-before.ts";
import { runningLines } from "./running-lines.ts";
import { GapSignal } from "./setup-problem.ts";
import { TimelineRecorder } from "./timeline.ts";
import { putTriggerSockets } from "./trigger-sockets.ts";
import { unwindsWithin } from "./unwinds-within.ts";
import { MemoryLayouts } from "./watch/memory-layouts.ts";
import { ObjectRecorder } from "./watch/object-recorder.ts";
import { TimelineDetails } from "./watch/timeline-details.ts";

const testRunAlone: readonly ModelledAction[] = ["test_run", { sleep: GRACE_MILLISECONDS }];

/** What a trigger does; undefined where there is none, and where any event will do. */
function actionsOf(scenario: Scenario, program: LinkedProgram): readonly ModelledAction[] | undefined {
  const { trigger, context } = scenario;
  const { programType, attachType } = program;
  const isIterator = attachType === "BPF_TRACE_ITER";
  if (isIterator || programType === "BPF_PROG_TYPE_SYSCALL") return trigger && modelledActions(trigger, isIterator);
  if (!trigger || context !== undefined || arrivalOf(scenario, program)) return undefined;
  throw new GapSignal(`The emulator does not attach programs of type ${programType} for a trigger`, ["trigger"]);
}

/** What stands in a program's streams. */
function streamsOf({ streams }: Kernel, program: string): Pick<Outcome, "streams"> {
  const pair = streams.of(program);
  const written = streamNames.flatMap((name) => (pair[name].text === "" ? [] : [[name, pair[name].text]]));
  return written.length > 0 ? { streams: Object.fromEntries(written) } : {};
}

export interface RunOptions {
  /** The engine of a run that is not recorded step by step. */
  readonly engineFor?: ((program: ProgramImage) => Engine | undefined) | undefined;
  /** Its timeline tells of memory by what stands in it, and of kernel objects. */
  readonly isWatched?: boolean | undefined;
}

/** One run: everything that it is made of, from the set-up to the outcome. */
export class Run {
  readonly #program: LinkedProgram;
  readonly #image: ProgramImage;
  readonly #replacements: readonly Replacement[];
  readonly #context: ContextModel;
  readonly #kernel: Kernel;
  /** Of the run that is next, or was the last. */
  #entered: EnteredContext;
  /** The struct that the context is, and its bytes at the start, where the scenario describes it. */
  readonly #struct: StructPlace | undefined;
  readonly #contextBefore: Uint8Array | undefined;
  readonly #globals: GlobalData;
  readonly #maps: ObjectMaps;
  readonly #places: CodePlaces;
  readonly #timeline: TimelineRecorder;
  /** Whether the run is recorded step by step. */
  readonly #isObserved: boolean;
  readonly #calls: CallRecorder;
  readonly #machine: Machine;
  readonly #functions: GlobalFunctions;
  readonly #facts: KernelFacts;
  readonly #object: LinkedObject;
  readonly #isTriggered: boolean;
  /** What the trigger does; undefined where in Linux it makes the program run, and what its actions come to is not seen here. */
  readonly #actions: readonly ModelledAction[] | undefined;
  readonly #drive: Drive;
  readonly #redirected: Redirected;

  constructor(
    object: LinkedObject,
    programName: string,
    scenario: Scenario,
    facts: KernelFacts,
    { engineFor, isWatched = false }: RunOptions = {},
  ) {
    const program = findProgram(object, programName);
    const memory = new Memory();
    this.#object = object;
    this.#isTriggered = scenario.trigger !== undefined;
    this.#actions = actionsOf(scenario, program);
    this.#facts = facts;
    this.#program = program;
    this.#image = programImage(object, program, scenario, facts);
    this.#context = findContext(program);
    refuseOperations(object, program, facts.btf);
    this.#replacements = replacementsOf(object, program, scenario);
    checkReplacements(object, program, scenario.replaced_by ?? [], this.#replacements);
    const { license, btf } = object;
    const loaded = { ...program, license, btf };
    const watch = isWatched ? new ObjectRecorder(memory) : undefined;
    this.#kernel = new Kernel({ ...facts, memory, program: loaded, watch, ...cpusOf(scenario.kernel ?? {}) });
    this.#kernel.entries = this.#image.entries;
    this.#kernel.lineAt = runningLines(this.#image);
    this.#functions = globalFunctions(this.#kernel, btf, this.#image);
    this.#isObserved = engineFor === undefined;
    this.#struct = contextStruct(this.#context, object, program, facts.btf);
    const layouts = new MemoryLayouts(this.#kernel, object, this.#struct);
    const details = watch && new TimelineDetails(this.#kernel, layouts, watch);
    this.#timeline = new TimelineRecorder(memory, () => heldBy(this.#kernel), details);
    const globals = new GlobalData(object);
    globals.set(scenario.globals ?? {}, facts.btf);
    this.#globals = globals;
    this.#maps = new ObjectMaps(this.#kernel, object, globals, scenario.kernel?.kconfig);
    setUpKernel(this.#kernel, scenario.kernel ?? {}, (name, value) => globals.set({ [name]: value }, facts.btf));
    this.#maps.fill(scenario.maps ?? {});
    for (const [index, name] of (scenario.before ?? []).entries()) {
      const path = ["before", index];
      runBefore({ kernel: this.#kernel, object, maps: this.#maps, program: findProgram(object, name, path), path });
    }
    putTriggerSockets(this.#kernel, scenario.trigger);
    const input = contextInput(scenario, program, this.#context, this.#kernel, this.#struct);
    this.#contextBefore = input.bytes;
    this.#entered = enterContext(this.#context, this.#kernel, input);
    this.#places = new CodePlaces(this.#image);
    this.#calls = new CallRecorder(this.#kernel, this.#decoding(facts.btf), this.#places, this.#timeline);
    const stepBudget = scenario.step_budget;
    this.#machine = new Machine({
      memory,
      environment: this.#environment(),
      ...(this.#isObserved && { observer: this.#timeline }),
      ...(stepBudget !== undefined && { stepBudget }),
    });
    this.#kernel.machine = this.#machine;
    this.#redirected = new Redirected(this.#kernel);
    this.#drive = new Drive({
      redirected: this.#redirected,
      kernel: this.#kernel,
      machine: this.#machine,
      image: this.#image,
      engine: this.#needsInterpreter(facts.btf) ? undefined : engineFor?.(this.#image),
      calls: this.#calls,
      timeline: this.#timeline,
      stepBudget,
      enter: this.#contextMaker(input),
    });
  }

  /** Exceptions that end programs in the middle, and what comparisons show of a packet, are for the interpreter alone. */
  #needsInterpreter(btf: Btf): boolean {
    return unwindsWithin(this.#image, btf) || this.#image.unchecked.packets.size > 0;
  }

  /** The first run has the context that was made with everything else. */
  #contextMaker(input: ContextInput): () => EnteredContext {
    let runs = 0;
    return () => {
      if (runs++ > 0) this.#entered = enterContext(this.#context, this.#kernel, input);
      return this.#entered;
    };
  }

  /** Runs the program; once only. */
  outcome(): Outcome {
    const decoding = this.#decoding(this.#object.btf);
    const before = this.#globals.decode(decoding);
    if (this.#isObserved) this.#timeline.start();
    const result = this.#refusal() ?? this.#drive.run(this.#actions ?? testRunAlone);
    const { actions, callbacks, steps } = this.#drive;
    const maps = this.#maps.records(decoding);
    const after = this.#globals.decode(decoding);
    return {
      ...(this.#isTriggered && (this.#actions ? { actions } : { unobserved: ["results"] as const })),
      ...(callbacks.length > 0 && { callbacks }),
      ...this.#ending(result),
      ...this.#packet(),
      ...this.#contextRecord(),
      ...this.#output(),
      ...this.#redirect(result),
      ...(maps.length > 0 && { maps }),
      globals: before.flatMap(({ name, value }, index) => {
        const later = after[index];
        return later ? [{ name, before: value, after: later.value }] : [];
      }),
      calls: this.#calls.calls,
      ...(this.#calls.omitted > 0 && { callsOmitted: this.#calls.omitted }),
      referencesHeld: this.#kernel.references.held.map(({ object, acquiredAt }) => ({
        object: object.name,
        acquiredAt: this.#places.at(acquiredAt),
      })),
      ...(this.#kernel.printed.length > 0 && { printed: this.#kernel.printed }),
      ...streamsOf(this.#kernel, this.#program.name),
      instructionsExecuted: steps,
      timeline: this.#recorded(),
    };
  }

  /** A program that Linux refuses for what it holds does not even start. */
  #refusal(): RunResult | undefined {
    const use = this.#maps.refusedUse(this.#image);
    if (use) return { fault: { rule: "map-not-allowed", ...use }, steps: 0 };
    const fault = loadFault(this.#program) ?? this.#callbackFault() ?? this.#replacingFault();
    return fault && { fault, steps: 0 };
  }

  /** What one of the programs that are loaded is refused for because of its exception callback. */
  #callbackFault(): Fault | undefined {
    const types = { object: this.#object.btf, kernel: this.#facts.btf };
    for (const [name, start] of this.#image.entries) {
      const fault = exceptionCallbackFault(findProgram(this.#object, name), types);
      if (fault) return { ...fault, slot: fault.slot + start };
    }
    return undefined;
  }

  /** What a program is refused for that is to run in the place of a function. */
  #replacingFault(): Fault | undefined {
    for (const each of this.#replacements) {
      const fault = loadFault(each.by) ?? replacementFault(this.#kernel, this.#program, each);
      const start = this.#image.entries.get(each.by.name) ?? 0;
      if (fault) return { ...fault, slot: fault.slot + start };
    }
    return undefined;
  }

  #output(): Pick<Outcome, "output"> {
    const written = this.#entered.output?.();
    return written ? { output: new TextDecoder().decode(written) } : {};
  }

  #packet(): Pick<Outcome, "packet"> {
    const { packet: other } = this.#entered;
    if (other) {
      const [before, after] = [toHex(other.before), toHex(other.after())];
      return { packet: { before, after, linearLength: other.before.length } };
    }
    const { xdp, skb } = this.#kernel;
    const packet = xdp ?? skb;
    if (!packet) return {};
    return {
      packet: { before: toHex(packet.before), after: toHex(packet.bytes()), linearLength: packet.linearLength },
    };
  }

  /** xdp_do_redirect acts on the verdict alone. */
  #redirect({ r0 }: RunResult): Pick<Outcome, "redirect"> {
    const redirect = this.#redirected.first ?? this.#kernel.redirect;
    const isRedirected =
      this.#program.programType === "BPF_PROG_TYPE_XDP" && r0 === this.#kernel.enumerator("XDP_REDIRECT");
    if (!redirect || !isRedirected) return {};
    const { through: _, ...place } = redirect;
    const verdict = (returned: bigint) => decodeReturn(this.#kernel.btf, this.#object.btf, this.#program, returned);
    const programs = this.#redirected.runs.map(({ program: { name }, returned }) => ({
      name,
      returns: verdict(returned),
    }));
    return { redirect: { ...place, ...(programs.length > 0 && { programs }) } };
  }

  #contextRecord(): Pick<Outcome, "context"> {
    const after = this.#entered.after?.();
    const [before, place] = [this.#contextBefore, this.#struct];
    if (!after || !before || !place) return {};
    const decode = (bytes: Uint8Array) => decodeValue(this.#decoding(place.btf), place.type, bytes);
    return { context: { before: decode(before), after: decode(after) } };
  }

  #environment(): Environment {
    const kernel = this.#kernel;
    const results = new CallResults(kernel, this.#image);
    const shared = programEnvironment(kernel, this.#maps, this.#image, this.#functions, results);
    return {
      returnsNothing: this.#entered.returnsNothing === true,
      ...shared,
      callHelper: (id, machine) => {
        this.#timeline.calledKernel();
        return shared.callHelper(id, machine);
      },
      callKfunc: (id, machine) => {
        this.#timeline.calledKernel();
        return results.ofKfunc(id, machine, this.#calls.call(id, machine));
      },
      loadPacket: (offset, size, machine) => loadPacket(kernel, offset, size, machine),
      exit: (machine) => {
        const attachedTo = { target: targetOf(this.#program), btf: kernel.btf };
        const isReplaced = this.#image.entry !== 0;
        const range = isReplaced ? undefined : this.#context.returnRange?.(this.#program.attachType, attachedTo);
        if (kernel.async.running) checkAsyncReturn(kernel, machine.readRegister(0));
        else if (range) checkReturn(kernel, range, machine.readRegister(0));
        checkExit(kernel);
      },
    };
  }

  #decoding(btf: DecodeContext["btf"]): DecodeContext {
    return { btf, describe: (address) => describeAddress(this.#kernel.memory, address) };
  }

  #returned(r0: bigint): Pick<Outcome, "returns" | "runs"> {
    const { returned } = this.#drive;
    if (this.#entered.returnsNothing) return {};
    const returns = decodeReturn(this.#facts.btf, this.#object.btf, this.#program, r0);
    if (returned.length === 0) return { returns };
    return { runs: returned.length, ...(returned.every((each) => each === r0) && { returns }) };
  }

  #ending({ r0, fault }: RunResult): Pick<Outcome, "returns" | "runs" | "fault"> {
    if (fault === undefined) return this.#returned(r0);
    const origin = fault.origin && { at: this.#places.at(fault.origin.slot), message: fault.origin.message };
    const record: FaultRecord = {
      rule: fault.rule,
      message: fault.message,
      at: this.#places.at(fault.slot),
      instruction: instructionText(this.#facts.btf, this.#image, this.#object.maps, fault.slot),
      ...(origin && { origin }),
      ...(this.#calls.callback !== undefined && { callback: this.#calls.callback }),
    };
    return { fault: record };
  }

  #recorded(): Timeline {
    const listing = listProgram(this.#facts.btf, this.#image, this.#object.maps);
    const code = Array.from(listing, ([slot, text]) => {
      const at = this.#places.find(slot);
      return at ? { slot, text, at } : { slot, text };
    });
    const { steps, omitted } = this.#timeline;
    return { code, steps, omitted, ...(this.#isObserved && { regions: this.#regions() }) };
  }

  #regions(): TimelineRegion[] {
    const fieldsOf = globalFields(this.#object);
    return this.#timeline.regions.map((region) => {
      const fields = region.kind === "global" ? fieldsOf.get(region.name) : undefined;
      return fields ? { ...region, fields } : region;
    });
  }
}
