import { join } from "node:path";
import { runScript } from "../src/node/reports/run-script.ts";
import { measureSite } from "../src/node/site-measures/measure-site.ts";

const root = join(import.meta.dirname, "..");
const folders = { dist: join(root, "dist"), cache: join(root, ".cache", "kfdoc") };

await runScript(() => measureSite(process.argv.slice(2), folders, console.log));
