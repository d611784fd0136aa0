import { linkObject } from "../../src/core/object/link-object.ts";
import type { Scenario } from "../../src/core/spec/example-spec.ts";
import type { EngineRun } from "../../src/node/verify/engine.ts";
import { kernelBtf } from "./kernel-btf.ts";
import { espPacket } from "./run-program.ts";

export type RunInput = Partial<Omit<Scenario, "name" | "summary">>;

/** Runs of an object's programs: the object is linked once. */
export function objectRuns(object: Uint8Array): (key: string, program: string, input?: RunInput) => EngineRun {
  const { value: linked, diagnostics } = linkObject(object, "test.bpf.o", kernelBtf);
  if (!linked) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return (key, program, input = {}) => {
    const scenario = { name: "test", summary: "A test.", packet: espPacket, expect: {}, ...input };
    return { key, object, linked, program, scenario };
  };
}
