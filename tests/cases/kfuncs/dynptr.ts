import type { RunOptions } from "../../drivers/run-program.ts";

/** Programs about dynptrs of packets and their slices. */

export const fileScope = `
u64 offset; s32 error = 7; u32 got; u32 first, in_buffer; volatile u64 raw;
static __noinline int make(struct xdp_md *ctx)
{
  struct bpf_dynptr gone;
  return bpf_dynptr_from_xdp(ctx, 0, &gone);
}
static __noinline int use(void)
{
  struct bpf_dynptr gone;
  return bpf_dynptr_slice(&gone, 0, 0, 1) != 0;
}`;

/** Takes one slice of the packet and reports its first byte and whether the buffer holds it. */
export const takeSlice = (size: number, buffer: string) => `
  u8 buffer[64] = { 0xee };
  struct bpf_dynptr packet;
  error = bpf_dynptr_from_xdp(ctx, 0, &packet);
  u8 *slice = bpf_dynptr_slice(&packet, offset, ${buffer}, ${size});
  if (!slice) return XDP_DROP;
  got = 1;
  first = ${size} ? slice[0] : 0;
  in_buffer = buffer[0] != 0xee;
  return XDP_PASS;`;

export interface SliceCase {
  readonly name: string;
  readonly size: number;
  readonly buffer?: string;
  readonly offset: number | string;
  readonly run?: RunOptions;
  /** Where the slice is, or NULL. */
  readonly target: string;
  readonly copied?: boolean;
}

/** The packet has 58 bytes; byte 23 is the IPv4 protocol. */
const inFragments: RunOptions = { linear_length: 20 };
const long: RunOptions = { packet: [{ eth: {} }, { zeros: 65000 }, { zeros: 3000 }], linear_length: 1000 };

export const sliceCases: readonly SliceCase[] = [
  { name: "in place", size: 20, offset: 14, target: "packet+14" },
  { name: "in place without a buffer", size: 20, buffer: "0", offset: 14, target: "packet+14" },
  { name: "the last byte", size: 1, offset: 57, target: "packet+57" },
  { name: "one byte past the end", size: 1, offset: 58, target: "NULL" },
  { name: "across the end", size: 20, offset: 39, target: "NULL" },
  { name: "longer than the packet", size: 59, offset: 0, target: "NULL" },
  { name: "at an offset that would wrap", size: 1, offset: "0xffffffffffffffff", target: "NULL" },
  { name: "at an offset of 2^32", size: 1, offset: "0x100000000", target: "NULL" },
  { name: "empty at the end", size: 0, buffer: "0", offset: 58, target: "packet" },
  { name: "empty past the end", size: 0, buffer: "0", offset: 59, target: "NULL" },
  { name: "across parts, into the buffer", size: 20, offset: 14, run: inFragments, target: "stack", copied: true },
  { name: "across parts, without a buffer", size: 20, buffer: "0", offset: 14, run: inFragments, target: "NULL" },
  { name: "up to the end of the linear part", size: 6, offset: 14, run: inFragments, target: "packet+14" },
  { name: "inside a fragment", size: 10, offset: 20, run: inFragments, target: "packet fragment 0" },
  { name: "inside the second fragment", size: 4, offset: 1000 + 4096, run: long, target: "packet fragment 1" },
  { name: "at the largest offset in place", size: 1, offset: 0xffff, run: long, target: "packet fragment 15" },
  { name: "past 0xffff, which is copied", size: 1, offset: 0x10000, run: long, target: "stack", copied: true },
  { name: "past 0xffff without a buffer", size: 1, buffer: "0", offset: 0x10000, run: long, target: "NULL" },
];

/** By name, bodies of programs. */
export const dynptrPrograms = {
    created: `
      struct bpf_dynptr packet;
      error = bpf_dynptr_from_xdp(ctx, 0, &packet);
      return XDP_PASS;`,
    flags: `
      struct bpf_dynptr packet;
      error = bpf_dynptr_from_xdp(ctx, 1ULL << 63, &packet);
      got = bpf_dynptr_slice(&packet, 0, 0, 0) != 0;
      return XDP_PASS;`,
    again: `
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 1, &packet);
      error = bpf_dynptr_from_xdp(ctx, 0, &packet);
      got = bpf_dynptr_slice(&packet, 0, 0, 1) != 0;
      return XDP_PASS;`,
    readDynptr: `
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      raw = *(volatile u64 *)&packet;
      return XDP_PASS;`,
    writtenOver: `
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      *((volatile u8 *)&packet + 9) = 0;
      got = bpf_dynptr_slice(&packet, 0, 0, 1) != 0;
      return XDP_PASS;`,
    sliceOfWrittenOver: `
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      volatile u8 *slice = bpf_dynptr_slice(&packet, 0, 0, 1);
      if (!slice) return XDP_DROP;
      *(volatile u64 *)&packet = 0;
      first = *slice;
      return XDP_PASS;`,
    sliceOfRemade: `
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      volatile u8 *slice = bpf_dynptr_slice(&packet, 0, 0, 1);
      if (!slice) return XDP_DROP;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      first = *slice;
      return XDP_PASS;`,
    inCallee: "make(ctx); return use();",
    bufferIsReadable: `
      u8 buffer[20];
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      if (!bpf_dynptr_slice(&packet, 14, buffer, 20)) return XDP_DROP;
      first = buffer[0];
      return XDP_PASS;`,
    pastTheSlice: `
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      u8 *slice = bpf_dynptr_slice(&packet, 0, 0, 14);
      if (!slice) return XDP_DROP;
      first = slice[14];
      return XDP_PASS;`,
    beforeTheSlice: `
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      u8 *slice = bpf_dynptr_slice(&packet, 14, 0, 20);
      if (!slice) return XDP_DROP;
      first = slice[-1];
      return XDP_PASS;`,
    write: `
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      u8 *slice = bpf_dynptr_slice(&packet, 0, 0, 14);
      if (!slice) return XDP_DROP;
      slice[0] = 1;
      return XDP_PASS;`,
    writeToBuffer: `
      u8 buffer[20];
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      u8 *slice = bpf_dynptr_slice(&packet, 14, buffer, 20);
      if (!slice) return XDP_DROP;
      slice[0] = 1;
      return XDP_PASS;`,
    noNullCheck: `
      struct bpf_dynptr packet;
      bpf_dynptr_from_xdp(ctx, 0, &packet);
      u8 *slice = bpf_dynptr_slice(&packet, 100, 0, 14);
      first = slice[3];
      return XDP_PASS;`,
  };

/** Those of them that break a rule. */
export const dynptrFaults = [
  { program: "readDynptr", rule: "uninitialised-stack", line: "raw = ", message: "belongs to a dynptr" },
  { program: "inCallee", rule: "dynptr-argument", line: "return bpf_dynptr_slice(&gone" },
  { program: "writtenOver", rule: "dynptr-argument", line: "got = bpf_dynptr_slice" },
  {
    program: "sliceOfWrittenOver",
    rule: "use-after-release",
    line: "first = *slice",
    origin: "*(volatile u64 *)&packet = 0",
  },
  { program: "sliceOfRemade", rule: "use-after-release", line: "first = *slice", origin: "bpf_dynptr_from_xdp" },
  {
    program: "bufferIsReadable",
    rule: "uninitialised-stack",
    line: "first = buffer[0]",
    linuxAllows: "reads of uninitialised stack, for privileged programs since 6.3",
  },
  { program: "pastTheSlice", rule: "out-of-bounds", line: "first = slice[14]" },
  { program: "beforeTheSlice", rule: "out-of-bounds", line: "first = slice[-1]" },
  { program: "write", rule: "read-only-memory", line: "slice[0] = 1" },
  { program: "writeToBuffer", rule: "read-only-memory", line: "slice[0] = 1" },
  { program: "noNullCheck", rule: "null-dereference", line: "first = slice[3]" },
] as const;
