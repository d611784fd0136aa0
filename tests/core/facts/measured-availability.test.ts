import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AvailabilityFile, availabilityFileSchema } from "../../../src/core/facts/availability-file.ts";
import { isRegisteredFor } from "../../../src/core/facts/kfunc-hooks.ts";
import { type KfuncsFile, kfuncsFileSchema } from "../../../src/core/facts/kfuncs-file.ts";

const kernels = new URL("../../../content/kernels/", import.meta.url);
const releases = readdirSync(kernels).filter((release) => existsSync(new URL(`${release}/kfuncs.json`, kernels)));

const readJson = (release: string, name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${release}/${name}.json`, kernels), "utf8"));

function read(release: string): { measured: AvailabilityFile; facts: KfuncsFile } {
  const measured = availabilityFileSchema.parse(readJson(release, "availability"));
  return { measured, facts: kfuncsFileSchema.parse(readJson(release, "kfuncs")) };
}

/** Kfuncs that the form of a name, or some form of a program type, may call. */
function mayCall({ forms, allowed }: AvailabilityFile, isWanted: (form: AvailabilityFile["forms"][number]) => boolean) {
  const classes = new Set(forms.filter(isWanted).map((form) => form.class));
  return Object.keys(allowed).filter((kfunc) => allowed[kfunc]?.some((each) => classes.has(each)));
}

test("ten releases were measured", () => {
  expect(releases).toHaveLength(10);
});

describe.each(releases)("what was measured of Linux %s", (release) => {
  const { measured, facts } = read(release);

  test("is about every kfunc of that kernel and no other", () => {
    const all = [...Object.keys(measured.allowed), ...Object.keys(measured.unmeasured)];
    expect(all.sort()).toEqual(Object.keys(facts.kfuncs).sort());
  });

  test("numbers the classes without a gap, in the order of the forms", () => {
    const seen = [...new Set(measured.forms.map((form) => form.class))];
    expect(seen).toEqual(seen.map((_, index) => index));
    expect(new Set(measured.forms.map(({ name }) => name)).size).toBe(measured.forms.length);
  });

  test("allows nothing that the registrations exclude", () => {
    const excluded = Object.entries(facts.kfuncs).flatMap(([kfunc, fact]) =>
      measured.forms
        .filter((form) => measured.allowed[kfunc]?.includes(form.class))
        .filter((form) => !isRegisteredFor(fact, form.program_type, release))
        .map(({ name }) => `${kfunc} in ${name}`),
    );
    expect(excluded).toEqual([]);
  });

  test("keeps kfuncs that sleep from programs that can't", () => {
    const asleep = Object.keys(facts.kfuncs).filter((kfunc) => {
      const { sets = [] } = facts.kfuncs[kfunc] ?? {};
      return sets.length > 0 && sets.every(({ flags }) => flags.includes("KF_SLEEPABLE"));
    });
    const awake = mayCall(measured, ({ sleepable }) => !sleepable);
    expect(asleep.filter((kfunc) => awake.includes(kfunc))).toEqual([]);
  });
});

/**
 * A prototype of others' counted 6.12 and 7.3 before: its figures, and why these differ. It took every pair for allowed with
 * bpf_iter_css_task_new, which only LSM programs, iterators and programs that sleep may call (-1), with
 * bpf_cast_to_kern_ctx, for which a tracing or syscall program has no kernel context (-1), and with __bpf_trap, which
 * nothing may reach (-1 in 7.3). It took for refused what only wants an RCU read-side section (5 kfuncs in 7.3), and left
 * out kfuncs that want an arena (3 of them registered for tracing and syscall programs). And it did not ask whether a program
 * has the context that a kfunc takes: XDP and tc share what looks connections up (-2), sorts of cgroup programs each other's (-1, 7.3 -2).
 */
const figures: readonly (readonly [release: string, form: string, prototype: number, allowed: number])[] = [
  ["6.12", "xdp", 76, 76 - 1 - 2],
  ["6.12", "tc", 80, 80 - 1 - 2],
  ["6.12", "socket", 37, 37 - 1],
  ["6.12", "cgroup_skb/egress", 61, 61 - 1 - 1],
  ["6.12", "fentry", 90, 90 - 1 - 1],
  ["6.12", "fentry.s", 90 + 6, 90 + 6 - 1],
  ["6.12", "syscall", 92, 92 - 1],
  ["7.3", "xdp", 146, 146 - 1 - 1 - 2],
  ["7.3", "tc", 150, 150 - 1 - 1 - 2],
  ["7.3", "socket", 84, 84 - 1 - 1],
  ["7.3", "cgroup_skb/egress", 132, 132 - 1 - 1 - 2],
  ["7.3", "fentry", 213, 213 - 1 - 1 - 1 + 3],
  ["7.3", "fentry.s", 213 + 16, 213 + 16 - 1 - 1 + 3],
  ["7.3", "syscall", 245, 245 - 1 - 1 + 3 + 5],
];

test.each(figures)("Linux %s, %s: a prototype counted %i, here %i are allowed", (release, form, _, allowed) => {
  expect(mayCall(read(release).measured, ({ name }) => name === form)).toHaveLength(allowed);
});
