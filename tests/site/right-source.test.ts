import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { rightSource } from "../../src/site/view/right-source.ts";

const macros = ["LEAK", "NO_NULL_CHECK"];

describe("a source without its variants", () => {
  test.each([
    ["loses what only a variant compiles", "a\n#ifdef LEAK\nb\n#endif\nc", "a\nc"],
    ["keeps what only a variant leaves out", "a\n#ifndef LEAK\nb\n#endif\nc", "a\nb\nc"],
    ["takes the other branch", "#ifdef LEAK\na\n#else\nb\n#endif", "b"],
    ["takes the first branch", "#ifndef LEAK\na\n#else /* LEAK */\nb\n#endif /* LEAK */", "a"],
    ["knows #if defined", "#if defined(LEAK)\na\n#endif\n#if !defined LEAK\nb\n#endif", "b"],
    ["keeps other conditionals", "#ifdef DEBUG\na\n#else\nb\n#endif", "#ifdef DEBUG\na\n#else\nb\n#endif"],
    ["looks into other conditionals", "#if X\n#ifdef LEAK\na\n#endif\nb\n#endif", "#if X\nb\n#endif"],
    ["drops conditionals inside what it drops", "#ifdef LEAK\n#ifdef X\na\n#endif\n#endif\nb", "b"],
    ["keeps inner variants apart", "#ifndef LEAK\n#ifdef NO_NULL_CHECK\na\n#else\nb\n#endif\n#endif", "b"],
    ["leaves one blank line of two", "a\n\n#ifdef LEAK\nb\n#endif\n\nc", "a\n\nc"],
    ["keeps blank lines of its own", "a\n\n\nb", "a\n\n\nb"],
  ])("%s", (_, source, expected) => expect(rightSource(source, macros)).toBe(expected));

  test.each([
    ["#elif", "#ifdef LEAK\na\n#elif X\nb\n#endif"],
    ["no end", "#ifdef LEAK\na"],
    ["an end too many", "a\n#endif"],
  ])("is the whole file where there is %s", (_, source) => expect(rightSource(source, macros)).toBe(source));

  test("of a real example holds no conditional and every right line", () => {
    const file = resolve(import.meta.dirname, "../../content/examples/xfrm/replay-window.bpf.c");
    const variants = [...readFileSync(file, "utf8").matchAll(/^#ifn?def (\w+)/gm)].map(([, name = ""]) => name);
    const right = rightSource(readFileSync(file, "utf8"), variants);
    expect(right).not.toMatch(/^#(if|endif)/m);
    expect(right).toContain("\tif (!x)\n\t\treturn XDP_PASS;");
    expect(right.match(/^\tbpf_xdp_xfrm_state_release\(x\);$/gm)).toHaveLength(1);
    expect(right).not.toContain("ttl--");
  });
});
