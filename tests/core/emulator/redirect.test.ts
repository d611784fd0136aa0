import { expect, test } from "vitest";
import { xdpPrograms } from "../../drivers/run-program.ts";

const fileScope = `
struct {
  __uint(type, BPF_MAP_TYPE_DEVMAP);
  __uint(max_entries, 4);
  __type(key, unsigned int);
  __type(value, unsigned int);
} devices SEC(".maps");
`;

const run = xdpPrograms(
  {
    byMap: "return bpf_redirect_map(&devices, 2, 0);",
    toAll: "return bpf_redirect_map(&devices, 3, 8);",
    byIndex: "return bpf_redirect(1, 0);",
    toUnknown: "return bpf_redirect(9, 0);",
    lost: "bpf_redirect_map(&devices, 2, 0); return bpf_redirect_map(&devices, 3, 2);",
    passed: "bpf_redirect_map(&devices, 2, 0); return 2;",
  },
  { fileScope },
);

test.each([
  ["byMap", { map: "devices", key: "2", to: "device lo" }],
  ["toAll", { map: "devices", key: "3", to: "every device in the map" }],
  ["byIndex", { to: "device lo" }],
  ["toUnknown", { to: "device 9" }],
  ["lost", undefined],
  ["passed", undefined],
] as const)("%s: where the packet goes", (name, redirect) => {
  expect(run(name, { maps: { devices: { "2": 1 } } }).redirect).toEqual(redirect);
});
