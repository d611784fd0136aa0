import { join } from "node:path";
import { runScript } from "../src/node/reports/run-script.ts";
import { selftests } from "../src/node/selftests/selftests.ts";

const root = join(import.meta.dirname, "..");
const folders = { cache: join(root, ".cache", "kfdoc"), content: join(root, "content") };

await runScript(() => selftests(process.argv.slice(2), folders, console.error, console.log));
