import { join } from "node:path";
import { helpersCommand } from "../src/node/availability/helpers-command.ts";
import { runScript } from "../src/node/reports/run-script.ts";

const root = join(import.meta.dirname, "..");
const folders = { cache: join(root, ".cache", "kfdoc"), content: join(root, "content", "kernels") };

await runScript(() => helpersCommand(process.argv.slice(2), folders, (line) => console.error(line)));
