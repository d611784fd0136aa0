import type { Btf } from "../btf/btf.ts";
import { findMember, sizeOf } from "../btf/layout.ts";
import { readUnsigned } from "../bytes/integers.ts";
import { structType } from "../kernel/objects/struct-access.ts";
import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";
import type { StructOpsMap } from "../object/struct-ops.ts";
import { SetupSignal } from "./setup-problem.ts";

/** A struct of operations as the kernel looks at it before it registers it. */
interface Operations {
  has(member: string): boolean;
  bytes(member: string): Uint8Array;
}

function operationsOf(btf: Btf, { struct, value, programs }: StructOpsMap): Operations {
  const type = structType(btf, struct);
  return {
    has: (member) => programs.some((each) => each.member === member),
    bytes(member) {
      const place = findMember(btf, type, member);
      const start = (place?.bitOffset ?? 0) / 8;
      return place ? value.slice(start, start + sizeOf(btf, place.type)) : new Uint8Array(0);
    },
  };
}

/** include/net/tcp.h, v7.3: five flags. */
const TCP_CONG_MASK = 0x1f;

/** bpf_tcp_ca_init_member and tcp_validate_congestion_control (net/ipv4/bpf_tcp_ca.c and tcp_cong.c, v7.3). */
function refuseCongestionControl({ has, bytes }: Operations): string | undefined {
  const name = bytes("name");
  const text = new TextDecoder().decode(name.subarray(0, Math.max(0, name.indexOf(0))));
  if (!/^[A-Za-z0-9_.]+$/.test(text))
    return "its name is empty, too long, or has other characters than letters, digits, _ and .";
  if ((Number(readUnsigned(bytes("flags"), 0, 4)) & ~TCP_CONG_MASK) !== 0) return "it has flags that there are not";
  const missing = ["ssthresh", "undo_cwnd"].find((member) => !has(member));
  if (missing) return `it has no ${missing}`;
  return has("cong_avoid") || has("cong_control") ? undefined : "it has neither cong_avoid nor cong_control";
}

/** By the struct: why the kernel refuses one. */
const requirements: Readonly<Record<string, (operations: Operations) => string | undefined>> = {
  tcp_congestion_ops: refuseCongestionControl,
};

/** Throws where the kernel would not register what the program is a part of. */
export function refuseOperations(object: LinkedObject, { name, structOps }: LinkedProgram, btf: Btf): void {
  const check = structOps && requirements[structOps.struct];
  const maps = object.structOps.filter(({ programs }) => programs.some(({ program }) => program === name));
  for (const map of check ? maps : []) {
    const why = check?.(operationsOf(btf, map));
    if (why) throw new SetupSignal(`The kernel refuses to register ${map.name}: ${why} (EINVAL)`, []);
  }
}
