import { join } from "node:path";
import { versionPattern } from "../src/core/spec/versions.ts";
import { measureCommand } from "../src/node/availability/measure-command.ts";
import { importKernel } from "../src/node/kernel-import/import-kernel.ts";
import { runScript } from "../src/node/reports/run-script.ts";

const root = join(import.meta.dirname, "..");
const folders = { cache: join(root, ".cache", "kfdoc"), content: join(root, "content", "kernels") };
const args = process.argv.slice(2);
const say = (line: string) => console.error(line);

await runScript(() => {
  const exitCode = importKernel(args, folders, say);
  // Only a kernel of Debian can be fetched to boot; for one given by its path there are the facts of its files alone.
  const canBoot = exitCode === 0 && args.every((each) => versionPattern.test(each));
  return canBoot ? measureCommand(args, folders, say) : exitCode;
});
