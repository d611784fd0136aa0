import { describe, expect, test } from "vitest";
import { z } from "zod";
import { exampleSpecSchema, type PacketLayer, type Scenario } from "../../src/core/spec/example-spec.ts";
import type { Shape } from "../../src/core/spec/schema-shape.ts";
import { inputWords, layerWords } from "../../src/site/view/input-words.ts";

test.each<[PacketLayer, string]>([
  [{ eth: {} }, "Ethernet"],
  [{ eth: { type: 0x0800 } }, "Ethernet (type 0x800)"],
  [{ ipv4: { dst: "10.0.0.2", total_length: 40 } }, "IPv4 (dst 10.0.0.2, total length 40)"],
  [{ esp: { spi: 0x1234, seq: 1 } }, "ESP (SPI 0x1234, seq 1)"],
  [{ udp: { dst: 53 } }, "UDP (dst 53)"],
  [{ zeros: 1 }, "1 zero byte"],
  [{ bytes: "0a0b" }, "bytes 0a0b"],
])("the layer %j", (layer, words) => expect(layerWords(layer)).toBe(words));

const words = (setUp: Partial<Scenario>) => inputWords({ name: "a", summary: "b", expect: {}, ...setUp });

test.each<[string, Partial<Scenario>, readonly string[]]>([
  ["nothing", {}, []],
  [
    "a packet with how it is cut",
    { packet: [{ eth: {} }, { zeros: 46 }], packet_length: 20, linear_length: 14 },
    ["Packet: Ethernet / 46 zero bytes", "Cut to 20 bytes", "14 bytes in the linear part, the rest in fragments"],
  ],
  [
    "security associations",
    {
      kernel: {
        xfrm_states: [{ family: "AF_INET", proto: "IPPROTO_ESP", daddr: "10.0.0.2", spi: 255, netns_id: 3 }],
        netns_ids: [3],
      },
    },
    [
      "XFRM state: ESP to 10.0.0.2, SPI 0xff, in network namespace 3, no extended sequence numbers",
      "Network namespace with id 3",
    ],
  ],
  [
    "processes in cgroups",
    {
      kernel: {
        cgroups: [{ path: "/shop", values: { "memory.max": 100 }, xattrs: { "user.team": "carts" } }],
        processes: [{ comm: "worker", pid: 2400, cgroup: "/shop", threads: 2 }],
      },
    },
    ['Cgroup /shop, memory.max = 100, user.team = "carts"', "Process worker, pid 2400, cgroup /shop, 2 threads"],
  ],
  [
    "files and what is done with them",
    {
      kernel: { files: [{ path: "/tmp/plan", content: "text" }, { path: "/tmp/empty" }] },
      trigger: [{ open: "/tmp/plan" }, "iterate", { syscall: { name: "getpgid", args: [2500] } }, { sleep: 500 }],
    },
    [
      'File /tmp/plan, holding "text"',
      "File /tmp/empty, empty",
      "Then: open /tmp/plan; read the iterator to its end; call getpgid(2500); wait 500 ms",
    ],
  ],
  ["arguments", { context: [1, { task: "worker" }] }, ["Arguments: 1, task worker"]],
  ["members of the context", { context: { pid: 2400, key: [1, 2] } }, ["Context: pid = 2400, key = { 1, 2 }"]],
  ["global variables", { globals: { window: 99, name: "XDP_DROP" } }, ["window = 99", "name = XDP_DROP"]],
  [
    "entries of maps",
    { maps: { flows: { 1: 10 }, counters: { 0: { hits: 2, bytes: 300 } } } },
    ["Map flows, under 1: 10", "Map counters, under 0: hits = 2, bytes = 300"],
  ],
])("%s", (_, setUp, expected) => expect(words(setUp)).toEqual(expected));

/** All that one shape of the format allows, each scalar another: what an `anyOf` offers, one after the other. */
function* samples(shape: Shape, next: () => number): Generator<unknown> {
  const number = next();
  if (shape.anyOf) for (const choice of shape.anyOf) yield* samples(choice, next);
  else if (shape.enum) yield shape.enum[0];
  else if (shape.const !== undefined) yield shape.const;
  else if (shape.type === "array") yield [...samples(shape.items ?? {}, next)];
  else if (shape.type === "object") {
    const names = Object.keys(shape.properties ?? {});
    const members = names.map((name) => [name, [...samples(shape.properties?.[name] ?? {}, next)]] as const);
    const most = Math.max(0, ...members.map(([, values]) => values.length));
    for (let index = 0; index < most; index++)
      yield Object.fromEntries(members.map(([name, values]) => [name, values[index % values.length]]));
    const any = shape.additionalProperties;
    if (typeof any === "object") for (const value of samples(any, next)) yield { [`name${number}`]: value };
  } else if (shape.type === "boolean") yield true;
  else if (shape.type === "string") yield `a${number}b${number}`;
  else yield number;
}

/** The names of flags that are set, and every number, text and name that is free. */
function* facts(value: unknown): Generator<string | number> {
  if (typeof value === "number" || typeof value === "string") yield value;
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (inner === true || name.startsWith("name")) yield name.replaceAll("_", " ");
    yield* facts(inner);
  }
}

const scenarioShape = (z.toJSONSchema(exampleSpecSchema, { io: "input", unrepresentable: "any" }) as Shape).properties
  ?.scenarios?.items?.properties as Readonly<Record<string, Shape>>;
const noInput = ["name", "summary", "since", "variant", "expect"];
const bare = (text: string) => text.replaceAll(/\s/g, "");
/** Said by what they leave out. */
const implied = ["AF_INET", "test_run", "iterate"];

describe("whatever the format lets a scenario set up is told", () => {
  test.each(Object.keys(scenarioShape).filter((key) => !noInput.includes(key)))("%s", (key) => {
    let last = 1000;
    const all = [...samples(scenarioShape[key] ?? {}, () => ++last)];
    expect(all.length).toBeGreaterThan(0);
    for (const value of all) {
      const told = bare(inputWords({ [key]: value } as unknown as Scenario).join("\n"));
      const missing = [...facts(value)].filter((fact) => {
        const spellings =
          typeof fact === "number" ? [`${fact}`, `0x${fact.toString(16)}`] : [fact.replace("IPPROTO_", "")];
        return !implied.includes(`${fact}`) && !spellings.some((spelling) => told.includes(bare(spelling)));
      });
      expect(missing, told).toEqual([]);
    }
  });
});
