import { expect, test } from "vitest";
import { findNames } from "../../../src/site/islands/search/find-names.ts";
import type { NamedPage } from "../../../src/site/islands/search/named-page.ts";

const pages: NamedPage[] = [
  { name: "Dynptrs", alias: "dynptr", href: "/concepts/dynptr/" },
  { name: "bpf_dynptr_slice", href: "/kfuncs/bpf_dynptr_slice/" },
  { name: "bpf_dynptr_slice_rdwr", href: "/kfuncs/bpf_dynptr_slice_rdwr/" },
  { name: "bpf_skb_ct_lookup", href: "/kfuncs/bpf_skb_ct_lookup/" },
  { name: "bpf_task_from_pid", href: "/kfuncs/bpf_task_from_pid/" },
  { name: "struct bpf_ct_opts", href: "/structs/bpf_ct_opts/", members: ["netns_id", "error"] },
  { name: "struct other", href: "/structs/other/", members: ["netns_id"] },
  { name: "ENONET", alias: "-64", href: "/errors/ENONET/" },
];

test.each<readonly [string, readonly string[]]>([
  ["ENONET", ["/errors/ENONET/"]],
  ["what does -ENONET mean", ["/errors/ENONET/"]],
  ["-64", ["/errors/ENONET/"]],
  ["bpf_ct_lookup returns -64", ["/errors/ENONET/"]],
  ["-6", []],
  ["bpf_ct_lookup", ["/kfuncs/bpf_skb_ct_lookup/"]],
  ["dynptr_slice", ["/kfuncs/bpf_dynptr_slice/", "/kfuncs/bpf_dynptr_slice_rdwr/"]],
  ["slice dynptr", ["/kfuncs/bpf_dynptr_slice/", "/kfuncs/bpf_dynptr_slice_rdwr/", "/concepts/dynptr/"]],
  ["netns_id", ["/structs/bpf_ct_opts/#member-netns_id", "/structs/other/#member-netns_id"]],
  ["bpf_ct_opts netns_id", ["/structs/bpf_ct_opts/#member-netns_id", "/structs/bpf_ct_opts/"]],
  ["struct bpf_ct_opts", ["/structs/bpf_ct_opts/"]],
  ["calling kernel function bpf_task_from_pid is not allowed", ["/kfuncs/bpf_task_from_pid/"]],
  ["reading a packet with a dynptr", ["/concepts/dynptr/"]],
  ["bpf_dynptr_slcie", ["/kfuncs/bpf_dynptr_slice/", "/kfuncs/bpf_dynptr_slice_rdwr/"]],
  ["dynprt", ["/concepts/dynptr/", "/kfuncs/bpf_dynptr_slice/", "/kfuncs/bpf_dynptr_slice_rdwr/"]],
  ["tast", []],
  ["жжжж", []],
  ["the other error of it", []],
])("%s is found in %j", (query, hrefs) => {
  expect(findNames(query, pages).hits.map(({ href }) => href)).toEqual(hrefs);
});

test("says what was meant where nothing has the name", () => {
  expect(findNames("bpf_dynptr_slce", pages).meant).toBe("bpf_dynptr_slice");
  expect(findNames("bpf_dynptr_slice", pages).meant).toBeUndefined();
});
