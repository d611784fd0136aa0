import type { HelperModel } from "./helper.ts";
import { skbArgument } from "./skb.ts";

/** A number that is none of a packet's socket in a test run: the packet took no route, and there is no net_cls cgroup. */
const none = (name: HelperModel["name"], more: Omit<HelperModel, "name" | "call">): HelperModel => ({
  name,
  ...more,
  call(kernel, args) {
    skbArgument(kernel, args(0));
    return 0n;
  },
});

/** net/core/filter.c, v7.3. The packet's socket is the test run's own, of user 0. */
export const skbSocket: readonly HelperModel[] = [
  none("bpf_get_socket_uid", {
    notModelled: ["Sockets of other users."],
  }),
  none("bpf_get_route_realm", { notModelled: ["Realms of routes."] }),
  none("bpf_get_cgroup_classid", {
    notModelled: ["Cgroups of version 1, whose net_cls has such numbers."],
  }),
  none("bpf_skb_cgroup_classid", {
    notModelled: ["Cgroups of version 1, whose net_cls has such numbers."],
  }),
];
