import { toS32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import { cgroupArgument } from "./cgroup-argument.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { skbArgument } from "./skb.ts";
import { socketArgument } from "./socket-argument.ts";

type Check = (kernel: Kernel, address: bigint) => unknown;

/** The cgroup of the process that made the socket: the trigger's. */
const ofSocket = (name: HelperModel["name"], check: Check): HelperModel => ({
  name,
  notModelled: ["Sockets of other processes than the trigger's."],
  call(kernel, args) {
    check(kernel, args(0));
    return BigInt(kernel.cgroups.ofTrigger.id);
  },
});

/** 0 where no cgroup above it, nor itself, is at the level. */
const ancestor = (name: HelperModel["name"], check: Check): HelperModel => ({
  name,
  notModelled: ["Sockets of other processes than the trigger's."],
  call(kernel, args) {
    check(kernel, args(0));
    return BigInt(kernel.cgroups.ofTrigger.ancestor(Number(toS32(args(1))))?.id ?? 0);
  },
});

const underCgroup: HelperModel = {
  name: "bpf_skb_under_cgroup",
  notModelled: ["Sockets of other processes than the trigger's.", "Packets without a socket."],
  call(kernel, args) {
    skbArgument(kernel, args(0));
    const cgroup = cgroupArgument(kernel, {
      helper: "bpf_skb_under_cgroup",
      array: args(1),
      label: "R2",
      index: args(2),
    });
    if (typeof cgroup === "string") return errnoResult(cgroup);
    return kernel.cgroups.ofTrigger.isDescendantOf(cgroup) ? 1n : 0n;
  },
};

/** net/core/filter.c, v7.3. */
export const socketCgroup: readonly HelperModel[] = [
  ofSocket("bpf_skb_cgroup_id", skbArgument),
  ofSocket("bpf_sk_cgroup_id", socketArgument),
  ancestor("bpf_skb_ancestor_cgroup_id", skbArgument),
  ancestor("bpf_sk_ancestor_cgroup_id", socketArgument),
  underCgroup,
];
