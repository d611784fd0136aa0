import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { fromHex, toHex } from "../../core/bytes/hex.ts";

/** What a program left: the low half of r0, and memory. */
export interface Ending {
  readonly result: number;
  readonly memory: Uint8Array;
}

/** The kernel of this machine, which loads and runs programs for a test; nothing is attached. */
export interface KernelDriver {
  run(program: Uint8Array, memory: Uint8Array): Promise<Ending | { readonly refused: string }>;
  close(): void;
}

/** Builds the driver in a folder and starts it; or says why this machine has none. */
export async function startKernel(folder: string, clang: string): Promise<KernelDriver | { readonly missing: string }> {
  const program = join(folder, "run-in-kernel");
  const source = join(import.meta.dirname, "run-in-kernel.c");
  const built = spawnSync(clang, ["-O2", "-Wall", source, "-o", program], { encoding: "utf8" });
  if (built.status !== 0) return { missing: `${source} can't be built here: ${built.stderr.split("\n")[0]}` };
  const child = spawn(program, [], { stdio: ["pipe", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (program: Uint8Array, memory: Uint8Array): Promise<string | undefined> => {
    child.stdin.write(`${toHex(memory)} ${toHex(program)}\n`);
    const { value, done } = await lines.next();
    return done ? undefined : value;
  };
  child.stdin.on("error", () => undefined);
  const returnsZero = Uint8Array.of(0xb7, 0, 0, 0, 0, 0, 0, 0, 0x95, 0, 0, 0, 0, 0, 0, 0);
  if ((await ask(returnsZero, new Uint8Array(8)))?.startsWith("00000000 ") !== true) {
    return { missing: "bpf(2) is not allowed here: it takes root" };
  }
  return {
    async run(program, memory) {
      const answer = await ask(program, memory);
      if (answer === undefined) throw new Error("the kernel's driver ended");
      if (answer.startsWith("refused ")) return { refused: answer.slice("refused ".length) };
      const [result = "", bytes = ""] = answer.split(" ");
      return { result: Number.parseInt(result, 16), memory: fromHex(bytes) ?? new Uint8Array() };
    },
    close: () => child.stdin.end(),
  };
}
