import { describe, expect, test } from "vitest";
import { helperName } from "../../../src/core/kernel/helpers/call-helper.ts";
import { helpers } from "../../../src/core/kernel/helpers/helpers.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { casePrograms, faultOf, globalAfter, type RunOptions } from "../../drivers/run-program.ts";

const fileScope = "u64 value; volatile u64 eight = 8; u8 large[1 << 20];";

interface HelperCase {
  readonly name: string;
  readonly body: string;
  readonly value: string;
  readonly run?: RunOptions;
}

const inFragments: RunOptions = { linear_length: 20 };

const cases: readonly HelperCase[] = [
  { name: "time moves on", body: "u64 a = bpf_ktime_get_ns(); value = bpf_ktime_get_ns() - a;", value: "1000" },
  { name: "chance gives 32 bits", body: "value = (u64)bpf_get_prandom_u32() >> 32;", value: "0" },
  { name: "chance differs", body: "value = bpf_get_prandom_u32() != bpf_get_prandom_u32();", value: "1" },
  { name: "one processor", body: "value = bpf_get_smp_processor_id() + 3;", value: "3" },
  { name: "the whole length", body: "value = bpf_xdp_get_buff_len(ctx);", value: "58", run: inFragments },
  {
    name: "bytes across parts",
    body: "u8 b[12]; bpf_xdp_load_bytes(ctx, 12, b, 12); value = b[11];",
    value: "50",
    run: inFragments,
  },
  {
    name: "bytes past the end",
    body: "u8 b[8]; value = bpf_xdp_load_bytes(ctx, 51, b, 8);",
    value: String(2n ** 64n - 22n),
  },
  {
    name: "bytes past 0xffff",
    body: "u8 b[8]; value = bpf_xdp_load_bytes(ctx, 0x10000, b, 8);",
    value: String(2n ** 64n - 14n),
  },
  {
    name: "what was stored",
    body: "u8 b[4] = { 1, 2, 3, 4 }; bpf_xdp_store_bytes(ctx, 18, b, 4); b[3] = 0; bpf_xdp_load_bytes(ctx, 20, b, 2); value = b[1];",
    value: "4",
    run: inFragments,
  },
  { name: "memory that can be read", body: "u64 n = 5; bpf_probe_read_kernel(&value, 8, &n);", value: "5" },
  {
    name: "memory that can't",
    body: "u64 n = 5; value = bpf_probe_read_kernel(&n, 8, (void *)eight);",
    value: String(2n ** 64n - 34n),
  },
  {
    name: "zeros for what can't",
    body: "u64 n = 5; bpf_probe_read_kernel(&n, 8, (void *)eight); value = n;",
    value: "0",
  },
];

const faults = [
  { name: "a buffer that is too short", body: "u8 b[8]; bpf_xdp_load_bytes(ctx, 0, b, 520);", rule: "out-of-bounds" },
  { name: "an empty buffer", body: "u8 b[8]; bpf_xdp_load_bytes(ctx, 0, b, 0);", rule: "out-of-bounds" },
  { name: "a buffer never written", body: "u8 b[8]; bpf_xdp_store_bytes(ctx, 0, b, 8);", rule: "uninitialised-stack" },
  { name: "another context", body: "u8 b[8]; bpf_xdp_load_bytes((void *)b, 0, b, 8);", rule: "context-access" },
  { name: "a probe of the stack", body: "u8 b[8]; bpf_probe_read_kernel(&value, 8, b);", rule: "uninitialised-stack" },
  {
    name: "probes without end",
    body: "for (int i = 0; i < 300; i++) bpf_probe_read_kernel(&large, sizeof(large), &large);",
    rule: "step-budget",
  },
  {
    name: "a helper without a model",
    body: "value = bpf_tcp_raw_check_syncookie_ipv4((void *)eight, (void *)eight);",
    rule: "helper-not-modelled",
  },
];

const printing = {
  name: "text",
  body: 'bpf_printk("%d of %llu is %x, %%", -3, eight, 255); bpf_printk("%5d|%-", 1); bpf_printk("%d %d %d %d", 1, 2, 3, 4);',
};

const EINVAL = String(2n ** 64n - 22n);

/** What bpf_trace_printk makes of a format and up to three numbers: the line, and its length in bytes. */
const lines: readonly {
  readonly format: string;
  readonly args?: string;
  readonly line?: string;
  readonly length?: number;
}[] = [
  { format: "%d %i %u", args: "-3, -4, -5", line: "-3 -4 4294967291" },
  { format: "%ld %lld %llx", args: "-3l, -4ll, -1ll", line: "-3 -4 ffffffffffffffff" },
  { format: "%x %X %d%%", args: "255, 255, 7", line: "ff FF 7%" },
  { format: "%5d|%-5d|%05d", args: "-3, -3, -3", line: "   -3|-3   |-0003" },
  { format: "%+d% d%+u", args: "3, 3, 3", line: "+3 33" },
  { format: "%c%3c%-3c|", args: "65, 66, 67", line: "A  BC  |" },
  { format: "%s, %5s|", args: '(long)"of bytes", (long)"abc"', line: "of bytes,   abc|" },
  { format: "[%s]", args: "1", line: "[]" },
  { format: "%p %px", args: "0xabcd, 0xef", line: "000000000000abcd 00000000000000ef" },
  { format: "größe %d", args: "1", line: "größe 1", length: 9 },
  { format: "%2000d|", args: "1", line: " ".repeat(1023), length: 2001 },
  { format: "%d%d%d%d", args: "1, 2, 3" },
  { format: "%hd", args: "1" },
  { format: "%sx", args: '(long)""' },
  { format: "100%" },
  { format: "\u0001" },
];

const quote = (format: string) => `"${format.replace("\u0001", "\\001")}"`;
const printingBody = ({ format, args }: (typeof lines)[number]) =>
  `static const char f[] = ${quote(format)}; value = bpf_trace_printk(f, sizeof(f)${args ? `, ${args}` : ""});`;

const unended = { name: "no end", body: 'static const char f[3] = "abc"; value = bpf_trace_printk(f, 3);' };

describe("bpf_trace_printk", () => {
  const bodies = [...lines.map((each) => ({ name: each.format, body: printingBody(each) })), unended];
  const run = casePrograms(bodies, ({ body }) => `${body}\nreturn XDP_PASS;`, { fileScope });

  test.each(lines)("$format with $args", ({ format, line, length = line?.length }) => {
    const outcome = run(format);
    expect(outcome.fault).toBeUndefined();
    expect(outcome.printed).toEqual(line === undefined ? undefined : [line]);
    expect(globalAfter(outcome, "value")).toBe(length === undefined ? EINVAL : String(length));
  });

  test("refuses a format without a NUL", () => {
    expect(globalAfter(run("no end"), "value")).toBe(EINVAL);
  });
});

describe("BPF helpers", () => {
  const bodies = [...cases, ...faults, printing];
  const run = casePrograms(bodies, ({ body }) => `${body}\nreturn XDP_PASS;`, { fileScope });

  test.each(cases)("$name", ({ name, value, run: options }) => {
    const outcome = run(name, options);
    expect(outcome.fault).toBeUndefined();
    expect(globalAfter(outcome, "value")).toBe(value);
  });

  test.each(faults)("refuse $name", ({ name, rule }) => {
    expect(faultOf(run(name)).rule).toBe(rule);
  });

  test("print as the kernel does, and refuse a format that it does not know", () => {
    expect(run("text").printed).toEqual(["-3 of 8 is ff, %", "1 2 3 4"]);
  });

  test.each(helpers.map(({ name }) => name))("%s has an id in enum bpf_func_id", (name) => {
    const ids = Array.from({ length: 300 }, (_, id) => helperName(kernelBtf, id));
    expect(ids).toContain(name);
  });
});
