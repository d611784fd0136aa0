/** Prints the newest release that Debian has a kernel of: what `import-kernel` and `verify -- --kernel` take. */
import { join } from "node:path";
import { DebianArchive } from "../src/node/kernel-import/debian-archive.ts";
import { runScript } from "../src/node/reports/run-script.ts";

await runScript(() => {
  console.log(new DebianArchive(join(import.meta.dirname, "..", ".cache", "kfdoc", "debian")).newestRelease());
  return 0;
});
