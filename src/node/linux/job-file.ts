import type { Drive, LinuxJob, MapElement, TestRun } from "./job.ts";

/** A field of a job file: `job.c` says what each letter means. */
function field(letter: string, content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(5);
  head.write(letter, 0, "latin1");
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes, Buffer.alloc(1)]);
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

/** Members of struct xdp_md: data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex. */
const xdpContext = (linearLength: number) => words(0, linearLength, 0, 0, 0, 0);

const wordsField = (letter: string, list: readonly string[]) => field(letter, list.map((word) => `${word}\0`).join(""));

function runFields({ packet, linearLength, context, repeat = 1, asksForContext = true }: TestRun): Buffer[] {
  const handed = linearLength === undefined ? context : xdpContext(linearLength);
  return [
    field("r", words(repeat, Number(asksForContext))),
    ...(packet ? [field("p", packet)] : []),
    ...(handed ? [field("x", handed)] : []),
  ];
}

function driveFields({ attach, actions }: Drive): Buffer[] {
  return [...(attach ? [wordsField("h", attach)] : []), ...actions.map((action) => wordsField("g", action))];
}

const elementFields = ({ map, key, value, program }: MapElement) => [
  field("m", map),
  field("k", key),
  field("v", value),
  ...(program === undefined ? [] : [field("i", program)]),
];

const NO_TYPE = 0xffff_ffff;

/** Where in the guest files stand that several jobs may share. */
export interface JobPaths {
  readonly object: string;
  /** BTF that CO-RE relocations go by; the kernel's own where it is absent. */
  readonly types?: string;
}

/** A job as the agent reads it: a list of fields, each a letter, a length, so many bytes and a zero. */
export function writeJobFile(job: LinuxJob, { object, types }: JobPaths, seconds: number): Buffer {
  const {
    program,
    companions = [],
    before = [],
    replacedBy = [],
    kconfig,
    programType,
    globals = [],
    maps = [],
    setUp = [],
    run,
    drive,
    prints,
    trace = [],
    tracesAll,
  } = job;
  return Buffer.concat([
    field("w", words(seconds)),
    field("n", program),
    ...(companions.length > 0 ? [wordsField("z", companions)] : []),
    ...(before.length > 0 ? [wordsField("q", before)] : []),
    ...(replacedBy.length > 0 ? [wordsField("u", replacedBy)] : []),
    field("o", object),
    ...(types === undefined ? [] : [field("e", types)]),
    ...(kconfig === undefined ? [] : [field("f", kconfig)]),
    ...(programType ? [field("y", words(programType.type, programType.attach ?? NO_TYPE))] : []),
    ...globals.flatMap(({ section, bytes }) => [field("s", section), field("b", bytes)]),
    ...maps.flatMap(elementFields),
    ...setUp.map((command) => wordsField("c", command)),
    ...(drive ? driveFields(drive) : []),
    ...(prints ? [field("l", "")] : []),
    ...(tracesAll ? [field("j", "")] : []),
    ...(run ? runFields(run) : []),
    ...trace.flatMap(({ kfunc, pointees }) => [
      field("t", kfunc),
      ...pointees.map(({ arg, bytes }) => field("a", words(arg, bytes))),
    ]),
  ]);
}
