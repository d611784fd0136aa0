import { z } from "zod";
import { expectationSchema } from "./expectation-spec.ts";
import { kernelStateSchema } from "./kernel-state-spec.ts";
import { identifier } from "./kfunc-spec.ts";
import { packetLayerSchema } from "./packet-spec.ts";
import { cgroupPath, comm, digits, filePath, integer, procPath, slug, text, userXattrName, value } from "./scalars.ts";
import { actionSchema, attachSchema } from "./trigger-spec.ts";
import { versionPattern } from "./versions.ts";

const memberValue = z.union([integer, digits, z.array(z.union([integer, digits])).max(64)]);

/** Members of an object by their names; those that are not given are zero, or what they are in a new object. */
const objectMembers = z.record(identifier, memberValue);

/** `bictcp`, `dctcp` and `bbr` hold members of that struct, which the kernel's congestion controls keep in `icsk_ca_priv`. */
const tcpSockMembers = z.record(identifier, z.union([memberValue, objectMembers]));

/** A socket as hooks see it. */
const socketSchema = z
  .strictObject({
    xattrs: z.record(userXattrName, z.string().max(1000)).describe("Extended attributes as text."),
    has_file: z.boolean().describe("False as long as the system call that makes it has given it no descriptor."),
  })
  .partial();

/** An argument of a tracing program: a number, one of the objects that `kernel` describes, or one that is made for it. */
const contextArgument = z.union([
  integer,
  digits,
  z.strictObject({ task: comm }),
  z.strictObject({ cgroup: z.union([cgroupPath, z.literal("/")]) }),
  z.strictObject({ file: z.union([filePath, procPath]) }),
  z.strictObject({ dentry: z.union([filePath, procPath]) }),
  z.strictObject({ inode: z.union([filePath, z.literal("/tmp")]) }),
  z.strictObject({ socket: socketSchema }),
  z.strictObject({ object: identifier }),
  z.strictObject({ tcp_sock: tcpSockMembers }),
  z.strictObject({ ack_sample: objectMembers }),
  z.strictObject({ rate_sample: objectMembers }),
  z.strictObject({ pt_regs: objectMembers }),
]);

/** What the program is handed: members of its context struct by path, its bytes, or the arguments of a tracing program. */
const contextSchema = z.union([
  z
    .string()
    .regex(/^([0-9a-f]{2}\s*)+$/i, "hexadecimal bytes")
    .describe("The context's bytes."),
  z
    .record(z.string(), z.union([value, z.array(integer).max(64)]))
    .describe(
      "Members of the context struct, such as mark of __sk_buff, or of a syscall program's argument; others are 0.",
    ),
  z
    .array(contextArgument)
    .max(12)
    .describe("Arguments of a raw_tp, tp_btf, fentry, fexit, fmod_ret, LSM or struct_ops program."),
]);

export const scenarioSchema = z.strictObject({
  name: slug.describe("What links name it by, after the example's name and #."),
  summary: text().describe("What the scenario shows, in one sentence of plain text."),
  variant: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, "a macro name in capitals")
    .optional()
    .describe("Compiled with -D<variant>."),
  program: identifier.optional().describe("The program that this scenario runs, where it is not the example's."),
  since: z
    .string()
    .regex(versionPattern, 'a release such as "7.3"')
    .optional()
    .describe(
      "The oldest release on record that does what is expected; it is not run on older ones, which do otherwise.",
    ),
  kernel: kernelStateSchema.optional().describe("The state of the kernel before the run."),
  packet: z
    .array(packetLayerSchema)
    .max(64)
    .optional()
    .describe("The packet that the program is run on, by its layers; lengths and checksums are computed."),
  packet_length: integer.min(0).max(65535).optional().describe("Cuts the packet to this many bytes."),
  linear_length: integer
    .min(14)
    .max(65535)
    .optional()
    .describe(
      "Bytes in the linear part; the rest is in fragments. For xdp.frags programs and those with a struct __sk_buff.",
    ),
  context: contextSchema
    .optional()
    .describe("What the program is handed; with a trigger in Linux, the event brings it, and this is the emulator's."),
  globals: z.record(identifier, value).optional().describe("Global variables before the run."),
  maps: z
    .record(identifier, z.record(z.string(), z.union([value, z.record(z.string(), value)])))
    .optional()
    .describe("Entries of maps before the run, by the map's name and the key; a value whole or by its members."),
  before: z
    .array(identifier)
    .min(1)
    .max(8)
    .optional()
    .describe('SEC("syscall") programs of the example that are test-run before, in order, without a context.'),
  replaced_by: z
    .array(identifier)
    .min(1)
    .max(4)
    .optional()
    .describe('SEC("freplace/…") programs of the example that run in the place of functions of the program.'),
  attach: attachSchema.optional().describe("Where the program is attached, as far as its SEC() does not say it."),
  trigger: z
    .array(actionSchema)
    .min(1)
    .max(32)
    .optional()
    .describe("What is done, in order, while the program is attached; without it the program is test-run."),
  step_budget: integer
    .min(1)
    .max(10_000_000)
    .optional()
    .describe("Instructions after which the emulator takes the run for endless."),
  expect: expectationSchema.describe("What the run is held to; at least one thing."),
});

/** The scenarios of one example: `content/examples/<subsystem>/<name>.yaml`. */
export const exampleSpecSchema = z.strictObject({
  source: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*\.bpf\.c$/, "the .bpf.c file beside this one")
    .describe("The C file beside this one."),
  title: text().describe("What the example is, in a few words of plain text."),
  summary: text().describe("What the example does, in one or two sentences of plain text."),
  program: identifier.describe("The program that the scenarios run."),
  scenarios: z.array(scenarioSchema).min(1).max(100).describe("Runs of the example, each with what is expected of it."),
});

export type SocketArgument = z.infer<typeof socketSchema>;
export type { Expectation, ExpectedValue, VaryingMeaning } from "./expectation-spec.ts";
export type { KernelState, XfrmStateDescription } from "./kernel-state-spec.ts";
export type { PacketLayer } from "./packet-spec.ts";
export type { Action, Attachment } from "./trigger-spec.ts";
export type ContextDescription = z.infer<typeof contextSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;
export type ExampleSpec = z.infer<typeof exampleSpecSchema>;
