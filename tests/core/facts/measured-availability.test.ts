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
