/** An address, or struct bpf_stack_build_id with one (include/uapi/linux/bpf.h, v7.3). */
export const frameBytes = { address: 8, buildId: 32 } as const;
/** BPF_STACK_BUILD_ID_IP: the frame is given by its address. */
const BY_ADDRESS = 2;
const ADDRESS_AT = 24;

/** The frames of a stack as memory of so many bytes holds them, with zeros behind. */
export function writeFrames(addresses: readonly bigint[], size: number, withBuildIds: boolean): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  for (const [index, address] of addresses.entries()) {
    if (!withBuildIds) view.setBigUint64(frameBytes.address * index, address, true);
    else {
      view.setInt32(frameBytes.buildId * index, BY_ADDRESS, true);
      view.setBigUint64(frameBytes.buildId * index + ADDRESS_AT, address, true);
    }
  }
  return bytes;
}
