import { expect, test } from "vitest";
import type { ModelledHelper } from "../../src/node/build/emulator-model.ts";
import { emulatorView } from "../../src/site/view/emulator-view.ts";
import { sampleModel } from "./sample-model.ts";

const xdp = { name: "BPF_PROG_TYPE_XDP", sleepable: false } as const;
const lsm = { name: "BPF_PROG_TYPE_LSM", sleepable: true } as const;
const helpers: readonly ModelledHelper[] = [
  { name: "bpf_get_prandom_u32", gplOnly: false, programTypes: [xdp, lsm], notModelled: [] },
  { name: "bpf_copy_from_user", gplOnly: true, programTypes: [lsm], notModelled: ["What it can't."] },
  { name: "bpf_fib_lookup", gplOnly: true, programTypes: [xdp], why: "devices and routes are not modelled" },
  { name: "bpf_redirect", gplOnly: false, programTypes: [xdp], why: "devices and routes are not modelled" },
];
const view = emulatorView({
  ...sampleModel,
  emulator: {
    contexts: [{ programType: "BPF_PROG_TYPE_XDP", attachTypes: ["BPF_XDP"], notModelled: ["Another device."] }],
    maps: [{ name: "BPF_MAP_TYPE_HASH", notModelled: [] }],
    helpers,
  },
});

test("counts what has a model", () => {
  expect(view.summary).toBe("1 program type, 1 map type, 2 of 4 helpers and 1 kfunc of Linux 7.3 have a model.");
});

test("has a row for each helper with a model, and the others by reason", () => {
  expect(view.helpers.map(({ name, sleepable, types }) => [name, sleepable, types.map(({ short }) => short)])).toEqual([
    ["bpf_get_prandom_u32", false, ["XDP", "LSM"]],
    ["bpf_copy_from_user", true, ["LSM"]],
  ]);
  expect(view.unmodelled).toEqual([
    { reason: "Devices and routes are not modelled.", names: ["bpf_fib_lookup", "bpf_redirect"] },
  ]);
});
