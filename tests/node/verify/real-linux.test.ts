import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findQemu } from "../../../src/node/linux/machine-tools.ts";
import { runLinuxJobs } from "../../../src/node/linux/run-linux-jobs.ts";
import { emulatorEngine } from "../../../src/node/verify/emulator-engine.ts";
import { linuxEngine } from "../../../src/node/verify/linux-engine.ts";
import { verifyKernel } from "../../../src/node/verify/verify-kernel.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { sampleRuns } from "../../drivers/sample-runs.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";

/** A vmlinuz to boot; the examples that need no module run on it. */
const image = process.env.KFDOC_VMLINUZ;
const missing = [...(findQemu() ? [] : ["QEMU is not installed"]), ...(image ? [] : ["KFDOC_VMLINUZ names no kernel"])];

describe(`a real kernel in QEMU${missing.length > 0 ? ` (not booted: ${missing.join(", ")})` : ""}`, () => {
  test.skipIf(missing.length > 0)("does with the dynptr examples what the emulator does", async () => {
    const path = image ?? "";
    const sha256 = createHash("sha256").update(readFileSync(path)).digest("hex");
    const kernel = { release: "7.3", version: "7.3", image: path, sha256, modules: [] };
    const runs = (await sampleRuns()).filter(({ key }) => key.startsWith("dynptr/"));
    const cache = temporaryFolder();
    const engine = linuxEngine({ kernel, since: new Map() }, kernelBtf, (booted, jobs) =>
      runLinuxJobs(booted, jobs, { cache }),
    );
    const report = await verifyKernel(kernel, engine, runs, await emulatorEngine(kernelFacts).run(runs), kernelBtf);
    expect(report.diagnostics.map(({ message }) => message)).toEqual([]);
    expect(report.standings.map(({ standing }) => standing)).toContain("rejected");
    expect(report.standings.map(({ standing }) => standing)).toContain("agrees");
  });
});
