import { describe, expect, test } from "vitest";
import { printAddress, readAddress } from "../../../src/site/islands/stepper/address.ts";
import { changeInput, fits, inputFields } from "../../../src/site/islands/stepper/scenario-input.ts";

const scenario = {
  name: "known",
  summary: "It is there.",
  packet: [{ eth: {} }, { ipv4: { dst: "10.0.0.2", ttl: 64 } }],
  packet_length: 60,
  globals: { netns_id: -1, enabled: true },
  kernel: { xfrm_states: [{ spi: 0x1234 }] },
  expect: { return: "XDP_PASS" },
};

test("every number and text of the input is a field", () => {
  expect(inputFields(scenario).map(({ path, value }) => `${path} = ${value}`)).toEqual([
    "packet[1].ipv4.dst = 10.0.0.2",
    "packet[1].ipv4.ttl = 64",
    "packet_length = 60",
    "globals.netns_id = -1",
    "globals.enabled = true",
    "kernel.xfrm_states[0].spi = 4660",
  ]);
});

test.each([
  ["42", true],
  [" -0x2A ", true],
  ["", false],
  ["many", false],
  ["1.5", false],
  ["0x", false],
])("%j can be a number: %j", (text, isOne) => {
  expect(fits({ path: "packet_length", value: "60", isNumber: true }, text)).toBe(isOne);
  expect(fits({ path: "packet[1].ipv4.dst", value: "10.0.0.2" }, text)).toBe(true);
});

describe("a changed input", () => {
  const changed = (...changes: readonly (readonly [string, string])[]) => changeInput(scenario, new Map(changes));

  test("is the scenario where nothing is changed", () => expect(changed()).toBe(scenario));

  test("keeps what is a number a number, in the notations of C", () => {
    const { packet, kernel, globals } = changed(
      ["packet[1].ipv4.dst", " 10.0.0.9 "],
      ["kernel.xfrm_states[0].spi", "0x4321"],
      ["globals.netns_id", "-0x2"],
      ["globals.enabled", "false"],
    );
    expect(packet[1]).toEqual({ ipv4: { dst: "10.0.0.9", ttl: 64 } });
    expect(kernel).toEqual({ xfrm_states: [{ spi: 0x4321 }] });
    expect(globals).toEqual({ netns_id: -2, enabled: false });
  });

  test("hands on what is no number, for the emulator to say so", () => {
    expect(changed(["packet_length", "many"]).packet_length).toBe("many");
    expect(changed(["packet_length", "99999999999999999999"]).packet_length).toBe("99999999999999999999");
  });

  test("may set global variables that the scenario leaves as they are", () => {
    expect(changed(["globals.mark", "7"]).globals).toEqual({ netns_id: -1, enabled: true, mark: 7 });
  });

  test("may be a packet of other bytes, at their own length", () => {
    expect(changed(["bytes", "aa bb\ncc"])).toMatchObject({ packet: [{ bytes: "aabbcc" }] });
    expect("packet_length" in changed(["bytes", "aa"])).toBe(false);
  });

  test("is held to nothing that the scenario expects, and leaves the scenario itself alone", () => {
    expect(changed(["packet_length", "20"])).toMatchObject({ expect: {}, packet_length: 20 });
    expect(scenario).toMatchObject({ packet_length: 60, expect: { return: "XDP_PASS" } });
  });
});

describe("an address", () => {
  const address = { scenario: "unknown-spi", step: 12, changes: new Map([["packet[1].ipv4.dst", "10.0.0.9&x=1"]]) };

  test("comes back as it was written", () => {
    expect(readAddress(printAddress(address))).toEqual(address);
    expect(readAddress(printAddress({ scenario: "leak", changes: new Map() }))).toEqual({
      scenario: "leak",
      changes: new Map(),
    });
  });

  test.each(["", "#usage", "#watch", "#step=3&watch=leak"])("%j is none", (hash) => {
    expect(readAddress(hash)).toBeUndefined();
  });

  test.each(["-1", "1e9", "x", ""])("a step %j is none", (step) => {
    expect(readAddress(`#watch=leak&step=${step}`)?.step).toBeUndefined();
  });
});
