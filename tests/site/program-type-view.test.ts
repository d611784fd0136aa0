import { describe, expect, test } from "vitest";
import { matrixView } from "../../src/site/view/matrix-view.ts";
import { programTypeView } from "../../src/site/view/program-type-view.ts";
import { form, modelOf } from "./sample-releases.ts";

const forms = [
  form("fentry", "TRACING"),
  form("fentry.s", "TRACING", true),
  form("struct_ops/ops.init", "STRUCT_OPS"),
  form("struct_ops/ops.exit", "STRUCT_OPS"),
];

const model = modelOf([
  {
    release: "7.1",
    kfuncs: {
      bpf_all: { from: forms.map(({ name }) => name) },
      bpf_sleep: { from: ["fentry.s"] },
      bpf_init: { from: ["struct_ops/ops.init"] },
    },
    forms,
  },
  { release: "7.0", kfuncs: { bpf_all: {}, bpf_gone: {} } },
  { release: "6.19", kfuncs: { bpf_all: { from: ["fentry"] }, bpf_gone: { from: ["fentry"] } }, forms },
]);
const tracing = programTypeView(model, "BPF_PROG_TYPE_TRACING");
const structOps = programTypeView(model, "BPF_PROG_TYPE_STRUCT_OPS");
const rowsOf = ({ families }: typeof tracing) =>
  families.flatMap(({ rows }) => rows.map(({ name, since, forms }) => [name, since, forms]));

describe("the page of a program type", () => {
  test("lists what it may call, since when, and from which forms", () => {
    expect(rowsOf(tracing)).toEqual([
      ["bpf_all", "6.19", "Yes"],
      ["bpf_sleep", "7.1", "Sleepable"],
    ]);
    expect(rowsOf(structOps)).toContainEqual(["bpf_init", "7.1", "1 of 2 forms"]);
  });

  test("tells forms apart by what they may call besides the common kfuncs", () => {
    expect(structOps.classes.map(({ forms, count, families }) => [forms, count, families.length])).toEqual([
      [["struct_ops/ops.init"], "2 kfuncs", 1],
      [["struct_ops/ops.exit"], "1 kfunc", 0],
    ]);
  });

  test("names what only older releases let it call", () => {
    expect(tracing.former.map(({ name }) => name)).toEqual(["bpf_gone"]);
  });

  test("says of a type that was not measured that nothing is known", () => {
    expect(programTypeView(model, "BPF_PROG_TYPE_LIRC_MODE2").measured).toContain("nothing is known");
  });
});

describe("the matrix of a release", () => {
  const view = matrixView(model, model.kernels[0] as (typeof model.kernels)[number]);

  test("has a column for each program type that may call something, those that may call most first", () => {
    expect(view.types.map(({ short }, index) => [short, view.counts[index]])).toEqual([
      ["TRACING", 2],
      ["STRUCT_OPS", 2],
    ]);
  });

  test("has a mark of its own for each answer", () => {
    const cells = view.families.flatMap(({ rows }) =>
      rows.map(({ name, cells }) => [name, ...cells.map(({ mark }) => mark)]),
    );
    expect(cells).toEqual([
      ["bpf_all", "✓", "✓"],
      ["bpf_init", "", "½"],
      ["bpf_sleep", "S", ""],
    ]);
  });

  test("leads to the matrix of every release", () => {
    expect(view.releases).toEqual([
      { name: "7.1", href: "/availability/", isCurrent: true },
      { name: "7.0", href: "/availability/7.0/", isCurrent: false },
      { name: "6.19", href: "/availability/6.19/", isCurrent: false },
    ]);
  });
});
