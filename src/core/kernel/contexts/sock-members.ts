import type { MemberWidth } from "./struct-context.ts";

/** Members of struct bpf_sock (bpf_sock_is_valid_access, net/core/filter.c, v7.3). */
export const sockWidths = {
  bound_dev_if: "word",
  family: "first",
  type: "first",
  protocol: "first",
  mark: "word",
  priority: "word",
  src_ip4: "narrow",
  src_ip6: "narrow",
  src_port: "first",
  dst_port: "half",
  dst_ip4: "narrow",
  dst_ip6: "narrow",
  state: "first",
  rx_queue_mapping: "first",
} as const satisfies Readonly<Record<string, MemberWidth>>;
