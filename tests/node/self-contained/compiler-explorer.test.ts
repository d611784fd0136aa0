import { expect, test } from "vitest";
import {
  explorerLink,
  explorerSource,
  LONGEST_LINK,
  linkToExplorer,
} from "../../../src/node/self-contained/compiler-explorer.ts";
import { openLink } from "./open-link.ts";

test("a link holds the source and what it is compiled with, in the form that Compiler Explorer reads", () => {
  const source = 'int main(void) { return "ä\\n"[0]; }\n'.repeat(20);
  const { sessions } = openLink(explorerLink(source));
  expect(sessions).toHaveLength(1);
  expect(sessions[0]).toMatchObject({ language: "c", source, compilers: [{ id: "cbpfclang1910" }] });
  expect(sessions[0]?.compilers[0]?.options).toContain("--target=bpf -mcpu=v3 -O2 -g");
});

/** Text that hardly compresses, the same each time. */
function noise(length: number): string {
  let state = 1;
  let text = "";
  while (text.length < length) {
    state = (state * 48271) % 2147483647;
    text += state.toString(36);
  }
  return text.slice(0, length);
}

const sourceOf = (declarations: string) =>
  explorerSource({ declarations, program: { before: "/* a */\n", after: "int x;\n" } });

test("what is too long for a link includes its declarations from this site, if that is served by https", () => {
  const short = sourceOf("typedef int s32;\n");
  expect(linkToExplorer(short, undefined)).toEqual({
    href: explorerLink("/* a */\ntypedef int s32;\nint x;\n"),
    includes: false,
  });
  const long = sourceOf(`/* ${noise(20_000)} */\n`);
  expect(linkToExplorer(long, undefined)).toBeUndefined();
  expect(linkToExplorer(long, "http://docs.example/a.h")).toBeUndefined();
  const link = linkToExplorer(long, "https://docs.example/a.h");
  expect(link?.includes).toBe(true);
  expect(link?.href.length).toBeLessThan(LONGEST_LINK);
  expect(openLink(link?.href ?? "").sessions[0]?.source).toBe("/* a */\n#include <https://docs.example/a.h>\nint x;\n");
});

test("a program that is too long by itself has no link", () => {
  const program = { before: "", after: `/* ${noise(20_000)} */\n` };
  expect(linkToExplorer(explorerSource({ declarations: "", program }), "https://docs.example/a.h")).toBeUndefined();
});
