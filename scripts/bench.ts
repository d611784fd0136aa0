import { join } from "node:path";
import { bench } from "../src/node/bench/bench.ts";

const root = join(import.meta.dirname, "..");
const folders = {
  programs: join(root, "src", "node", "bench", "programs"),
  scratch: join(root, ".cache", "bench"),
  btf: join(root, "content", "kernels", "7.3", "vmlinux.btf"),
};

try {
  await bench(folders, (text) => console.log(text));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
