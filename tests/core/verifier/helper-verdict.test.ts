import { expect, test } from "vitest";
import { readHelperVerdict } from "../../../src/core/verifier/helper-verdict.ts";

const atCall = (...lines: string[]) => ["0: R1=ctx() R10=fp0", "0: (85) call bpf_some_helper#7", ...lines].join("\n");

test.each([
  ["program of this type cannot use helper bpf_skb_vlan_push#18", "barred", "program type"],
  ["unknown func bpf_skb_vlan_push#18", "barred", "program type"],
  ["helper call is not allowed in probe", "barred", "program"],
  ["func bpf_get_func_ip#173 supported only for fentry/fexit/fsession/fmod_ret programs", "barred", "program"],
  ["sleepable helper bpf_copy_from_user#148 in non-sleepable program", "barred", "sleepable"],
  ["cannot call GPL-restricted function from non-GPL compatible program", "gpl-only", "license"],
  ["R1 type=ctx expected=map_ptr", "allowed", "arguments"],
  ["R1 type=ctx expected=ptr_, trusted_ptr_, rcu_ptr_", "allowed", "arguments"],
  ["R2 !read_ok", "allowed", "arguments"],
  ["Unreleased reference id=1 alloc_insn=0", "allowed", "end"],
])("%s: %s", (words, kind, because) => {
  expect(readHelperVerdict({ errno: 22, log: atCall(words) })).toEqual({ kind, because });
});

test("a program that was loaded may call it", () => {
  expect(readHelperVerdict({ errno: 0, log: "" }).kind).toBe("allowed");
});

test("words that no release has said so far are no answer", () => {
  expect(readHelperVerdict({ errno: 22, log: atCall("the helper is tired") })).toEqual({
    kind: "unknown",
    because: "the helper is tired",
  });
  expect(readHelperVerdict({ errno: 7, log: "" }).kind).toBe("unknown");
});
