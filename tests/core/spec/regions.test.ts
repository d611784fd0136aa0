import { describe, expect, test } from "vitest";
import { positionOf } from "../../../src/core/diagnostics/source.ts";
import { readRegions, regionLines, withoutRegionMarks } from "../../../src/core/spec/regions.ts";

const read = (text: string) => readRegions({ path: "a.bpf.c", text });

/** Line:column and message of each finding. */
const findings = (text: string) =>
  read(text).diagnostics.map(({ place, message }) => {
    const { line, column } = "source" in place ? positionOf(place.source, place.start) : { line: 0, column: 0 };
    return `${line}:${column} ${message}`;
  });

describe("the regions of a source", () => {
  const nested = [
    "/* region: all */",
    "int x;",
    "\t/*region:body*/",
    "\tif (x)",
    "\t\ty();",
    "\t/* endregion: body */",
    "/* endregion: all */",
    "int z;",
  ].join("\n");

  test("are the lines between their comments, without those of others", () => {
    expect(read(nested).diagnostics).toEqual([]);
    expect(read(nested).value).toEqual([
      { name: "body", text: "\tif (x)\n\t\ty();" },
      { name: "all", text: "int x;\n\tif (x)\n\t\ty();" },
    ]);
  });

  test("are shown without the indentation that all lines have", () => {
    expect(regionLines({ name: "a", text: "\n\tif (x)\n\n\t\ty();\n" })).toBe("if (x)\n\n\ty();");
  });

  test("leave no comment in the source that is shown", () => {
    expect(withoutRegionMarks(nested)).toBe("int x;\n\tif (x)\n\t\ty();\nint z;");
  });

  test.each([
    ["no name", "/* region: */\na\n/* endregion: */", ["1:1 Nothing is no name for a region"]],
    ["capitals", "/* region: A */\na\n/* endregion: A */", ["1:1 A is no name for a region"]],
    ["an end that is missing", "a\n\t/* region: b */\nc", ["2:2 The region b does not end"]],
    ["an end of nothing", "a\n/* endregion: b */", ["2:1 No region b is open here"]],
    ["no lines", "/* region: a */\n\n/* endregion: a */", ["1:1 The region a has no lines"]],
    [
      "a name twice",
      "/* region: a */\nb\n/* endregion: a */\n/* region: a */\nc\n/* endregion: a */",
      ["4:1 The region a stands twice"],
    ],
  ])("are not there with %s", (_, text, expected) => expect(findings(text)).toEqual(expected));

  test.each(["int x; /* region: a */", "// region: a", "/* the region: a */"])("are not begun by %j", (line) =>
    expect(read(line)).toEqual({ value: [], diagnostics: [] }),
  );
});
