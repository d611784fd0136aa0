import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findClang } from "../../../src/node/clang/find-clang.ts";
import { findLibbpf, readLibbpfHeaders } from "../../../src/node/clang/libbpf-headers.ts";
import { findBrowser } from "../../../src/node/set-up/find-browser.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kfdoc-find-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, version: string, targets: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\ncase $1 in --version) echo "${version}";; *) printf '${targets}';; esac\n`);
  chmodSync(path, 0o755);
  return path;
}

const bpf = "  Registered Targets:\\n    bpf    - BPF (host endian)\\n    x86  - X86\\n";

describe("findClang", () => {
  test("prefers the tested version to newer and older ones", () => {
    program("clang-20", "clang version 20.1.0", bpf);
    const tested = program("clang-19", "Debian clang version 19.1.7 (3)", bpf);
    program("clang-18", "clang version 18.1.0", bpf);
    expect(findClang({ PATH: folder })).toEqual({
      path: tested,
      major: 19,
      version: "Debian clang version 19.1.7 (3)",
    });
  });

  test.each([
    { name: "too old", version: "clang version 15.0.6", targets: bpf, reason: "older than 16" },
    { name: "Apple's", version: "Apple clang version 17.0.0", targets: bpf, reason: "Apple's clang" },
    { name: "without BPF", version: "clang version 19.1.0", targets: "    x86 - X86\\n", reason: "has no BPF target" },
    { name: "another program", version: "gcc 13", targets: bpf, reason: "is not a clang" },
  ])("passes over one that is $name and says why", ({ version, targets, reason }) => {
    const path = program("clang", version, targets);
    expect(findClang({ PATH: folder })).toEqual([expect.stringContaining(reason)]);
    expect(findClang({ PATH: "", CLANG: path })).toEqual([expect.stringContaining(reason)]);
  });

  test("takes $CLANG and no other", () => {
    program("clang-19", "clang version 19.1.7", bpf);
    expect(findClang({ PATH: folder, CLANG: join(folder, "gone") })).toEqual([expect.stringContaining("$CLANG")]);
  });
});

test("libbpf's headers for programs are found, those for user space are left out", () => {
  mkdirSync(join(folder, "bpf"));
  for (const name of ["bpf_helpers.h", "bpf_endian.h", "libbpf.h"]) writeFileSync(join(folder, "bpf", name), name);
  symlinkSync("/nowhere", join(folder, "bpf", "other.h"));
  expect(findLibbpf({ LIBBPF_INCLUDE: folder })).toBe(folder);
  expect([...readLibbpfHeaders(folder).keys()]).toEqual(["bpf_endian.h", "bpf_helpers.h"]);
  expect(findLibbpf({ LIBBPF_INCLUDE: join(folder, "gone") })).toBeUndefined();
});

describe("findBrowser", () => {
  test("takes a whole Chromium where there is no headless shell, and the shell where there are both", () => {
    expect(findBrowser({ PATH: folder })).toBeUndefined();
    const whole = program("chromium", "Chromium 150", "");
    expect(findBrowser({ PATH: folder })).toBe(whole);
    const shell = program("chromium-headless-shell", "Chromium 150", "");
    expect(findBrowser({ PATH: folder })).toBe(shell);
  });

  test("takes $CHROMIUM and no other", () => {
    program("chromium-headless-shell", "Chromium 150", "");
    const whole = program("chromium", "Chromium 150", "");
    expect(findBrowser({ PATH: folder, CHROMIUM: whole })).toBe(whole);
    expect(findBrowser({ PATH: folder, CHROMIUM: join(folder, "gone") })).toBeUndefined();
  });
});
