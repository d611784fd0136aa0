import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { editorSchemas } from "../../../src/core/spec/json-schema.ts";

const folder = resolve(import.meta.dirname, "../../../content/schema");

test.each(Object.entries(editorSchemas))(
  "%s is what the format gives (scripts/write-schemas.ts writes it)",
  (name, print) => {
    expect(readFileSync(resolve(folder, name), "utf8")).toBe(print());
  },
);

test("an editor takes NULL and null, which are names here", () => {
  const enums = Object.values(editorSchemas).flatMap((print) =>
    [...print().matchAll(/"enum": \[([^\]]*)\]/g)].map((match) => match[1] ?? ""),
  );
  const named = enums.filter((names) => /"(NULL|null)"/.test(names));
  expect(named.length).toBe(2);
  for (const names of named) expect(names).toMatch(/\bnull\s*$/);
});
