import { describe, expect, test } from "vitest";
import { availabilityView } from "../../src/site/view/availability-view.ts";
import { form, kfuncOf, modelOf, type SampleRelease } from "./sample-releases.ts";

const forms = [
  form("xdp", "XDP"),
  form("fentry", "TRACING"),
  form("fentry.s", "TRACING", true),
  form("struct_ops/ops.init", "STRUCT_OPS"),
  form("struct_ops/ops.exit", "STRUCT_OPS"),
];
const everywhere = forms.map(({ name }) => name);

const releases: readonly SampleRelease[] = [
  { release: "7.1", kfuncs: { bpf_a: { from: everywhere }, bpf_b: { from: "its module was not there" } }, forms },
  { release: "7.0", kfuncs: { bpf_a: { from: ["xdp", "fentry.s", "struct_ops/ops.exit"] }, bpf_b: {} }, forms },
  { release: "6.19", kfuncs: { bpf_a: {}, bpf_b: {} } },
  { release: "6.12", kfuncs: { bpf_b: { from: ["xdp"] } }, forms: forms.slice(0, 3) },
];
const model = modelOf(releases);
const view = availabilityView(model.kernels, kfuncOf(model, "bpf_a"));

const spansOf = (type: string) =>
  view.rows
    .find(({ types }) => types.some(({ short }) => short === type))
    ?.spans.map(({ answer, releases: span, width }) => [answer, span, width]);

describe("the availability of a kfunc", () => {
  test("reads from the oldest release to the newest", () => {
    expect(view.releases).toEqual(["6.12", "6.19", "7.0", "7.1"]);
  });

  test("has a row for each program type that may call it in some release, its equal neighbours as one", () => {
    expect(spansOf("XDP")).toEqual([
      ["absent", "6.12", 1],
      ["unmeasured", "6.19", 1],
      ["yes", "7.0 – 7.1", 2],
    ]);
  });

  test("tells sleepable forms alone from some of the forms", () => {
    expect(spansOf("TRACING")?.slice(2)).toEqual([
      ["sleepable", "7.0", 1],
      ["yes", "7.1", 1],
    ]);
    expect(spansOf("STRUCT_OPS")?.[2]).toEqual(["some", "7.0", 1]);
  });

  test("calls it some where only programs that cannot sleep may call it", () => {
    const awake = modelOf([{ release: "7.1", kfuncs: { bpf_a: { from: ["fentry"] } }, forms }]);
    const [row] = availabilityView(awake.kernels, kfuncOf(awake, "bpf_a")).rows;
    expect(row?.spans.map(({ answer }) => answer)).toEqual(["some"]);
  });

  test("lists forms where they differ, those with the same answers together", () => {
    const structOps = view.forms.find(({ type }) => type.short === "STRUCT_OPS");
    expect(structOps).toMatchObject({
      summary: "2 of 2 forms of BPF_PROG_TYPE_STRUCT_OPS may call it in some release",
      groups: [
        { words: "Yes in 7.1, no in 7.0", forms: ["struct_ops/ops.init"] },
        { words: "Yes in 7.0 – 7.1", forms: ["struct_ops/ops.exit"] },
      ],
      refused: 0,
    });
    expect(view.forms.map(({ type }) => type.short)).toEqual(["TRACING", "STRUCT_OPS"]);
  });

  test("says of a release that could load no program of the type that there was none", () => {
    const seen = availabilityView(model.kernels, kfuncOf(model, "bpf_b"));
    expect(seen.rows.map(({ types }) => types[0]?.short)).toEqual(["XDP"]);
    const older: SampleRelease = { release: "6.1", kfuncs: { bpf_b: { from: [] } }, forms: forms.slice(1) };
    const longer = modelOf([...releases, older]);
    const [row] = availabilityView(longer.kernels, kfuncOf(longer, "bpf_b")).rows;
    expect(row?.spans[0]).toMatchObject({ answer: "untried", releases: "6.1" });
  });

  test("says of a kernel that was built without the kfunc that it tells nothing", () => {
    const hid = "hid_bpf_get_data";
    const built = modelOf([
      { release: "7.1", kfuncs: { [hid]: { from: ["xdp"] } }, forms },
      { release: "6.12", kfuncs: { bpf_a: {} }, forms },
    ]);
    const [row] = availabilityView(built.kernels, kfuncOf(built, hid)).rows;
    expect(row?.spans.map(({ answer }) => answer)).toEqual(["unbuilt", "yes"]);
  });

  test("says why a release is not measured, and which nobody has measured", () => {
    const { notes } = availabilityView(model.kernels, kfuncOf(model, "bpf_b"));
    expect(notes).toContain("Not measured in 7.1: its module was not there.");
    expect(notes).toContain("Nobody has measured Linux 6.19 yet.");
  });

  test("explains the answers that it gives and no others", () => {
    expect(view.legend.map(({ word }) => word)).toEqual(["Yes", "Sleepable", "Some", "Absent", "Unknown"]);
  });

  test("draws many program types with the same answers together", () => {
    const types = [
      "XDP",
      "SCHED_CLS",
      "SCHED_ACT",
      "KPROBE",
      "LSM",
      "SYSCALL",
      "SK_MSG",
      "SK_SKB",
      "SOCK_OPS",
      "LWT_IN",
      "LWT_OUT",
    ];
    const many = types.map((type) => form(type, type));
    const wide = modelOf([{ release: "7.1", kfuncs: { bpf_a: { from: types } }, forms: many }]);
    const { rows } = availabilityView(wide.kernels, kfuncOf(wide, "bpf_a"));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.types.map(({ short }) => short).sort()).toEqual([...types].sort());
  });

  test("knows a form by each of its names", () => {
    const kprobe = { ...form("kprobe", "KPROBE"), also: ["uprobe"] };
    const sample = modelOf([
      { release: "7.1", kfuncs: { bpf_a: { from: ["kprobe"] } }, forms: [kprobe, form("uprobe.s", "KPROBE", true)] },
    ]);
    const [forms] = availabilityView(sample.kernels, kfuncOf(sample, "bpf_a")).forms;
    expect(forms).toMatchObject({ groups: [{ forms: ["kprobe", "uprobe"] }], refused: 1 });
  });
});
