import { expect, test } from "vitest";
import { nearest, nearestOfMany } from "../../../src/core/diagnostics/nearest.ts";
import { kfuncFlags } from "../../../src/core/uapi/kfunc-flags.ts";

test.each([
  ["KF_ACQUIR", "KF_ACQUIRE"],
  ["KF_AQUIRE", "KF_ACQUIRE"],
  ["KF_REALEASE", "KF_RELEASE"],
  ["KF_RELAESE", "KF_RELEASE"],
  ["kf_rcu", "KF_RCU"],
  ["kf_acquir", "KF_ACQUIRE"],
  ["kf_rcus", "KF_RCU"],
  ["KF_RET_NUL", "KF_RET_NULL"],
  ["XDP", undefined],
  ["", undefined],
  ["KF_SOMETHING_ENTIRELY_ELSE", undefined],
])("the flag meant by %j is %j", (typed, meant) => {
  expect(nearest(typed, kfuncFlags)).toBe(meant);
});

test.each([
  ["bpf_reserve_pages", "bpf_arena_reserve_pages"],
  ["arena pages free", "bpf_arena_free_pages"],
  ["bpf_arena", undefined],
  ["pages", undefined],
])("the kfunc meant by %j is %j", (typed, meant) => {
  expect(nearest(typed, ["bpf_arena_reserve_pages", "bpf_arena_free_pages", "bpf_rcu_read_lock"])).toBe(meant);
});

test.each([
  ["nine", undefined],
  ["NINE", undefined],
  ["xdp_drop", "XDP_DROP"],
  ["XDP_DORP", "XDP_DROP"],
  ["none", "NONE"],
  ["DROP", "XDP_DROP"],
])("the enumerator meant by %j is %j", (typed, meant) => {
  expect(nearestOfMany(typed, ["NONE", "XDP_DROP", "XDP_PASS"])).toBe(meant);
});

test("a name with many mistakes is another one, however long it is", () => {
  expect(nearest("bpf_xdp_get_xfrm_state", ["bpf_skb_get_fou_encap"])).toBeUndefined();
  expect(nearest("bpf_task_from_vpid_of_mine", ["bpf_task_from_vpid"])).toBeUndefined();
});

test("a very long name costs nothing", () => {
  expect(nearest("x".repeat(200_000), kfuncFlags)).toBeUndefined();
});
