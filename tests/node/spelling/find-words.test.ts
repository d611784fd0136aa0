import { expect, test } from "vitest";
import { findWords } from "../../../src/node/spelling/find-words.ts";

test.each([
  ["Two words, and-so on.", ["Two", "words", "and", "so", "on"]],
  ["The task's CPUs don't", ["The", "task", "don't"]],
  ["bpf_task_acquire(p) sk->mark opts.error a/b 0x10 v7.3 x86 k8s", []],
  ["net/core/filter.c (without a file)", ["without", "file"]],
  ["KF_RCU IPsec XFRM NMIs", []],
  ["(Sleepable) “quoted” words\nnext", ["Sleepable", "quoted", "words", "next"]],
  ["naïve Größe", ["naïve", "Größe"]],
  ["a b", []],
])("%j has the words %j", (text, words) => {
  const found = findWords(text);
  expect(found.map((word) => word.text)).toEqual(words);
  for (const word of found) expect(text.slice(word.start, word.start + word.text.length)).toBe(word.text);
});
