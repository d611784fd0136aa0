import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import { SkBuff } from "../objects/sk-buff.ts";
import { type ContextModel, RefusedInput } from "./context.ts";
import { type ContextMember, structContext } from "./struct-context.ts";

const KEYS = "bpf_flow_keys";
const ETH_HLEN = 14;

interface Dissection {
  readonly skb: SkBuff;
  readonly keys: Region;
}

/** flow_dissector_is_valid_access (net/core/filter.c, v7.3). */
const members: readonly ContextMember<Dissection>[] = [
  { name: "data", width: "pointer", read: ({ skb }, { memory }) => memory.addressOf(skb.linear, 0) },
  { name: "data_end", width: "pointer", read: ({ skb }, { memory }) => memory.addressOf(skb.linear, skb.linear.size) },
  { name: "flow_keys", width: "double", read: ({ keys }, { memory }) => memory.addressOf(keys, 0) },
];

const rights = { hidden: new Set<string>(), writable: new Set<string>() };

/** What bpf_flow_dissect (net/core/flow_dissector.c, v7.3) hands the program. */
function startKeys(kernel: Kernel, skb: SkBuff, flags: number): ProgramBytes {
  const keys = new ProgramBytes(kernel.btf, KEYS, new Uint8Array(0));
  keys.setBytes("n_proto", Uint8Array.of(skb.protocol >> 8, skb.protocol & 0xff));
  keys.set("nhoff", ETH_HLEN);
  keys.set("thoff", ETH_HLEN);
  keys.set("flags", flags);
  return keys;
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** Offsets stay within the packet, whatever the program wrote. */
function finishedKeys(keys: ProgramBytes, length: number): Uint8Array {
  keys.set("nhoff", clamp(keys.number("nhoff"), ETH_HLEN, length));
  keys.set("thoff", clamp(keys.number("thoff"), keys.number("nhoff"), length));
  return keys.all;
}

/** bpf_prog_test_run_flow_dissector (net/bpf/test_run.c, v7.3): what comes back as packet are the keys. */
export const flowDissector: ContextModel = {
  programType: "BPF_PROG_TYPE_FLOW_DISSECTOR",
  packet: "linear",
  struct: KEYS,
  notModelled: [],
  enter(kernel, { packet, bytes }) {
    if (!packet) throw new RefusedInput("The scenario has no packet", [], "Add `packet`.");
    const given = bytes && new ProgramBytes(kernel.btf, KEYS, bytes);
    const other = given?.setMembers().find((name) => name !== "flags");
    if (other) throw new RefusedInput(`A test run refuses keys whose ${other} is not 0 (EINVAL)`, ["context", other]);
    const skb = new SkBuff(kernel, packet, { startsAtMac: true, writable: false });
    const keys = startKeys(kernel, skb, given?.number("flags") ?? 0);
    const region = kernel.memory.allocate({ kind: "global", name: "flow keys", bytes: keys.all });
    skb.context = structContext(kernel, "__sk_buff", members, rights, { skb, keys: region });
    kernel.skb = skb;
    return {
      region: skb.context,
      packet: { before: skb.before, after: () => finishedKeys(keys, skb.length) },
      ...(given && { after: () => given.all }),
    };
  },
};
