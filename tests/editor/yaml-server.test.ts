import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { YamlServer } from "./yaml-server.ts";

const server = new YamlServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const spec = { folder: "content/kfuncs/xfrm", schema: "kfunc" };
const example = { folder: "content/examples/xfrm", schema: "example" };
type Kind = typeof spec;

let files = 0;

/** Opens a text as a new file with its first line; `|` is where the cursor stands. */
async function open({ folder, schema }: Kind, marked: string) {
  const path = `${folder}/sample${++files}.yaml`;
  const text = `# yaml-language-server: $schema=../../schema/${schema}.schema.json\n${marked}`;
  const before = text.slice(0, text.indexOf("|")).split("\n");
  await server.open(path, text.replace("|", ""));
  return [path, before.length - 1, before.at(-1)?.length ?? 0] as const;
}

const completions = async (kind: Kind, marked: string) => server.complete(...(await open(kind, marked)));
const hover = async (kind: Kind, marked: string) => server.hover(...(await open(kind, marked)));

describe("an editor completes", () => {
  test.each<[string, Kind, string, string[]]>([
    ["keys of a spec", spec, "name: bpf_a\n|", ["summary", "errors", "program_types", "released_by", "not_errors"]],
    ["flags", spec, "name: bpf_a\nflags: [|]", ["KF_ACQUIRE", "KF_RET_NULL", "KF_SLEEPABLE"]],
    ["flags on lines of their own", spec, "name: bpf_a\nflags:\n  - |", ["KF_ACQUIRE", "KF_RET_NULL"]],
    ["program types", spec, "name: bpf_a\nprogram_types:\n  - |", ["BPF_PROG_TYPE_XDP", "BPF_PROG_TYPE_LSM"]],
    ["errno names", spec, "name: bpf_a\nerrors:\n  - value: |", ["EINVAL", "ENOENT", '"NULL"']],
    [
      "keys of an error",
      spec,
      "name: bpf_a\nerrors:\n  - value: EINVAL\n    |",
      ["when", "shown_by", "not_shown", "via"],
    ],
    ["kfuncs", spec, "name: bpf_a\nreleased_by: |", ["bpf_task_release", "bpf_xdp_xfrm_state_release"]],
    [
      "keys of a scenario",
      example,
      "scenarios:\n  - name: a\n    |",
      ["summary", "variant", "packet", "kernel", "expect"],
    ],
    [
      "what a scenario expects",
      example,
      "scenarios:\n  - name: a\n    expect:\n      |",
      ["return", "globals", "rejected", "fault", "calls"],
    ],
    [
      "fault rules",
      example,
      "scenarios:\n  - name: a\n    expect:\n      fault:\n        rule: |",
      ["null-dereference", "unreleased-reference"],
    ],
    [
      "kfuncs that are called",
      example,
      "scenarios:\n  - name: a\n    expect:\n      calls:\n        - |",
      ["bpf_xdp_get_xfrm_state", "bpf_task_acquire"],
    ],
    ["kernel state", example, "scenarios:\n  - name: a\n    kernel:\n      |", ["xfrm_states", "processes", "cgroups"]],
    ["layers of a packet", example, "scenarios:\n  - name: a\n    packet:\n      - |", ["eth", "ipv4", "esp"]],
  ])("%s", async (_, kind, marked, expected) => {
    expect(await completions(kind, marked)).toEqual(expect.arrayContaining(expected));
  });
});

describe("an editor explains", () => {
  test.each<[string, Kind, string, string]>([
    ["a key of a spec", spec, "name: bpf_a\nsumm|ary: A.", "What it does"],
    ["a key within", spec, "name: bpf_a\nerrors:\n  - value: EINVAL\n    wh|en: a", "The condition"],
    ["a flag", spec, "name: bpf_a\nflags: [KF_AC|QUIRE]", "a reference that the program must give back"],
    ["a program type", spec, "name: bpf_a\nprogram_types: [BPF_PROG_TYPE_X|DP]", "before the network stack sees it"],
    [
      "a fault rule",
      example,
      "scenarios:\n  - name: a\n    expect:\n      fault: { rule: unrel|eased-reference }",
      "still holds a reference",
    ],
    ["a key of a scenario", example, "scenarios:\n  - name: a\n    vari|ant: B", "-D"],
    ["a key of what is expected", example, "scenarios:\n  - name: a\n    expect:\n      ret|urn: 1", "return"],
  ])("%s", async (_, kind, marked, words) => {
    expect(await hover(kind, marked)).toContain(words);
  });
});

test("an editor finds a key that there is not, and a flag", async () => {
  const text =
    "# yaml-language-server: $schema=../../schema/kfunc.schema.json\nname: bpf_a\nsumary: A.\nflags: [KF_AQUIRE]\n";
  const problems = await server.open("content/kfuncs/xfrm/bpf_wrong.yaml", text);
  expect(problems.map(({ range }) => range.start.line)).toEqual(expect.arrayContaining([2, 3]));
});

test.each(["content/kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml", "content/examples/xfrm/replay-window.yaml"])(
  "an editor finds nothing wrong in %s",
  async (path) => {
    const text = readFileSync(resolve(import.meta.dirname, "../..", path), "utf8");
    expect(await server.open(path, text)).toEqual([]);
  },
);
