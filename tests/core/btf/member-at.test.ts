import { expect, test } from "vitest";
import { findMember } from "../../../src/core/btf/layout.ts";
import { memberAt } from "../../../src/core/btf/member-at.ts";
import { kernelBtf as btf } from "../../drivers/kernel-btf.ts";

/** By the struct and a path: what begins there, as far as it is another than that. */
test.each([
  ["task_struct", "comm", "comm"],
  ["task_struct", "se.vruntime", "se.vruntime"],
  ["xfrm_state", "id.spi", "id.spi"],
  ["xfrm_state", "id.daddr.a4", "id"],
  ["sk_buff", "len", "len"],
])("what begins in struct %s at %s is %s", (struct, path, begins) => {
  const id = btf.find("struct", struct) ?? 0;
  const offset = (findMember(btf, id, path)?.bitOffset ?? 0) / 8;
  expect(memberAt(btf, id, offset)).toBe(begins);
});

test("an element of an array has its index, a byte within a number its distance, and what lies outside no name", () => {
  const at = (struct: string, offset: number) => memberAt(btf, btf.find("struct", struct) ?? 0, offset);
  expect(at("ethhdr", 7)).toBe("h_source[1]");
  expect(at("iphdr", 13)).toBe("saddr+1");
  expect(at("iphdr", 20)).toBeUndefined();
});
