import { describe, expect, test } from "vitest";
import { printCodeFrame, printDiagnostic, printPlace } from "../../../src/core/diagnostics/code-frame.ts";
import { errorAt } from "../../../src/core/diagnostics/error-at.ts";
import type { Span } from "../../../src/core/diagnostics/source.ts";

/** The span of what stands between « and ». */
function marked(text: string, path = "a.yaml"): Span {
  const start = text.indexOf("«");
  const end = text.indexOf("»") - 1;
  return { source: { path, text: text.replace(/[«»]/g, "") }, start, end };
}

describe("a code frame", () => {
  test.each([
    ["the middle of a file", "a: 1\nb: «two»\nc: 3\nd: 4", "  1 | a: 1\n> 2 | b: two\n    |    ^^^\n  3 | c: 3"],
    ["the first line", "«a»: 1\nb: 2", "> 1 | a: 1\n    | ^\n  2 | b: 2"],
    ["the end of a file", "a: 1\n«»", "  1 | a: 1\n> 2 |\n    | ^"],
    ["several lines", "a: «[1,\n  2]»\n", "> 1 | a: [1,\n    |    ^^^\n  2 |   2]"],
    ["CRLF", "a: 1\r\nb: «2»\r\n", "  1 | a: 1\n> 2 | b: 2\n    |    ^\n  3 |"],
    ["a tab before", "\tb: «2»", "> 1 |  b: 2\n    |     ^"],
    ["a byte order mark", "\ufeff«a»: 1", "> 1 | a: 1\n    | ^"],
    ["an escape sequence", "a: \u001b[31m«b»", "> 1 | a: ␛[31mb\n    |         ^"],
  ])("shows %s", (_, text, expected) => {
    expect(printCodeFrame(marked(text))).toBe(expected);
  });

  test("gives line numbers one width", () => {
    const text = `${"x\n".repeat(9)}«y»\nz`;
    expect(printCodeFrame(marked(text))).toBe("   9 | x\n> 10 | y\n     | ^\n  11 | z");
  });

  test("cuts a long line around the place", () => {
    const frame = printCodeFrame(marked(`${"a".repeat(1000)}«b»${"c".repeat(1000)}`));
    const [line = "", carets = ""] = frame.split("\n");
    expect(line.length).toBeLessThan(220);
    expect(line[carets.indexOf("^")]).toBe("b");
  });
});

describe("a printed diagnostic", () => {
  test("has place, code, frame, notes with their places, and help", () => {
    const place = marked("a: 1\n«a»: 2");
    const earlier = { ...place, start: 0, end: 1 };
    const remarks = { notes: [{ message: "it first stands here", place: earlier }], help: "remove one" };
    expect(printDiagnostic(errorAt(place, "spec/duplicate", "The key a stands twice", remarks))).toBe(
      [
        "a.yaml:2:1: error [spec/duplicate] The key a stands twice",
        "  1 | a: 1",
        "> 2 | a: 2",
        "    | ^",
        "  note: a.yaml:1:1: it first stands here",
        "  help: remove one",
      ].join("\n"),
    );
  });

  test("keeps an author's control characters out of the terminal", () => {
    const message = "no key \u001b]0;owned\u0007\n::error::\u202eevil";
    const printed = printDiagnostic(errorAt({ path: "a.o", byteOffset: 16 }, "load/elf", message));
    expect(printed).toBe("a.o+0x10: error [load/elf] no key ␛]0;owned␇␊::error::�evil");
  });
});

test("a file as a whole is its path, its first byte is an offset", () => {
  expect(printPlace({ path: "a.o" })).toBe("a.o");
  expect(printPlace({ path: "a.o", byteOffset: 0 })).toBe("a.o+0x0");
});

test.each([
  ["a\nbc", 3, "p:2:2"],
  ["\ufeffab", 2, "p:1:2"],
  ["ä\n🦀x", 4, "p:2:3"],
  ["", 0, "p:1:1"],
])("the place of offset in %j", (text, start, expected) => {
  expect(printPlace({ source: { path: "p", text }, start, end: start })).toBe(expected);
});
