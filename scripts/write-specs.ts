/** Writes a spec for each kfunc of the imported kernels that has none: `node scripts/write-specs.ts [first-versions.json]`. */
import { join } from "node:path";
import { writeSpecs } from "../src/node/specs/write-specs.ts";

const content = join(import.meta.dirname, "..", "content");
process.exitCode = writeSpecs(content, process.argv[2], (line) => console.error(line));
