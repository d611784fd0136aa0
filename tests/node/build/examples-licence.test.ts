import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readContent } from "../../../src/node/build/read-content.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";

/** Where licences are found wrong in a folder with one example, and what its settings say. */
function licenceFindings(licence: string, settings: string): string[] {
  const folder = join(temporaryFolder(), "content");
  mkdirSync(join(folder, "examples/xdp"), { recursive: true });
  writeFileSync(join(folder, "site.yaml"), settings);
  writeFileSync(join(folder, "examples/xdp/pass.bpf.c"), `// SPDX-License-Identifier: ${licence}\n`);
  const found = readContent(folder).diagnostics.filter(({ code }) => code === "example/licence");
  return found.map(({ message, notes = [] }) => [message, ...notes.map((note) => note.message)].join("; "));
}

test.each([
  ["MIT", "examples_licence: MIT\n", []],
  ["MIT", "title: Acme\n", ["The file is under MIT; examples are under GPL-2.0-only OR BSD-2-Clause"]],
  ["GPL-2.0-only", "examples_licence: MIT\n", ["The file is under GPL-2.0-only; examples are under MIT"]],
])("a file under %s where the settings say %j", (licence, settings, expected) => {
  expect(licenceFindings(licence, settings)).toEqual(expected);
});
