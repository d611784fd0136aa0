import { expect, test } from "vitest";
import { linkAgainst, messagesOf, programOf, textOf, typesOf } from "./link-c.ts";

const kernel = typesOf("struct kept { int member; } kept;");
const head = `#define SEC(name) __attribute__((section(name), used))
#define EXCEPTION(name) __attribute__((btf_decl_tag("exception_callback:" #name)))
`;
const link = (source: string) => linkAgainst(head + source, kernel);

test("a callback of exceptions comes after the functions that are called, with what it calls", () => {
  const source = `__attribute__((noinline)) int helped(int x) { return x * 3; }
__attribute__((noinline)) int other(int x) { return x * 5; }
__attribute__((noinline)) int caught(unsigned long long cookie) { return other(cookie) + 1; }
EXCEPTION(caught) SEC("tc") int first(void *ctx) { return helped(1); }
SEC("tc") int second(void *ctx) { return helped(2); }`;
  const result = link(source);
  const first = programOf(result, "first");
  expect(first.functions.map(({ name }) => name)).toEqual(["first", "helped", "caught", "other"]);
  expect(first.exceptionCallback).toBe(first.functions[2]?.start);
  expect(textOf(first).some((text) => text.startsWith("call"))).toBe(true);
  const second = programOf(result, "second");
  expect(second.functions.map(({ name }) => name)).toEqual(["second", "helped"]);
  expect(second.exceptionCallback).toBeUndefined();
});

test.each([
  [
    "one that is not there",
    'EXCEPTION(gone) SEC("tc") int run(void *ctx) { return 0; }',
    /callback gone, which is no function/,
  ],
  [
    "a hidden one",
    '__attribute__((visibility("hidden"), noinline)) int caught(long x) { return x; } EXCEPTION(caught) SEC("tc") int run(void *ctx) { return 0; }',
    /callback caught, which is static or hidden/,
  ],
  ["none", 'EXCEPTION() SEC("tc") int run(void *ctx) { return 0; }', /run names no exception callback/],
  [
    "one for a function that is no program",
    'int caught(long x) { return x; } EXCEPTION(caught) __attribute__((noinline)) int helped(int x) { return x; } SEC("tc") int run(void *ctx) { return helped(1); }',
    /named by helped, which is no program/,
  ],
])("a program can't name %s", (_name, source, message) => {
  const [first] = messagesOf(link(source));
  expect(first).toMatch(/^load\/relocation/);
  expect(first).toMatch(message);
});

test("a program that names two callbacks is left to the verifier", () => {
  const source = `int caught(long x) { return x; } int other(long x) { return x; }
EXCEPTION(caught) EXCEPTION(other) SEC("tc") int run(void *ctx) { return 0; }`;
  expect(programOf(link(source), "run").exceptionCallback).toBe("several");
});
