import { z } from "zod";
import { errnoNames } from "../uapi/errno.ts";
import { identifier } from "./kfunc-spec.ts";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens");
const integer = z.number().int();
/** A number of 64 bits as text: beyond 2^53 YAML's numbers are not exact. */
const digits = z
  .string()
  .regex(/^(-?\d{1,20}|0x[0-9a-f]{1,16})$/i, { error: "a number of at most 64 bits, in quotes", abort: true });
const u8 = integer.min(0).max(0xff);
const u16 = integer.min(0).max(0xffff);
const u32 = integer.min(0).max(0xffff_ffff);
/** Ids of network namespaces are signed 32-bit numbers in the kernel. */
const netnsId = integer.min(0).max(0x7fff_ffff);
const ipv4 = z.ipv4();
const mac = z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i, "six bytes such as 02:00:00:00:00:01");

/**
 * One layer of a packet; lengths, checksums and next-protocol fields that are not given are computed from the layers
 * that follow. `bytes` is hexadecimal, `zeros` a number of zero bytes.
 */
const packetLayerSchema = z.union([
  z.strictObject({ eth: z.strictObject({ dst: mac, src: mac, type: u16 }).partial() }),
  z.strictObject({
    ipv4: z
      .strictObject({
        src: ipv4,
        dst: ipv4,
        proto: z.union([z.enum(["icmp", "tcp", "udp", "esp", "ah"]), u8]),
        ttl: u8,
        ihl: integer.min(0).max(15),
        total_length: u16,
      })
      .partial(),
  }),
  z.strictObject({ esp: z.strictObject({ spi: u32, seq: u32 }) }),
  z.strictObject({ udp: z.strictObject({ src: u16, dst: u16 }).partial() }),
  z.strictObject({ bytes: z.string().regex(/^([0-9a-f]{2}\s*)*$/i, "hexadecimal bytes") }),
  z.strictObject({ zeros: integer.min(1).max(65535) }),
]);

/** One IPsec security association of the network namespace that the program's device is in, unless `netns_id` says another. */
const xfrmStateSchema = z.strictObject({
  family: z.literal("AF_INET"),
  proto: z.enum(["IPPROTO_ESP", "IPPROTO_AH"]),
  daddr: ipv4,
  spi: u32,
  mark: z.strictObject({ v: u32, m: u32 }).optional(),
  netns_id: netnsId.optional().describe("Id, in the device's namespace, of the namespace that holds the state."),
  replay_esn: z
    .strictObject({ replay_window: u32 })
    .optional()
    .describe("Extended sequence numbers; without it the kernel's pointer is NULL."),
});

const kernelStateSchema = z
  .strictObject({
    xfrm_states: z.array(xfrmStateSchema).max(100),
    netns_ids: z.array(netnsId).max(100).describe("Ids of further network namespaces known to the device's namespace."),
  })
  .partial();

/** What one call of a kfunc is expected to have done, in the order of the calls; a bare name expects only the call. */
const expectedCall = z.union([
  identifier,
  z.record(
    identifier,
    z.strictObject({
      returns: z
        .union([z.enum(["null", "non-null"]), z.enum(errnoNames.map((name) => `-${name}` as const)), digits, integer])
        .optional(),
      args: z
        .record(z.string(), z.union([integer, z.string()]))
        .optional()
        .describe("Arguments or members after the call, such as opts.error: -ENOENT."),
    }),
  ),
]);

const value = z.union([integer, z.string()]);

const expectationSchema = z
  .strictObject({
    return: value.describe("The program's return value: a number or an enumerator such as XDP_PASS."),
    globals: z.record(identifier, value).describe("Global variables after the run."),
    packet: z.string().describe("The packet after the run, in hexadecimal; `unchanged` where no byte may differ."),
    calls: z.array(expectedCall).describe("Every kfunc call of the run, in order."),
    rejected: z
      .union([text(), z.array(text()).min(2)])
      .describe(
        "Words of the kernel's verifier when it refuses the program; a list where releases word it differently.",
      ),
    fault: z
      .strictObject({
        rule: slug.describe("The emulator's rule that the run breaks."),
        line: text().describe("A part of the C line at fault."),
      })
      .describe("The fault that ends the run in the emulator."),
  })
  .partial();

function text() {
  return z.string().trim().min(1);
}

const scenarioSchema = z.strictObject({
  name: slug,
  summary: text().describe("What the scenario shows, in one sentence of plain text."),
  variant: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, "a macro name in capitals")
    .optional()
    .describe("Compiled with -D<variant>."),
  kernel: kernelStateSchema.optional(),
  packet: z.array(packetLayerSchema).max(64).optional(),
  packet_length: integer.min(0).max(65535).optional().describe("Cuts the packet to this many bytes."),
  linear_length: integer
    .min(14)
    .max(65535)
    .optional()
    .describe("Bytes in the linear part; the rest is in fragments. Needs an xdp.frags program."),
  globals: z.record(identifier, value).optional().describe("Global variables before the run."),
  step_budget: integer.min(1).max(10_000_000).optional(),
  expect: expectationSchema,
});

/** The scenarios of one example: `content/examples/<subsystem>/<name>.yaml`. */
export const exampleSpecSchema = z.strictObject({
  source: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\.bpf\.c$/, "the .bpf.c file beside this one"),
  title: text(),
  summary: text().describe("What the example does, in one or two sentences of plain text."),
  program: identifier.describe("The program that the scenarios run."),
  scenarios: z.array(scenarioSchema).min(1).max(100),
});

export type PacketLayer = z.infer<typeof packetLayerSchema>;
export type XfrmStateDescription = z.infer<typeof xfrmStateSchema>;
export type KernelState = z.infer<typeof kernelStateSchema>;
export type Expectation = z.infer<typeof expectationSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;
export type ExampleSpec = z.infer<typeof exampleSpecSchema>;
