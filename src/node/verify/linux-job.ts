import type { Btf } from "../../core/btf/btf.ts";
import { sizeOf } from "../../core/btf/layout.ts";
import { GlobalData } from "../../core/emulator/global-data.ts";
import { packetParts } from "../../core/emulator/packet/build-packet.ts";
import { readPrototype } from "../../core/kernel/kfuncs/prototype.ts";
import type { LinkedObject } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { LinuxJob, SectionBytes, TestRun, TracedKfunc } from "../linux/job.ts";
import type { EngineRun } from "./engine.ts";
import { setUpCommands } from "./set-up-commands.ts";

/** Bytes of untyped memory that are looked at; how many of them count, the size argument says. */
const MOST_BYTES = 256;

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function testRun(scenario: Scenario, fragmentsAllowed: boolean): TestRun {
  const { linear, fragments } = packetParts(scenario, fragmentsAllowed);
  return {
    packet: join([linear, ...fragments]),
    ...(scenario.linear_length !== undefined && fragments.length > 0 && { linearLength: linear.length }),
  };
}

function globals(object: LinkedObject, scenario: Scenario, btf: Btf): SectionBytes[] {
  const data = new GlobalData(object);
  data.set(scenario.globals ?? {}, btf);
  return object.maps.map(({ name, initial }, index) => ({ section: name, bytes: data.sections[index] ?? initial }));
}

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
 * A scenario as a job for a real kernel: packet and global data are made by the emulator's own code. Throws a SetupSignal
 * where the scenario is not possible. `btf` is of the newest kernel.
 */
export function linuxJob({ key, object, linked, program, scenario }: EngineRun, btf: Btf): LinuxJob {
  const flags = linked.programs.find(({ name }) => name === program)?.flags ?? [];
  return {
    name: key,
    object,
    program,
    globals: globals(linked, scenario, btf),
    setUp: setUpCommands(scenario.kernel ?? {}),
    run: testRun(scenario, flags.includes("BPF_F_XDP_HAS_FRAGS")),
    trace: linked.kfuncs.map((kfunc) => tracedKfunc(btf, kfunc)),
  };
}
