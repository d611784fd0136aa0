import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "../objects/btf-object.ts";
import { KnownObject } from "../objects/known-object.ts";
import { LazyContext } from "../objects/own-context.ts";
import { SkBuff } from "../objects/sk-buff.ts";
import { structType } from "../objects/struct-access.ts";
import { type ContextModel, RefusedInput } from "./context.ts";
import { structContext } from "./struct-context.ts";

const STRUCT = "bpf_nf_ctx";
/** Numbers of include/uapi/linux/netfilter.h: what a test run without a context has. */
const NFPROTO_IPV4 = 2;
const NF_INET_LOCAL_OUT = 3;
/** ETH_P_IP in network order, as a little-endian machine loads it. */
const PROTOCOL = 0x0008;
const IPV4_HEADER = 20;

interface NetfilterObjects {
  readonly state: BtfObject;
  readonly skb: BtfObject;
}

function makeObjects(kernel: Kernel, length: number): NetfilterObjects {
  const state = new BtfObject(kernel, "nf_hook_state", structType(kernel.btf, "nf_hook_state"));
  state.set("hook", NF_INET_LOCAL_OUT);
  state.set("pf", NFPROTO_IPV4);
  const skb = new BtfObject(kernel, "sk_buff", structType(kernel.btf, "sk_buff"));
  skb.set("len", length);
  skb.set("protocol", PROTOCOL);
  return { state, skb };
}

const rights = { hidden: new Set<string>(), writable: new Set<string>() };

/** Both members are trusted pointers (nf_is_valid_access, net/netfilter/nf_bpf_link.c, v7.3). */
function context(kernel: Kernel, objects: NetfilterObjects): Region {
  const pointer = (name: keyof NetfilterObjects) => ({
    name,
    width: "double" as const,
    read: () => kernel.memory.addressOf(objects[name].trusted, 0),
  });
  return structContext(kernel, STRUCT, [pointer("state"), pointer("skb")], rights, objects);
}

/** What kfuncs see behind `skb`, which they take for a struct __sk_buff (btf_is_projection_of, kernel/bpf/btf.c, v7.3). */
function packetBehind(kernel: Kernel, object: BtfObject, linear: Uint8Array): SkBuff {
  const skb = new SkBuff(kernel, { linear, fragments: [] }, { startsAtMac: true, writable: false });
  skb.context = object.trusted;
  return skb;
}

/** bpf_prog_test_run_nf (net/bpf/test_run.c, v7.3), at the hook NF_INET_LOCAL_OUT. It hands no packet back. */
export const netfilter: ContextModel = {
  programType: "BPF_PROG_TYPE_NETFILTER",
  packet: "linear",
  returnRange: () => ({ least: 0, most: 1 }),
  notModelled: [
    "The bytes of the packet behind `skb->data`, and members of `skb` and `state` beside len, protocol, hook and pf: they are 0.",
  ],
  enter(kernel, { packet, bytes }) {
    if (bytes) throw new RefusedInput("A netfilter program takes no context from a scenario", ["context"]);
    const { linear } = packet ?? {};
    if (!linear || linear.length < IPV4_HEADER) {
      throw new RefusedInput("A test run needs a packet of at least 20 bytes (EINVAL)", ["packet"]);
    }
    const objects = makeObjects(kernel, linear.length);
    const members = () => ({ state: { to: objects.state }, skb: { to: objects.skb } });
    kernel.ownContext = new LazyContext(() => new KnownObject(kernel, { name: STRUCT, struct: STRUCT, members }));
    const region = context(kernel, objects);
    kernel.skb = packetBehind(kernel, objects.skb, linear);
    return { region, packet: { before: linear.slice(), after: () => new Uint8Array(0) } };
  },
};
