import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { objectDifference } from "../../../src/core/object/object-difference.ts";
import { readObject } from "../../../src/core/object/parsed-object.ts";
import {
  type CompiledVariant,
  type Compiler,
  compileExamples,
  compilerFor,
} from "../../../src/node/build/compile-examples.ts";
import { gatherExamples, unitOf } from "../../../src/node/build/examples.ts";
import { headerExtract } from "../../../src/node/build/header-of-kernel.ts";
import { readContent } from "../../../src/node/build/read-content.ts";
import { Store } from "../../../src/node/cache/store.ts";
import { compileAssembled } from "../../../src/node/clang/compile-example.ts";
import type { ExampleUnit } from "../../../src/node/clang/example-unit.ts";
import { codeFlags } from "../../../src/node/clang/flags.ts";
import { explorerSource, linkToExplorer } from "../../../src/node/self-contained/compiler-explorer.ts";
import { makeSelfContained } from "../../../src/node/self-contained/make-self-contained.ts";
import { type SelfContained, selfContainedText } from "../../../src/node/self-contained/self-contained.ts";
import { contentKernels } from "../../drivers/content-kernels.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { project } from "../build/content-copy.ts";
import { openLink } from "./open-link.ts";

/** With a header of its own, with macros of libbpf that paste names, with types that only BTF tells, and one too long for a link. */
const keys = ["crypto/seal-payload", "tracing/session", "memory/tree-lookup", "xfrm/replay-window", "task/signal"];

let compiler: Compiler;
let clang = "";
let compiled: readonly CompiledVariant[] = [];

beforeAll(async () => {
  const { sources, content } = readContent(join(project, "content"));
  const examples = gatherExamples(sources, content).filter(({ key }) => keys.includes(key));
  compiler = compilerFor(contentKernels, join(sharedCache, "headers"));
  clang = (await compiler.toolchain()).clang.path;
  compiled = (await compileExamples(examples, compiler, new Store(sharedCache))).compiled;
});

const variantsOf = (key: string) => compiled.filter(({ example }) => example.key === key);

async function make(key: string): Promise<SelfContained> {
  const units = variantsOf(key).map(({ example, variant, object }) => ({ unit: unitOf(example, variant), object }));
  const job = { toolchain: await compiler.toolchain(), types: headerExtract(contentKernels), kernel: "7.3" };
  const result = await makeSelfContained(job, units);
  if (!("made" in result)) throw new Error(result.problem);
  return result.made;
}

/** Compiles C as its page says, in a folder where there is nothing else, and without any include path. */
function compile(source: string, name: string, options: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "kfdoc-alone-"));
  try {
    writeFileSync(join(folder, name), source);
    execFileSync(clang, [...options, "-Werror", "-nostdinc", "-c", name, "-o", "a.o"], { cwd: folder, stdio: "pipe" });
    return new Uint8Array(readFileSync(join(folder, "a.o")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function difference(left: Uint8Array, right: Uint8Array): string | undefined {
  const [one, other] = [readObject(left, "a.o").value, readObject(right, "b.o").value];
  if (!one || !other) throw new Error("clang wrote what can't be read");
  return objectDifference(one, other);
}

describe.each(keys)("%s without its headers", (key) => {
  test("gives the object of the example in every variant, by the command on its page", async () => {
    const made = await make(key);
    const text = selfContainedText(made);
    expect(text).not.toMatch(/^\s*#\s*include/m);
    expect(text).toContain("SPDX-License-Identifier: (LGPL-2.1 OR BSD-2-Clause)");
    const link = linkToExplorer(explorerSource(made), "https://docs.example/a.h");
    const session = openLink(link?.href ?? "").sessions[0];
    const source = session?.source.replace("#include <https://docs.example/a.h>\n", () => made.declarations) ?? "";
    expect(link?.includes).toBe(key === "task/signal");
    expect(source).toBe(text);
    const options = session?.compilers[0]?.options.split(" ") ?? [];
    expect(options).toEqual([...codeFlags]);
    for (const { variant, object } of variantsOf(key)) {
      const alone = compile(source, "a.bpf.c", variant === undefined ? options : [...options, `-D${variant}`]);
      expect(difference(object, alone), variant).toBeUndefined();
    }
  });
});

test("a member left out of a declaration is found", async () => {
  const [variant] = variantsOf("xfrm/replay-window");
  const text = selfContainedText(await make("xfrm/replay-window"));
  const member = "\t__u32 replay_window;\n";
  expect(text).toContain(member);
  const object = compile(text.replace(member, "\t__u32 unused, replay_window;\n"), "a.bpf.c", codeFlags);
  expect(difference(variant?.object ?? new Uint8Array(), object)).toBeDefined();
});

describe("text put together from an example", () => {
  const unit = (text: string): ExampleUnit => ({
    source: { path: "content/examples/a/a.bpf.c", text },
    headers: new Map(),
  });
  test.each([
    ["an include", '#include "/etc/passwd"\n'],
    ["an embedded file", "const char a[] = {\n#embed </etc/passwd>\n};\n"],
    ["assembly that reads a file", 'asm(".incbin \\"/etc/passwd\\"");\n'],
    ["a line of another file", '#line 1 "/etc/passwd"\nint f(void) { return 1; }\n'],
  ])("reaches no file by %s", async (_, text) => {
    const { value, diagnostics } = await compileAssembled(await compiler.toolchain(), unit(text));
    expect(value).toBeUndefined();
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(JSON.stringify(diagnostics)).not.toContain("root:");
  });
});
