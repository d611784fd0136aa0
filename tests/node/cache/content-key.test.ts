import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentKey, type KeyPart } from "../../../src/node/cache/content-key.ts";

const part = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<KeyPart>;

describe("contentKey", () => {
  test("differs where contents differ", () => {
    fc.assert(
      fc.property(part, part, (left, right) => {
        fc.pre(JSON.stringify(left) !== JSON.stringify(right));
        const sorted = (value: KeyPart) =>
          JSON.stringify(value, (_, each) =>
            typeof each === "object" && each !== null && !Array.isArray(each)
              ? Object.fromEntries(Object.entries(each).sort())
              : each,
          );
        fc.pre(sorted(left) !== sorted(right));
        expect(contentKey(left)).not.toBe(contentKey(right));
      }),
    );
  });

  test.each([
    [
      ["ab", "c"],
      ["a", "bc"],
    ],
    [
      ["a", ["b"]],
      ["a", "b"],
    ],
    [["1"], [1]],
    [[[]], [{}]],
    [[new Uint8Array([97])], ["a"]],
  ] as [KeyPart[], KeyPart[]][])("tells %j from %j", (left, right) => {
    expect(contentKey(...left)).not.toBe(contentKey(...right));
  });

  test("does not depend on the order of keys, nor on absent ones", () => {
    expect(contentKey({ a: 1, b: 2 })).toBe(contentKey({ b: 2, a: 1, c: undefined }));
  });
});
