import { describe, expect, test } from "vitest";
import { checkFolder, copyContent, headings } from "./content-copy.ts";

const file = "examples/xfrm/replay-window.bpf.c";
const firstProgram = 'SEC("xdp.frags")';

const slips = [
  {
    name: "an extern that the kernel does not have",
    from: firstProgram,
    to: `extern int bpf_no_such(void) __ksym;\n__hidden int ask(void) { return bpf_no_such(); }\n${firstProgram}`,
    finding: /:\d+:12: error \[load\/relocation\] The kernel has no kfunc bpf_no_such$/,
  },
  {
    name: "a section of no program type",
    from: firstProgram,
    to: 'SEC("xpd")',
    finding: /:\d+:1: error \[load\/unsupported\] SEC\("xpd"\) names no program type$/,
  },
];

describe("a finding of the loader", () => {
  test.each(slips)("is told of once, at its line of C: $name", async ({ from, to, finding }) => {
    const found = headings(await checkFolder(copyContent({ file, from, to })));
    expect(found.filter((line) => line.includes("[load/"))).toEqual([expect.stringMatching(finding)]);
    expect(found.join("\n")).not.toContain(".bpf.o");
  });
});
