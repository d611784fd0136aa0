import { bytesContext } from "./bytes-context.ts";
import { type ContextModel, RefusedInput } from "./context.ts";

const SAMPLE_BYTES = 4;

/** Programs of infrared receivers are handed one sample (lirc_mode2_is_valid_access, drivers/media/rc/bpf-lirc.c, v7.3). */
export const lircMode2: ContextModel = {
  programType: "BPF_PROG_TYPE_LIRC_MODE2",
  packet: "none",
  notModelled: ["Infrared receivers: the helpers that report keys have no model."],
  enter(kernel, { bytes }) {
    if (bytes?.length !== SAMPLE_BYTES) {
      throw new RefusedInput("The context is a sample of 4 bytes", ["context"], "Give it in hexadecimal.");
    }
    const mayLoad = (offset: number, size: number) => offset === 0 && size === SAMPLE_BYTES;
    return { region: bytesContext(kernel, { bytes: bytes.slice(), noun: "the sample", mayLoad }) };
  },
};
