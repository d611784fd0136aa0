import type { FaultRule } from "../../src/core/vm/fault.ts";
import type { EngineRun } from "../../src/node/verify/engine.ts";
import { checkCases, fileScope as checkScope } from "../cases/kfuncs/checks.ts";
import {
  dynptrFaults,
  dynptrPrograms,
  fileScope as dynptrScope,
  sliceCases,
  takeSlice,
} from "../cases/kfuncs/dynptr.ts";
import * as xfrm from "../cases/kfuncs/xfrm.ts";
import { compileWithTypes } from "./compile-c.ts";
import { objectRuns, type RunInput } from "./object-run.ts";
import { programName, type RunOptions, xdpSource } from "./run-program.ts";

/** What a program does in every engine. */
export type ProgramExpectation =
  /** Globals after the run, as `globalAfter` prints them. */
  | { readonly globals: Readonly<Record<string, string>> }
  /**
   * The rule that it breaks in the emulator, and for which the verifier refuses it; or what the verifier allows, where it
   * takes the program all the same.
   */
  | { readonly rule: FaultRule; readonly linuxAllows?: string | undefined };

export interface ProgramCase {
  readonly name: string;
  readonly body: string;
  readonly input?: RunInput;
  readonly expect: ProgramExpectation;
}

const withWindow = { kernel: { xfrm_states: [xfrm.withWindow(64)] } };

const xfrmCases: readonly ProgramCase[] = [
  ...xfrm.lookups.map(({ name, kernel, members = "", size, error, window }) => ({
    name: `bpf_xdp_get_xfrm_state ${name}`,
    body: xfrm.lookup(members, size),
    input: { kernel },
    expect: { globals: { error, found: window === undefined ? "0" : "1", window: window ?? "0" } },
  })),
  ...xfrm.loads.map(({ name, load, value }) => ({
    name: `a load of ${name}`,
    body: xfrm.withState(`value = ${load};`),
    input: withWindow,
    expect: { globals: { value } },
  })),
  ...xfrm.refusedLoads.map(({ name, load, linuxAllows }) => ({
    name: `a load of ${name}`,
    body: xfrm.withState(`value = ${load};`),
    input: withWindow,
    expect: { rule: "out-of-bounds" as const, linuxAllows },
  })),
  ...xfrm.refusedStores.map(({ name, store }) => ({
    name: `a store to ${name}`,
    body: xfrm.withState(`${store};`),
    input: withWindow,
    expect: { rule: "read-only-memory" as const },
  })),
];

const inputOf = ({ facts: _, ...input }: RunOptions = {}): RunInput => input;

const dynptrCases: readonly ProgramCase[] = [
  ...sliceCases.map(({ name, size, buffer = "buffer", offset, run, target, copied = false }) => ({
    name: `bpf_dynptr_slice ${name}`,
    body: takeSlice(size, buffer),
    input: { ...inputOf(run), globals: { offset } },
    expect: { globals: { error: "0", got: target === "NULL" ? "0" : "1", in_buffer: copied ? "1" : "0" } },
  })),
  ...dynptrFaults.map(({ program, rule, ...rest }) => ({
    name: `${program} of a dynptr`,
    body: dynptrPrograms[program],
    input: program === "writeToBuffer" ? { linear_length: 20 } : {},
    expect: { rule, linuxAllows: "linuxAllows" in rest ? rest.linuxAllows : undefined },
  })),
];

/** What depends on other facts than the kernel's own is a matter of the emulator alone. */
const checked: readonly ProgramCase[] = checkCases
  .filter(({ options, rule }) => options?.facts === undefined && rule !== "kfunc-not-modelled")
  .map(({ name, body, rule, options }) => ({ name, body, input: inputOf(options), expect: { rule } }));

const files = [
  { fileScope: xfrm.fileScope, cases: xfrmCases },
  { fileScope: dynptrScope, cases: dynptrCases },
  { fileScope: checkScope, cases: checked },
] as const;

/** Each case with its run; compiled when it is asked for. */
export function kfuncRuns(): { readonly each: ProgramCase; readonly run: EngineRun }[] {
  return files.flatMap(({ fileScope, cases }) => {
    const source = xdpSource(
      cases.map(({ body }) => body),
      { fileScope },
    );
    const runOf = objectRuns(compileWithTypes(source));
    return cases.map((each, index) => ({ each, run: runOf(each.name, programName(index), each.input) }));
  });
}

export const kfuncCases: readonly ProgramCase[] = files.flatMap(({ cases }) => cases);
