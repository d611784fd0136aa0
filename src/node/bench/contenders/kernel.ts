import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Btf } from "../../../core/btf/btf.ts";
import { type BenchTools, runTool } from "../measured-program.ts";
import type { Contender, Runner } from "./contender.ts";
import { link } from "./machine-run.ts";

/** One line of the runner's output for each line of input. */
function talk(child: ChildProcess): Runner {
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("the kernel's runner has no streams");
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    async run(rounds) {
      stdin.write(`${rounds}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("the kernel does not take the program");
      const [nanoseconds = 0, result = 0] = value.split(" ").map(Number);
      return { milliseconds: nanoseconds / 1e6, result };
    },
    close: () => stdin.end(),
  };
}

/**
 * The kernel of this machine with its JIT, by BPF_PROG_TEST_RUN; nothing is attached. Where bpf(2) is not allowed, or there
 * is no libbpf to link with, a program is missing here.
 */
export function kernel(kernelBtf: Btf, folder: string, scratch: string, { clang }: BenchTools): Contender {
  const runner = join(scratch, "kernel-runner");
  const failed = runTool(clang, ["-O2", "-Wall", join(folder, "kernel-runner.c"), "-o", runner, "-lbpf"]);
  return {
    name: "kernel's JIT",
    async prepare({ object, objectFile }) {
      if (failed !== undefined) return { missing: `the runner can't be built: ${failed.split("\n")[0]}` };
      const { object: linked } = link(object, objectFile, kernelBtf);
      const variables = linked.maps.flatMap((map) => (map.kind === "global-data" ? map.variables : []));
      const offset = variables.find(({ name }) => name === "rounds")?.offset ?? 0;
      const child = spawn(runner, [objectFile, `${offset}`], { stdio: ["pipe", "pipe", "ignore"] });
      const talking = talk(child);
      try {
        await talking.run(1);
        return talking;
      } catch {
        return { missing: "bpf(2) does not load it: it takes root, and a kernel that knows bpf_loop" };
      }
    },
  };
}
