import { expect, test } from "vitest";
import { type KnownMessage, messageIn, plainWords } from "../../../src/site/islands/search/query.ts";

const messages: KnownMessage[] = [
  "Unreleased reference",
  "is not allowed",
  "helper call is not allowed in probe",
  "must be referenced or trusted",
  " is expected",
].map((words) => ({ words, meaning: "", href: `/${words}/` }));

test.each([
  ["Unreleased reference id=3 alloc_insn=12", "Unreleased reference"],
  ["12: (95) exit unreleased REFERENCE id=3", "Unreleased reference"],
  ["calling kernel function bpf_x is not allowed", "is not allowed"],
  ["helper call is not allowed in probe", "helper call is not allowed in probe"],
  ["R1 must be referenced or trusted", "must be referenced or trusted"],
  ["R2 type=scalar is expected", " is expected"],
])("%s holds the message %j", (text, words) => expect(messageIn(text, messages)?.words).toBe(words));

test.each(["Unreleased", "bpf_xdp_get_xfrm_state", ""])("%j holds none", (text) => {
  expect(messageIn(text, messages)).toBeUndefined();
});

test.each([
  ["-ENOENT", "ENOENT"],
  ["xfrm state", "xfrm state"],
  ["R1 type=scalar expected=fp somewhere in 12: log", "somewhere log"],
  ["how do I read a packet with dynptr?", "read packet dynptr"],
  ["what does -ENONET mean", "ENONET mean"],
  ["what is it", "what is it"],
  ["  netns_id ", "netns_id"],
  ["port 80", "port 80"],
])("of %j the words %j are looked up", (text, words) => expect(plainWords(text)).toBe(words));
