import type { Btf } from "../../core/btf/btf.ts";
import { toHex } from "../../core/bytes/hex.ts";
import { contexts } from "../../core/kernel/contexts/contexts.ts";
import { argumentTypes } from "../../core/kernel/contexts/tracing.ts";
import type { LinkedProgram } from "../../core/object/linked-object.ts";
import type { ContextDescription, Scenario } from "../../core/spec/example-spec.ts";
import { Random } from "../fuzz/random.ts";
import type { Annotations } from "./annotations.ts";

/** TEST_DATA_LEN (tools/testing/selftests/bpf/test_loader.c, v7.3). */
const TEST_DATA_LEN = 64;
/** Enough for a test that lets may_goto fall through as often as the kernel does. */
const STEP_BUDGET = 200_000_000;
const TASK = "tested";

type Input = Pick<Scenario, "packet" | "linear_length" | "context" | "kernel">;

const noInput: Input = {};

/** Programs with arguments, and how each argument of such a type is handed over. */
function argumentsOf(btf: Btf, { attachType = "", section }: LinkedProgram): ContextDescription | undefined {
  const target = section.slice(section.indexOf("/") + 1);
  try {
    return argumentTypes(btf, attachType, target).map((type) => {
      const pointer = btf.resolved(type);
      const pointee = pointer.kind === "ptr" ? btf.resolved(pointer.type) : undefined;
      return pointee?.kind === "struct" && pointee.name === "task_struct" ? { task: TASK } : 0;
    });
  } catch {
    return undefined;
  }
}

function packet(bytes: Uint8Array, { linearSize }: Annotations): Input {
  return { packet: [{ bytes: toHex(bytes) }], ...(linearSize ? { linear_length: linearSize } : {}) };
}

/** The one input that test_loader.c hands a test run: a packet of zeros, or nothing. */
function firstInput(btf: Btf, program: LinkedProgram, annotations: Annotations): Input {
  const model = contexts.find(({ programType }) => programType === program.programType);
  if (program.programType === "BPF_PROG_TYPE_TRACING") {
    const context = argumentsOf(btf, program);
    return context ? { context, kernel: { processes: [{ comm: TASK }] } } : noInput;
  }
  return model === undefined || model.packet === "none" ? noInput : packet(new Uint8Array(TEST_DATA_LEN), annotations);
}

/** Packets that reach more of a program than zeros do: random ones, of which some are longer. */
function furtherInputs(first: Input, annotations: Annotations): Input[] {
  if (first.packet === undefined) return [];
  const random = new Random(1);
  const lengths = [TEST_DATA_LEN, TEST_DATA_LEN, 14, 1400];
  return [
    ...lengths.map((length) => packet(random.bytes(length), annotations)),
    packet(new Uint8Array(1400).fill(0xff), annotations),
  ];
}

function scenario(input: Input): Scenario {
  return { name: "selftest", summary: "A test of the kernel's.", step_budget: STEP_BUDGET, expect: {}, ...input };
}

/** The runs of a program: the one that test_loader.c makes, and more where a mistake is looked for. */
export function testInputs(
  btf: Btf,
  program: LinkedProgram,
  annotations: Annotations,
  isSearch: boolean,
): readonly Scenario[] {
  const first = firstInput(btf, program, annotations);
  return [first, ...(isSearch ? furtherInputs(first, annotations) : [])].map(scenario);
}
