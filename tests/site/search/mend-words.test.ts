import { expect, test } from "vitest";
import { knownWords, mendWords } from "../../../src/site/islands/search/mend-words.ts";

const known = knownWords(
  [
    { name: "bpf_dynptr_slice", href: "", summary: "Gives a pointer to a part of a packet." },
    { name: "struct bpf_ct_opts", href: "", members: ["netns_id"], summary: "A connection, looked up." },
    { name: "Cgroups", alias: "cgroup", href: "", summary: "The ancestor of a cgroup." },
  ],
  [{ words: "Unreleased reference", meaning: "A program ends while it holds one.", href: "" }],
);

test.each([
  ["unrelased reference", "unreleased reference"],
  ["Unreleased refernce", "Unreleased reference"],
  ["dynptr slise", "dynptr slice"],
  ["conection of a pakcet", "connection of a packet"],
  ["cgroup ancestr", "cgroup ancestor"],
])("%s is taken for %s", (typed, meant) => expect(mendWords(typed, known)).toBe(meant));

test.each([
  "slise",
  "dynptr slice",
  "all connections",
  "look up connecti",
  "some elephants",
  "bpf_slise packet",
  "R1 slise=4",
  "prog refs",
])("%s is left as it is", (typed) => expect(mendWords(typed, known)).toBeUndefined());
