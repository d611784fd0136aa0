import { expect, test } from "vitest";
import { familyOf } from "../../../src/core/facts/families.ts";

test.each([
  ["bpf_dynptr_slice", "dynptr"],
  ["bpf_copy_from_user_task_str_dynptr", "dynptr"],
  ["bpf_copy_from_user_task_str", "user-memory"],
  ["bpf_iter_scx_dsq_new", "sched-ext"],
  ["__scx_bpf_select_cpu_and", "sched-ext"],
  ["bpf_iter_css_task_new", "iterators"],
  ["bpf_skb_set_xfrm_info", "xfrm"],
  ["bpf_skb_ct_lookup", "conntrack"],
  ["bpf_xdp_metadata_rx_hash", "xdp"],
  ["bpf_task_under_cgroup", "cgroup"],
  ["bpf_task_work_schedule_signal", "work"],
  ["bpf_task_from_vpid", "task"],
  ["bpf_stream_vprintk", "general"],
  ["bpf_strnlen", "strings"],
  ["bpf_percpu_obj_new_impl", "memory"],
  ["bpf_skb_get_hash", "qdisc"],
  ["bpf_skb_set_fou_encap", "network"],
  ["dctcp_init", "tcp-cc"],
])("%s stands in %s", (name, family) => expect(familyOf(name)).toBe(family));
