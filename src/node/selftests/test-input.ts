import type { Btf } from "../../core/btf/btf.ts";
import type { TypeId } from "../../core/btf/types.ts";
import { toHex } from "../../core/bytes/hex.ts";
import { targetOf } from "../../core/emulator/context-input.ts";
import { contexts } from "../../core/kernel/contexts/contexts.ts";
import { hookArguments } from "../../core/kernel/contexts/lsm.ts";
import { memberPrototype } from "../../core/kernel/contexts/struct-ops.ts";
import { argumentTypes } from "../../core/kernel/contexts/tracing.ts";
import type { LinkedProgram } from "../../core/object/linked-object.ts";
import type { ContextDescription, Scenario } from "../../core/spec/example-spec.ts";
import { Random } from "../fuzz/random.ts";
import type { Annotations } from "./annotations.ts";
import type { SelftestKind } from "./selftest-result.ts";

/** TEST_DATA_LEN (tools/testing/selftests/bpf/test_loader.c, v7.3). */
const TEST_DATA_LEN = 64;
/** Enough for a test that lets may_goto fall through as often as the kernel does; Linux only loads those that return nothing known. */
const STEP_BUDGETS: Readonly<Record<SelftestKind, number>> = {
  retval: 200_000_000,
  success: 10_000_000,
  failure: 200_000_000,
};
/** As much as programs with a context of their own look at in the tests. */
const CONTEXT_BYTES = 1024;
/** MAX_BPF_FUNC_ARGS (include/linux/bpf.h, v7.3). */
const MOST_ARGUMENTS = 12;

type Input = Pick<Scenario, "packet" | "linear_length" | "context" | "kernel">;
type Arguments = Extract<ContextDescription, readonly unknown[]>;

const noInput: Input = {};

/** Objects of the kernel that a scenario can describe, by the struct of an argument that points to one. */
const objects: Readonly<Record<string, Arguments[number]>> = {
  task_struct: { task: "tested" },
  cgroup: { cgroup: "/tested" },
  file: { file: "/tmp/tested" },
  dentry: { dentry: "/tmp/tested" },
  inode: { inode: "/tmp/tested" },
  socket: { socket: {} },
  pt_regs: { pt_regs: {} },
};
/** Congestion controls are handed a whole TCP socket. */
const ofOperations: typeof objects = { ...objects, sock: { tcp_sock: {} } };
const kernel: NonNullable<Scenario["kernel"]> = {
  processes: [{ comm: "tested" }],
  cgroups: [{ path: "/tested" }],
  files: [{ path: "/tmp/tested" }],
};

function pointedStruct(btf: Btf, type: TypeId): string | undefined {
  const pointer = btf.resolved(type);
  const pointee = pointer.kind === "ptr" ? btf.resolved(pointer.type) : undefined;
  return pointee?.kind === "struct" || pointee?.kind === "union" ? pointee.name : undefined;
}

/** The types of a tracing program's arguments; undefined where nothing is known of what it is attached to. */
function parameterTypes(btf: Btf, program: LinkedProgram): readonly TypeId[] | undefined {
  try {
    return argumentTypes(btf, program.attachType ?? "", targetOf(program));
  } catch {
    return undefined;
  }
}

/** The types of an operation's arguments; undefined where no kernel has the struct. */
function operationTypes(btf: Btf, { structOps }: LinkedProgram): readonly TypeId[] | undefined {
  if (!structOps || btf.find("struct", structOps.struct) === undefined) return undefined;
  return memberPrototype(btf, structOps)?.params.map(({ type }) => type);
}

function packet(bytes: Uint8Array, { linearSize }: Annotations): Input {
  return { packet: [{ bytes: toHex(bytes) }], ...(linearSize ? { linear_length: linearSize } : {}) };
}

/** What an argument is: for a pointer to an object, one that the scenario describes, or one whose members are all 0; and else 0. */
function argumentFor(btf: Btf, type: TypeId, known: typeof objects): Arguments[number] {
  const struct = pointedStruct(btf, type);
  return struct ? (known[struct] ?? { object: struct }) : 0;
}

function argumentsFor(btf: Btf, types: readonly TypeId[] | undefined, known = objects): Input {
  return types ? { context: types.map((type) => argumentFor(btf, type, known)), kernel } : noInput;
}

const AF_INET = 2;

/** What a program is handed that only attached ones are handed something. */
function attachedInput(btf: Btf, program: LinkedProgram): Input | undefined {
  const zeros = Array.from({ length: MOST_ARGUMENTS }, () => 0);
  switch (program.programType) {
    case "BPF_PROG_TYPE_TRACING":
      return argumentsFor(btf, parameterTypes(btf, program));
    case "BPF_PROG_TYPE_LSM":
      return argumentsFor(btf, hookArguments(btf, targetOf(program)));
    case "BPF_PROG_TYPE_STRUCT_OPS":
      return argumentsFor(btf, operationTypes(btf, program), ofOperations);
    case "BPF_PROG_TYPE_SK_LOOKUP":
      return { context: { family: AF_INET } };
    case "BPF_PROG_TYPE_RAW_TRACEPOINT":
      return { context: zeros };
    case "BPF_PROG_TYPE_TRACEPOINT":
    case "BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE":
    case "BPF_PROG_TYPE_SYSCALL":
      return { context: "00".repeat(CONTEXT_BYTES) };
    default:
      return undefined;
  }
}

/** The one input that test_loader.c hands a test run: a packet of zeros, or nothing. */
function firstInput(btf: Btf, program: LinkedProgram, kind: SelftestKind, annotations: Annotations): Input {
  const model = contexts.find(({ programType }) => programType === program.programType);
  const attached = kind === "retval" ? undefined : attachedInput(btf, program);
  if (attached) return attached;
  return model === undefined || model.packet === "none" ? noInput : packet(new Uint8Array(TEST_DATA_LEN), annotations);
}

/** What reaches more of a program than zeros do: a context of other bytes, random packets, of which some are longer. */
function furtherInputs(first: Input, annotations: Annotations): Input[] {
  if (typeof first.context === "string") return [{ ...first, context: "01".repeat(CONTEXT_BYTES) }];
  if (first.packet === undefined) return [];
  const random = new Random(1);
  const lengths = [TEST_DATA_LEN, TEST_DATA_LEN, 14, 1400];
  return [
    ...lengths.map((length) => packet(random.bytes(length), annotations)),
    packet(new Uint8Array(1400).fill(0xff), annotations),
  ];
}

function scenario(input: Input, kind: SelftestKind): Scenario {
  return {
    name: "selftest",
    summary: "A test of the kernel's.",
    step_budget: STEP_BUDGETS[kind],
    expect: {},
    ...input,
  };
}

/** The runs of a program: the one that test_loader.c makes, and more where a mistake is looked for. */
export function testInputs(
  btf: Btf,
  program: LinkedProgram,
  kind: SelftestKind,
  annotations: Annotations,
): readonly Scenario[] {
  const first = firstInput(btf, program, kind, annotations);
  return [first, ...(kind === "failure" ? furtherInputs(first, annotations) : [])].map((input) =>
    scenario(input, kind),
  );
}
