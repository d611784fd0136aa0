import { runKfdoc } from "./run-kfdoc.ts";

await runKfdoc(process.argv.slice(2));
