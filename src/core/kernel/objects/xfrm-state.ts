import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** What a security association is looked up by. Addresses and the SPI are in network byte order, as on the wire. */
export interface XfrmStateDescription {
  readonly family: number;
  readonly proto: number;
  /** Four bytes for AF_INET. */
  readonly daddr: Uint8Array;
  /** Four bytes. */
  readonly spi: Uint8Array;
  readonly mark?: { readonly v: number; readonly m: number };
  /** Extended sequence numbers: without it `replay_esn` is NULL. */
  readonly replayEsn?: { readonly replayWindow: number };
}

/** The replay bitmap is an array of __u32. */
const BITS_PER_WORD = 32;

function replayState(kernel: Kernel, name: string, replayWindow: number): BtfObject {
  const words = Math.ceil(replayWindow / BITS_PER_WORD);
  const type = structType(kernel.btf, "xfrm_replay_state_esn");
  const replay = new BtfObject(kernel, `${name} replay_esn`, type, { trailing: 4 * words });
  replay.set("bmp_len", words);
  replay.set("replay_window", replayWindow);
  return replay;
}

/** One security association: struct xfrm_state. Members that the description does not give are zero. */
export class XfrmState extends BtfObject {
  constructor(kernel: Kernel, name: string, description: XfrmStateDescription) {
    super(kernel, name, structType(kernel.btf, "xfrm_state"));
    this.setBytes("id.daddr", description.daddr);
    this.setBytes("id.spi", description.spi);
    this.set("id.proto", description.proto);
    this.set("props.family", description.family);
    this.set("mark.v", description.mark?.v ?? 0);
    this.set("mark.m", description.mark?.m ?? 0);
    this.set("km.state", kernel.enumerator("XFRM_STATE_VALID"));
    if (description.replayEsn) {
      this.setPointer("replay_esn", replayState(kernel, name, description.replayEsn.replayWindow));
    }
  }
}
