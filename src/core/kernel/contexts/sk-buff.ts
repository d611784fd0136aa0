import type { Kernel } from "../kernel.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import { SkBuff, type SkbLayout } from "../objects/sk-buff.ts";
import { SkBuffContext } from "../objects/sk-buff-context.ts";
import { type ContextInput, type ContextModel, type EnteredContext, RefusedInput } from "./context.ts";
import { skBuffMembers } from "./sk-buff-members.ts";
import { structContext } from "./struct-context.ts";

const STRUCT = "__sk_buff";

/** The members that a test run takes from the context (convert___skb_to_skb, net/bpf/test_run.c, v7.3). */
const taken: readonly string[] = [
  "mark",
  "priority",
  "ingress_ifindex",
  "ifindex",
  "cb",
  "data_end",
  "tstamp",
  "wire_len",
  "gso_segs",
  "gso_size",
  "hwtstamp",
];
const GSO_MAX_SEGS = 0xffff;
const GSO_LEGACY_MAX_SIZE = 65536;
const LOOPBACK = 1;

function checkOthers(context: ProgramBytes): void {
  const other = context.setMembers().find((name) => !taken.includes(name));
  if (other === undefined) return;
  throw new RefusedInput(
    `A test run refuses a context whose ${other} is not 0 (EINVAL)`,
    ["context", other],
    `It takes: ${taken.join(", ")}.`,
  );
}

function checkValues(skb: SkBuff, context: ProgramBytes): void {
  const wire = context.number("wire_len");
  if (wire !== 0 && (wire < skb.length || wire > GSO_LEGACY_MAX_SIZE)) {
    throw new RefusedInput(`A test run refuses a wire_len of ${wire} (EINVAL)`, ["context", "wire_len"]);
  }
  if (context.number("gso_segs") > GSO_MAX_SEGS) {
    throw new RefusedInput("A test run refuses more gso_segs than 65535 (EINVAL)", ["context", "gso_segs"]);
  }
  const ifindex = context.number("ifindex");
  if (ifindex > LOOPBACK && !skb.kernel.net.devices.byIndex(ifindex)) {
    throw new RefusedInput(`A test run finds no device ${ifindex} (ENODEV)`, ["context", "ifindex"]);
  }
}

function takeContext(skb: SkBuff, context: ProgramBytes, { linearOnly }: SkbProgram): void {
  if (linearOnly && context.number("data_end") !== 0) {
    throw new RefusedInput("A test run takes no linear length for lightweight tunnels (EINVAL)", ["linear_length"]);
  }
  checkOthers(context);
  checkValues(skb, context);
  const { fields } = skb;
  if (context.number("ifindex") > LOOPBACK) skb.receiveOn(context.number("ifindex"));
  fields.mark = context.number("mark");
  fields.priority = context.number("priority");
  fields.ingressIfindex = context.number("ingress_ifindex");
  fields.tstamp = context.integer("tstamp");
  fields.wireLength = context.number("wire_len") || skb.length;
  fields.gsoSegments = context.number("gso_segs");
  fields.gsoSize = context.number("gso_size");
  fields.hwtstamp = context.integer("hwtstamp");
  skb.cb.set(context.bytes("cb"));
}

/** convert_skb_to___skb: what a test run writes into the context that it hands back. */
function giveContext({ fields, cb }: SkBuff, context: ProgramBytes): Uint8Array {
  context.set("mark", fields.mark);
  context.set("priority", fields.priority);
  context.set("ingress_ifindex", fields.ingressIfindex);
  context.set("ifindex", fields.ifindex);
  context.set("tstamp", fields.tstamp);
  context.setBytes("cb", cb);
  context.set("wire_len", fields.wireLength);
  context.set("gso_segs", fields.gsoSegments);
  context.set("hwtstamp", fields.hwtstamp);
  return context.all;
}

/** What is particular to one program type that runs on packets. */
export interface SkbProgram
  extends SkbLayout,
    Pick<ContextModel, "programType" | "returns" | "returnRange" | "attachTypes"> {
  /** Its test run takes no packets in fragments. */
  readonly linearOnly?: true;
  /** Members that it may not touch. */
  readonly hidden: readonly string[];
  readonly writableMembers: readonly string[];
}

/** tstamp_type is for the tc types alone, and data_meta needs them, too. */
function enter(kernel: Kernel, { packet, bytes }: ContextInput, program: SkbProgram): EnteredContext {
  if (!packet) throw new RefusedInput("The scenario has no packet", [], "Add `packet`.");
  const skb = new SkBuff(kernel, packet, program);
  kernel.skb = skb;
  kernel.ownContext = new SkBuffContext(skb);
  const rights = { hidden: new Set(program.hidden), writable: new Set(program.writableMembers) };
  skb.context = structContext(kernel, STRUCT, skBuffMembers, rights, skb);
  if (!bytes) return { region: skb.context };
  const context = new ProgramBytes(kernel.btf, STRUCT, bytes);
  takeContext(skb, context, program);
  return { region: skb.context, after: () => giveContext(skb, context) };
}

/** The model of a program type whose context is a struct __sk_buff. */
export function skbContext(program: SkbProgram): ContextModel {
  const { programType, returns, returnRange, attachTypes } = program;
  return {
    programType,
    ...(returns && { returns }),
    ...(returnRange && { returnRange }),
    ...(attachTypes && { attachTypes }),
    packet: "skb",
    struct: STRUCT,
    notModelled: ["Metadata before the packet."],
    enter: (kernel, input) => enter(kernel, input, program),
  };
}
