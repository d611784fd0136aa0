import type { Btf } from "../../core/btf/btf.ts";
import { GRACE_MILLISECONDS } from "../../core/emulator/actions.ts";
import { memberBytes, withLinearLength } from "../../core/emulator/context-input.ts";
import { packetParts } from "../../core/emulator/packet/build-packet.ts";
import { SetupSignal } from "../../core/emulator/setup-problem.ts";
import { leavesWork } from "../../core/kernel/async/leaves-work.ts";
import { contexts } from "../../core/kernel/contexts/contexts.ts";
import { enumerators } from "../../core/kernel/enumerators.ts";
import type { LinkedObject, LinkedProgram } from "../../core/object/linked-object.ts";
import type { Action, ContextDescription, Scenario } from "../../core/spec/example-spec.ts";
import type { Drive, TestRun } from "../linux/job.ts";
import { actionWords } from "./action-words.ts";
import { attachWords, isIterator } from "./attach-ways.ts";
import { contextType, testRunType } from "./test-run-types.ts";

const REGISTER_BYTES = 8;

function argumentBytes(values: readonly unknown[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * REGISTER_BYTES);
  for (const [index, value] of values.entries()) {
    if (typeof value === "object") {
      throw new SetupSignal("BPF_PROG_TEST_RUN can't hand over a kernel object as an argument", ["context", index]);
    }
    bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value as number | string)), index * REGISTER_BYTES);
  }
  return new Uint8Array(bytes);
}

/** `ctx_in` for a context that a scenario describes. */
export function contextBytes(
  described: ContextDescription,
  object: LinkedObject,
  program: LinkedProgram,
  btf: Btf,
): Uint8Array {
  if (typeof described === "string") return Uint8Array.from(Buffer.from(described.replaceAll(/\s/g, ""), "hex"));
  return Array.isArray(described)
    ? argumentBytes(described)
    : memberBytes(contextType(object, program, btf), described as Exclude<typeof described, unknown[]>, btf);
}

const join = (parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

/** Where the kernel brings the event, or only looks at the program, nothing is handed over. */
const needsContext = ({ trigger, expect }: Scenario, program: LinkedProgram): boolean =>
  trigger === undefined
    ? expect.rejected === undefined || testRunType(program) !== undefined
    : trigger.includes("test_run");

/** What BPF_PROG_TEST_RUN is handed: packet and context are made by the emulator's own code. */
export function testRun(scenario: Scenario, object: LinkedObject, program: LinkedProgram, btf: Btf): TestRun {
  const { takesPacket = false, options = {} } = testRunType(program) ?? {};
  const { linear_length, context, packet, trigger } = scenario;
  const needsPacket = takesPacket && trigger === undefined;
  const use = contexts.find(({ programType }) => programType === program.programType)?.packet;
  const isSkb = use === "skb";
  const hasFragments = isSkb || program.flags.includes("BPF_F_XDP_HAS_FRAGS");
  const parts =
    needsPacket || packet
      ? packetParts(scenario, hasFragments, use === "none" || use === undefined ? "linear" : use)
      : undefined;
  const isCut = parts !== undefined && linear_length !== undefined && parts.fragments.length > 0;
  const isHanded = context !== undefined && needsContext(scenario, program);
  const described = isHanded ? contextBytes(context, object, program, btf) : undefined;
  const handed = isSkb && isCut ? withLinearLength(described, parts.linear.length, btf) : described;
  return {
    ...options,
    ...(parts && { packet: join([parts.linear, ...parts.fragments]) }),
    ...(isCut && !isSkb && { linearLength: parts.linear.length }),
    ...(handed && { context: handed }),
  };
}

/** What is done with a program that no trigger is given for: beside a plain test run, where more has to happen. */
function actionsAlone(object: LinkedObject, program: LinkedProgram): readonly Action[] | undefined {
  if (isIterator(program)) return ["iterate"];
  return leavesWork(object) ? ["test_run", { sleep: GRACE_MILLISECONDS }] : undefined;
}

/** How the program is attached and what is done meanwhile; undefined where it is only test-run. */
export function driveOf(
  { attach = {}, trigger }: Scenario,
  object: LinkedObject,
  program: LinkedProgram,
  btf: Btf,
): Drive | undefined {
  const actions = trigger ?? actionsAlone(object, program);
  if (!actions) return undefined;
  const numbers = enumerators(btf);
  const number = (name: string): string => {
    const value = numbers.get(name);
    if (value === undefined) throw new SetupSignal(`The kernel's types do not have ${name}`, []);
    return String(value);
  };
  const words = trigger || isIterator(program) ? attachWords(attach, program, number) : undefined;
  return { ...(words && { attach: words }), actions: actions.map((action) => actionWords(action, number)) };
}
