import { expect, test } from "vitest";
import { contexts } from "../../../src/core/kernel/contexts/contexts.ts";
import { whyUnmodelled } from "../../../src/core/kernel/contexts/unmodelled.ts";
import { mapTypes } from "../../../src/core/kernel/maps/map-types.ts";
import { unmodelledMapTypes } from "../../../src/core/kernel/maps/unmodelled-types.ts";
import { sectionTypes } from "../../../src/core/object/section-types.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

/** Two names of one number: the kernel calls the first of them so since it has the second. */
const renamed: readonly string[] = [
  "BPF_MAP_TYPE_CGROUP_STORAGE_DEPRECATED",
  "BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE_DEPRECATED",
];
/** No types. */
const bounds: readonly string[] = ["BPF_MAP_TYPE_UNSPEC", "__MAX_BPF_MAP_TYPE"];

const hasContext = (type: string, attach: string | undefined) =>
  contexts.some(
    ({ programType, attachTypes }) => programType === type && (attachTypes?.includes(attach ?? "") ?? true),
  );

test("every section of libbpf's has a context, or a reason why it has none", () => {
  const neither = sectionTypes.filter(
    ({ type, attach }) => hasContext(type, attach) === (whyUnmodelled(type, attach) !== undefined),
  );
  expect(neither.map(({ name }) => name)).toEqual([]);
});

test("every type of maps has a model, or a reason why it has none", () => {
  const found = kernelBtf.find("enum", "bpf_map_type");
  const type = found === undefined ? undefined : kernelBtf.type(found);
  const names = type?.kind === "enum" ? type.values.map(({ name }) => name) : [];
  const known = [...mapTypes.map(({ name }) => name as string), ...Object.keys(unmodelledMapTypes)];
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !known.includes(name) && !renamed.includes(name) && !bounds.includes(name))).toEqual(
    [],
  );
  expect(new Set(known).size).toBe(known.length);
});
