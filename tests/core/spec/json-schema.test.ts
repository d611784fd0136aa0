import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { editorSchemas } from "../../../src/core/spec/json-schema.ts";
import { schemaNames } from "../../../src/node/specs/schema-names.ts";

const folder = resolve(import.meta.dirname, "../../../content/schema");
const names = schemaNames(resolve(folder, ".."));

test.each(Object.entries(editorSchemas))(
  "%s is what the format gives (scripts/write-schemas.ts writes it)",
  (name, print) => {
    expect(readFileSync(resolve(folder, name), "utf8")).toBe(print(names));
  },
);

test("an editor takes NULL and null, which are names here", () => {
  const enums = Object.values(editorSchemas).flatMap((print) =>
    [...print(names).matchAll(/"enum": \[([^\]]*)\]/g)].map((match) => match[1] ?? ""),
  );
  const named = enums.filter((names) => /"(NULL|null)"/.test(names));
  expect(named.length).toBe(2);
  for (const each of named) expect(each).toMatch(/\bnull\s*$/);
});

const parsed = Object.entries(editorSchemas).map(([name, print]) => [name, JSON.parse(print(names))] as const);

test.each(parsed)("%s: an editor explains every key of the first two levels", (_name, schema) => {
  const own = Object.entries(schema.properties as Record<string, Described>);
  const inner = own.flatMap(([, each]) => Object.entries(each.properties ?? each.items?.properties ?? {}));
  expect([...own, ...inner].filter(([, { description }]) => !description).map(([key]) => key)).toEqual([]);
});

interface Described {
  readonly description?: string;
  readonly properties?: Record<string, Described>;
  readonly items?: Described;
}

test("an editor completes kfuncs, flags, program types and errno names", () => {
  const [[, spec], [, example]] = parsed as [(typeof parsed)[0], (typeof parsed)[0]];
  for (const schema of [spec, example]) expect(schema.$defs.kfunc.anyOf[0].enum).toContain("bpf_xdp_get_xfrm_state");
  for (const key of ["name", "acquired_by", "released_by"]) expect(spec.properties[key].$ref).toBe("#/$defs/kfunc");
  expect(spec.properties.flags.items.enum).toContain("KF_ACQUIRE");
  expect(spec.properties.program_types.items.enum).toContain("BPF_PROG_TYPE_XDP");
  expect(JSON.stringify(spec.properties.errors)).toContain('"EINVAL"');
  const { fault } = example.properties.scenarios.items.properties.expect.properties;
  expect(fault.properties.rule.enum).toContain("null-dereference");
  const [alone, held] = example.properties.scenarios.items.properties.expect.properties.calls.items.anyOf;
  expect([alone.$ref, held.propertyNames.$ref]).toEqual(["#/$defs/kfunc", "#/$defs/kfunc"]);
});

test("VS Code takes these schemas for these files", () => {
  const settings = JSON.parse(readFileSync(resolve(folder, "../../.vscode/settings.json"), "utf8"));
  expect(Object.keys(settings["yaml.schemas"]).sort()).toEqual(
    Object.keys(editorSchemas)
      .map((name) => `./content/schema/${name}`)
      .sort(),
  );
  const extensions = JSON.parse(readFileSync(resolve(folder, "../../.vscode/extensions.json"), "utf8"));
  expect(extensions.recommendations).toContain("redhat.vscode-yaml");
});
