import { expect, test } from "vitest";
import { parse } from "yaml";
import { withoutParts } from "../../../src/core/spec/without-parts.ts";

const text = `# A comment.
name: bpf_x
since: { version: "6.10" }
params:
  ctx: The context.
  opts:
    text: Options.
    members:
      error: { direction: out, text: Wrong. }
      mark: { direction: in, text: Right. }
errors:
  - { value: EINVAL, when: first, shown_by: a/b#c }
  - { value: ENOENT, when: second }
`;

const without = (at: string, alone = false) => {
  const left = withoutParts(text, [{ offset: text.indexOf(at), alone }]);
  return left === undefined ? undefined : parse(left);
};

test.each([
  ["first", (all) => all.errors.shift()],
  ["second", (all) => all.errors.pop()],
  ["ctx:", (all) => delete all.params.ctx],
  ["out, text", (all) => delete all.params.opts.members.error],
  ["Options", (all) => delete all.params.opts],
  ["version", (all) => delete all.since],
] satisfies [string, (all: ReturnType<typeof parse>) => void][])(
  "what stands around %s goes as a whole",
  (at, edit) => {
    const left = parse(text);
    edit(left);
    expect(without(at)).toEqual(left);
  },
);

test("a key that is wrong by itself goes alone", () => {
  expect(without("shown_by", true).errors[0]).toEqual({ value: "EINVAL", when: "first" });
});

test("several go at once, and with the last entry the list", () => {
  const places = ["first", "second"].map((at) => ({ offset: text.indexOf(at), alone: false }));
  expect(parse(withoutParts(text, places) ?? "")).not.toHaveProperty("errors");
});

test("nothing is left of a file without its name, or one that can't be read", () => {
  expect(without("bpf_x")).toBeUndefined();
  expect(withoutParts("name: [", [{ offset: 0, alone: false }])).toBeUndefined();
});
