import { z } from "zod";
import { errnoNames } from "../uapi/errno.ts";
import { identifier } from "./kfunc-spec.ts";
import { digits, integer, slug, text, value } from "./scalars.ts";

/** What a value that differs from run to run must be all the same. */
export const varyingMeanings = ["any", "non-zero", "pid", "child-pid", "cgroup-id"] as const;

const varying = z.strictObject({
  varies: z
    .enum(varyingMeanings)
    .describe(
      "The value differs from run to run. pid: of the process that runs the trigger; child-pid: of the last child that the trigger started; cgroup-id: of the cgroup that the program is attached to.",
    ),
});

const expectedValue = z.union([value, varying]);

const errnoValue = z.enum(errnoNames.map((name) => `-${name}` as const));

/** What one call of a kfunc is expected to have done, in the order of the calls; a bare name expects only the call. */
const expectedCall = z.union([
  identifier,
  z.record(
    identifier,
    z.strictObject({
      returns: z.union([z.enum(["null", "non-null"]), errnoValue, digits, integer]).optional(),
      args: z
        .record(z.string(), z.union([integer, z.string()]))
        .optional()
        .describe("Arguments or members after the call, such as opts.error: -ENOENT."),
    }),
  ),
]);

/** A map's value: whole, or members of it by paths such as `stats.packets`; `absent` where there must be no entry. */
const expectedEntry = z.union([expectedValue, z.record(z.string(), expectedValue)]);

export const expectationSchema = z
  .strictObject({
    return: value.describe("The program's return value: a number or an enumerator such as XDP_PASS."),
    globals: z.record(identifier, expectedValue).describe("Global variables after the run."),
    maps: z
      .record(identifier, z.record(z.string(), expectedEntry))
      .describe(
        "Entries of maps after the run, by the map's name and the key; `absent` for one that must not be there.",
      ),
    packet: z.string().describe("The packet after the run, in hexadecimal; `unchanged` where no byte may differ."),
    context: z.record(z.string(), expectedValue).describe("Members of the context after a test-run."),
    output: z.string().describe("What the iterator wrote."),
    printed: z.array(z.string()).describe("Lines that the program printed with bpf_printk."),
    streams: z
      .strictObject({ stdout: z.string(), stderr: z.string() })
      .partial()
      .describe(
        "All that stands in the program's streams after the run, in each that is named, to the letter; of what the kernel itself writes, without what differs from machine to machine.",
      ),
    results: z
      .array(z.union([errnoValue, digits, integer, varying]))
      .describe("What each action of the trigger came to: 0 or more, or a negative errno."),
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

export type VaryingMeaning = (typeof varyingMeanings)[number];
export type ExpectedValue = z.infer<typeof expectedValue>;
export type Expectation = z.infer<typeof expectationSchema>;
