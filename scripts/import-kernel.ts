import { join } from "node:path";
import { importKernel } from "../src/node/kernel-import/import-kernel.ts";

const root = join(import.meta.dirname, "..");
const folders = { cache: join(root, ".cache", "kfdoc"), content: join(root, "content", "kernels") };

process.exitCode = importKernel(process.argv.slice(2), folders, (line) => console.error(line));
