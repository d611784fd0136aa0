import { describe, expect, test } from "vitest";
import { Derived, sameList } from "../../../src/core/derived/derived.ts";

const source = () => ({ text: "a" });

describe("Derived", () => {
  test("makes a result again only where an input is another one", () => {
    const lengths = new Derived<{ readonly length: number }>();
    const [one, other] = [source(), source()];
    const of = (text: { text: string }, factor: number) =>
      lengths.of([text, factor], () => ({ length: text.text.length * factor }));
    expect(of(one, 2)).toBe(of(one, 2));
    expect(of(other, 2)).not.toBe(of(one, 2));
    expect(of(one, 3)).toEqual({ length: 3 });
  });

  test("keeps nothing of what throws", async () => {
    const results = new Derived<string>();
    const fail = () => {
      throw new Error("no compiler");
    };
    expect(() => results.of(["a"], fail)).toThrow("no compiler");
    expect(results.of(["a"], () => "made")).toBe("made");
    await expect(results.later(["b"], () => Promise.reject(new Error("no compiler")))).rejects.toThrow("no compiler");
    expect(await results.later(["b"], async () => "made")).toBe("made");
  });

  test("takes what is absent for an input like any other", () => {
    const results = new Derived<string>();
    expect([results.of([undefined, "a"], () => "1"), results.of(["a", undefined], () => "2")]).toEqual(["1", "2"]);
    expect(results.of([], () => "none")).toBe("none");
  });
});

test("a list of the same items in the same order is the same list", () => {
  const [one, other] = [source(), source()];
  expect(sameList([one, other])).toBe(sameList([one, other]));
  expect(sameList([other, one])).not.toBe(sameList([one, other]));
  expect(sameList([one])).not.toBe(sameList([one, other]));
});
