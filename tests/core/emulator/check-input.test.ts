import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkInput } from "../../../src/core/emulator/check-input.ts";
import { inputShape } from "../../../src/core/spec/input-shape.ts";
import { parseExampleSpec } from "../../../src/core/spec/parse-example-spec.ts";

const shape = inputShape();
const xfrm = { family: "AF_INET", proto: "IPPROTO_ESP", daddr: "10.0.0.2", spi: 1 };

/** Input, where it is wrong, and what helps. */
test.each<readonly [object, readonly (string | number)[], string]>([
  [{ packet: [{ esp: { spi: 2 ** 32, seq: 1 } }] }, ["packet", 0, "esp", "spi"], "a number from 0 to 4294967295"],
  [{ packet: [{ esp: { spi: 1, seq: -1 } }] }, ["packet", 0, "esp", "seq"], "a number from 0 to 4294967295"],
  [{ packet: [{ eth: {} }, { ipv4: { ttl: 256 } }] }, ["packet", 1, "ipv4", "ttl"], "to 255"],
  [{ packet: [{ ipv4: { ihl: 16 } }] }, ["packet", 0, "ipv4", "ihl"], "to 15"],
  [{ packet: [{ ipv4: { dst: "10.0.0.256" } }] }, ["packet", 0, "ipv4", "dst"], "such as 10.0.0.2"],
  [
    { packet: [{ ipv4: { proto: "quic" } }] },
    ["packet", 0, "ipv4", "proto"],
    "icmp, tcp, udp, esp, ah or a number from 0 to 255",
  ],
  [{ packet: [{ ipv4: { proto: "upd" } }] }, ["packet", 0, "ipv4", "proto"], "Did you mean udp?"],
  [{ packet: [{ udp: { dst: 1.5 } }] }, ["packet", 0, "udp", "dst"], "to 65535"],
  [{ packet: [{ eth: { src: "02:00" } }] }, ["packet", 0, "eth", "src"], "six bytes"],
  [{ packet: [{ zeros: -4 }] }, ["packet", 0, "zeros"], "from 1"],
  [{ packet: [{ bytes: "abc" }] }, ["packet", 0, "bytes"], "hexadecimal"],
  [{ packet_length: 65536 }, ["packet_length"], "a number from 0 to 65535"],
  [
    { kernel: { processes: [{ comm: "a", threads: 999_999 }] } },
    ["kernel", "processes", 0, "threads"],
    "a number from 1 to 16",
  ],
  [{ kernel: { cpus: { online: [0, 1 << 30] } } }, ["kernel", "cpus", "online", 1], "a number from 0 to 63"],
  [{ kernel: { cpus: { online: [] } } }, ["kernel", "cpus", "online"], "a list of at least 1"],
  [{ kernel: { netns_ids: Array.from({ length: 500 }, (_, id) => id) } }, ["kernel", "netns_ids"], "a list of at most"],
  [{ kernel: { xfrm_states: [{ ...xfrm, family: "AF_BANANA" }] } }, ["kernel", "xfrm_states", 0, "family"], "AF_INET"],
  [
    { kernel: { xfrm_states: [{ ...xfrm, family: "AF_INTE" }] } },
    ["kernel", "xfrm_states", 0, "family"],
    "Did you mean",
  ],
  [{ kernel: { devices: [{ name: "veth0", type: "vteh" }] } }, ["kernel", "devices", 0, "type"], "Did you mean veth?"],
  [{ kernel: { cgroups: [{ path: "NOPE_X" }] } }, ["kernel", "cgroups", 0, "path"], "a path such as /parent/child"],
  [{ kernel: { routes: [{ to: "10.0.0.0", dev: "veth0" }] } }, ["kernel", "routes", 0, "to"], "10.0.0.1/24"],
  [{ trigger: [{ sleep: 10_000 }] }, ["trigger", 0, "sleep"], "a number from 1 to 2000"],
  [{ trigger: [{ open: "NOPE_X" }] }, ["trigger", 0, "open"], "below /tmp"],
  [{ trigger: ["test_rnu"] }, ["trigger", 0], "Did you mean test_run?"],
  [{ context: "0x" }, ["context"], "hexadecimal bytes"],
])("%j is wrong at %j", (input, path, help) => {
  expect(checkInput(shape, input)).toEqual([
    { message: expect.stringContaining("does not fit"), path, help: expect.stringContaining(help) },
  ]);
});

test("tells of everything that is wrong", () => {
  const input = { packet: [{ ipv4: { ttl: 256 } }, { zeros: 0 }], packet_length: -1 };
  expect(checkInput(shape, input).map(({ path }) => path.join("."))).toEqual([
    "packet.0.ipv4.ttl",
    "packet.1.zeros",
    "packet_length",
  ]);
});

test("takes every scenario of the project", () => {
  const files = globSync("content/examples/*/*.yaml");
  const scenarios = files.flatMap((path) => {
    const { value } = parseExampleSpec({ path, text: readFileSync(path, "utf8") });
    return value?.value.scenarios ?? [];
  });
  expect(scenarios.length).toBeGreaterThan(100);
  expect(scenarios.flatMap((scenario) => checkInput(shape, scenario))).toEqual([]);
});
