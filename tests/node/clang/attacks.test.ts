import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { printDiagnostic } from "../../../src/core/diagnostics/code-frame.ts";
import { isSpan } from "../../../src/core/diagnostics/diagnostic.ts";
import { positionOf } from "../../../src/core/diagnostics/source.ts";
import { compileExample } from "../../../src/node/clang/compile-example.ts";
import { findForeignDependencies, parseDependencies } from "../../../src/node/clang/dependencies.ts";
import { buildFlags, clangEnvironment, clangLimits } from "../../../src/node/clang/flags.ts";
import { findForbiddenText } from "../../../src/node/clang/forbidden-text.ts";
import { findForbiddenCode } from "../../../src/node/clang/intermediate-code.ts";
import type { Toolchain } from "../../../src/node/clang/workshop.ts";
import { runLimited } from "../../../src/node/processes/run-limited.ts";
import { testToolchain, unitOf } from "./toolchain.ts";

const SECRET = "5ec7e7_plan7ed";
let toolchain: Toolchain;
let folder: string;
let secret: string;

beforeAll(async () => {
  toolchain = await testToolchain();
  folder = mkdtempSync(join(tmpdir(), "kfdoc-secret-"));
  secret = join(folder, "secret");
  writeFileSync(secret, `${SECRET}\nint ${SECRET.replace(/^5/, "s")};\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const body = "int f(void) { return 1; }\n";

/** Each `S` becomes the path of the secret; the line is where the refusal must point. */
const attacks: readonly { name: string; line: number; text: string }[] = [
  { name: "absolute include", line: 1, text: `#include "S"\n${body}` },
  { name: "angled absolute include", line: 1, text: `#include <S>\n${body}` },
  { name: "include through ..", line: 1, text: `#include "../../../../../../../S"\n${body}` },
  { name: "bpf/.. include", line: 1, text: `#include <bpf/../../../../../../../S>\n${body}` },
  { name: "include_next", line: 2, text: `\n#include_next <S>\n${body}` },
  { name: "import", line: 1, text: `#import "S"\n${body}` },
  { name: "embed", line: 2, text: `int x[] = {\n#embed "S"\n};\n` },
  { name: "missing embed", line: 2, text: `int x[] = {\n#embed "S.not-there"\n};\n` },
  { name: "computed include", line: 2, text: `#define FILE "S"\n#include FILE\n${body}` },
  { name: "line splices in the directive", line: 1, text: `#inc\\\nlude "S"\n${body}` },
  { name: "splice with blanks behind it", line: 1, text: `#inc\\  \nlude "S"\n${body}` },
  { name: "comment in the directive", line: 1, text: `/* a */ # /* b\n */ include /* c */ "S"\n${body}` },
  { name: "digraph", line: 1, text: `%:include "S"\n${body}` },
  { name: "trigraph", line: 1, text: `??=include "S"\n${body}` },
  { name: "has_include", line: 1, text: `#if __has_include("S")\nint yes;\n#endif\n${body}` },
  { name: "has_embed", line: 1, text: `#if __has_embed("S")\nint yes;\n#endif\n${body}` },
  {
    name: "pasted has_include",
    line: 0,
    text: `#define H(x) __has_##x\n#if H(include)("S")\nint yes;\n#endif\n${body}`,
  },
  { name: "incbin at file scope", line: 1, text: `asm(".inc" "bin \\"S\\"");\n${body}` },
  {
    name: "incbin in a function",
    line: 2,
    text: `int f(void) {\n  asm volatile(".inc" "bin \\"S\\"");\n  return 1; }\n`,
  },
  { name: "macro of the assembler", line: 1, text: `asm(".macro m a\\n.\\\\a \\"S\\"\\n.endm\\nm incbin");\n${body}` },
  {
    name: "directive spelt by symbol names",
    line: 1,
    text: 'extern int d asm(".incbin"), s asm("S");\nint f(void) { asm volatile("%0 %1" :: "i"(&d), "i"(&s)); return 1; }\n',
  },
  {
    name: "directive hidden behind a string that looks like assembly",
    line: 2,
    text: 'char decoy[4] = "asm ";\nasm(".incbin \\"S\\"");\n',
  },
  { name: "line directive", line: 1, text: `#line 1 "S"\n${body}` },
  { name: "linemarker", line: 1, text: `# 1 "S"\n${body}` },
  { name: "pragma dependency", line: 1, text: `#pragma GCC dependency "S"\n${body}` },
  { name: "_Pragma", line: 1, text: `_Pragma("GCC dependency \\"S\\"")\n${body}` },
  { name: "pragma include_alias", line: 1, text: `#pragma include_alias("bpf/bpf_helpers.h", "S")\n${body}` },
  { name: "raw string that hides a directive", line: 2, text: `char *x = R"(/*)";\n#include "S"\n/* )" */\n${body}` },
];

describe("an example that tries to read a planted secret", () => {
  test.each(attacks)("$name is refused", async ({ text, line }) => {
    const unit = unitOf(text.replaceAll("S", secret));
    const { value, diagnostics } = await compileExample(toolchain, unit);
    expect(value === undefined).toBe(true);
    const refusal = diagnostics.find(({ code }) => code === "example/unreachable-include");
    expect(refusal).toBeDefined();
    if (!refusal || !isSpan(refusal.place)) return;
    if (line > 0) expect(positionOf(unit.source, refusal.place.start).line).toBe(line);
    expect(diagnostics.map((found) => printDiagnostic(found)).join("\n")).not.toContain(SECRET);
  });

  test("in a header of its own folder is refused there", async () => {
    const unit = unitOf(`#include "own.h"\n${body}`, { headers: { "own.h": `\n#include "${secret}"\n` } });
    const { diagnostics } = await compileExample(toolchain, unit);
    expect(diagnostics.map(({ place }) => isSpan(place) && place.source.path)).toEqual(["content/examples/xdp/own.h"]);
  });

  test("leaves nothing in the temporary folder", async () => {
    const own = mkdtempSync(join(folder, "tmp-"));
    vi.stubEnv("TMPDIR", own);
    await compileExample(toolchain, unitOf(`asm(".incbin \\"${secret}\\"");`));
    vi.unstubAllEnvs();
    expect(readdirSync(own)).toEqual([]);
  });
});

test.each(attacks.filter(({ name }) => !/^(pasted|incbin|macro of|directive)/.test(name)))(
  "the text alone refuses, without clang: $name",
  ({ text }) => {
    const unit = unitOf(text.replaceAll("S", secret));
    expect(findForbiddenText(unit.source, unit, toolchain.headers)).not.toEqual([]);
  },
);

/** The later gates by themselves, as if the one before had been passed by a trick nobody thought of. */
describe("behind the first gate", () => {
  const reads = attacks.filter(({ name }) =>
    ["absolute include", "include through ..", "embed", "include_next", "import", "has_include"].includes(name),
  );

  async function clang(text: string, ...action: string[]): Promise<string> {
    const path = join(folder, "sample.bpf.c");
    writeFileSync(path, text);
    const args = [...buildFlags(toolchain.headers.path), ...action, "sample.bpf.c"];
    await runLimited({ command: toolchain.clang.path, args, cwd: folder, env: clangEnvironment, limits: clangLimits });
    return path;
  }

  test.each(reads)("the preprocessor's own list refuses: $name", async ({ text }) => {
    // #embed is new in clang 19; older ones refuse it themselves.
    if (text.includes("#embed") && toolchain.clang.major < 19) return;
    const unit = unitOf(text.replaceAll("S", secret));
    await clang(unit.source.text, "-M", "-MG", "-MF", "list");
    const list = parseDependencies(readFileSync(join(folder, "list"), "utf8"));
    expect(findForeignDependencies(list, folder, unit, toolchain.headers)).toHaveLength(1);
  });

  test.each(attacks.filter(({ name }) => /^(line|incbin|directive|macro)/.test(name)))(
    "the intermediate code refuses: $name",
    async ({ text }) => {
      const unit = unitOf(text.replaceAll("S", secret));
      if (text.includes("inc\\\n") || text.includes("inc\\  ")) return;
      await clang(unit.source.text, "-Xclang", "-disable-llvm-passes", "-S", "-emit-llvm", "-o", "code.ll");
      expect(findForbiddenCode(readFileSync(join(folder, "code.ll"), "utf8"), unit)).not.toEqual([]);
    },
  );
});
