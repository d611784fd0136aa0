import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Source } from "../../../src/core/diagnostics/source.ts";
import type { ExampleUnit } from "../../../src/node/clang/example-unit.ts";
import { findClang } from "../../../src/node/clang/find-clang.ts";
import { prepareHeaders } from "../../../src/node/clang/header-folder.ts";
import { findLibbpf, readLibbpfHeaders } from "../../../src/node/clang/libbpf-headers.ts";
import type { Toolchain } from "../../../src/node/clang/workshop.ts";

/** A vmlinux.h with just the types that libbpf's headers and the tests need. */
export const smallVmlinux = `#ifndef __VMLINUX_H__
#define __VMLINUX_H__
typedef unsigned char __u8;
typedef unsigned short __u16;
typedef unsigned int __u32;
typedef int __s32;
typedef unsigned long long __u64;
typedef long long __s64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u64 __be64;
typedef __u32 __wsum;
typedef _Bool bool;
enum xdp_action { XDP_ABORTED, XDP_DROP, XDP_PASS };
enum bpf_map_type { BPF_MAP_TYPE_UNSPEC };
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
struct xdp_md { __u32 data; __u32 data_end; };
struct xfrm_state { int km; __u32 window; };
#pragma clang attribute pop
#endif
`;

/** A toolchain for tests, its headers in a folder that later test runs use again, unless another one is named. */
export async function testToolchain(parent = join(tmpdir(), "kfdoc-test-headers")): Promise<Toolchain> {
  const clang = findClang();
  const libbpf = findLibbpf();
  if (!("path" in clang) || libbpf === undefined)
    throw new Error("clang or libbpf's headers are missing: npm run setup");
  return { clang, headers: await prepareHeaders(parent, clang, smallVmlinux, readLibbpfHeaders(libbpf)) };
}

export function unitOf(text: string, more: { headers?: Record<string, string>; variant?: string } = {}): ExampleUnit {
  const source = (name: string, contents: string): Source => ({ path: `content/examples/xdp/${name}`, text: contents });
  const headers = Object.entries(more.headers ?? {}).map(([name, contents]) => [name, source(name, contents)] as const);
  return {
    source: source("sample.bpf.c", text),
    headers: new Map(headers),
    ...(more.variant !== undefined && { variant: more.variant }),
  };
}
