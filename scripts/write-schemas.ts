/** Writes content/schema from the formats in src/core/spec. Run it after a change to a format, a new fault rule, or another summary of a flag or program type. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { editorSchemas } from "../src/core/spec/json-schema.ts";
import { schemaNames } from "../src/node/specs/schema-names.ts";

const folder = join(import.meta.dirname, "../content/schema");
const names = schemaNames(join(folder, ".."));
await mkdir(folder, { recursive: true });
for (const [name, print] of Object.entries(editorSchemas)) await writeFile(join(folder, name), print(names));
