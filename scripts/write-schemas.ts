/** Writes content/schema from the formats in src/core/spec. Run it after a change to a format. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { editorSchemas } from "../src/core/spec/json-schema.ts";
import { readContent } from "../src/node/build/read-content.ts";
import { readKernel } from "../src/node/build/read-kernel.ts";

const folder = join(import.meta.dirname, "../content/schema");
const { value: kernel } = readKernel(readContent(join(folder, "..")).sources.kernels);
const kfuncs = [...(kernel?.histories.keys() ?? [])];
await mkdir(folder, { recursive: true });
for (const [name, print] of Object.entries(editorSchemas)) await writeFile(join(folder, name), print(kfuncs));
