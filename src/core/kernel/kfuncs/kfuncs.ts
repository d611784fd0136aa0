import { bpf_dynptr_from_xdp, bpf_dynptr_slice } from "./dynptr.ts";
import type { KfuncModel } from "./model.ts";
import { bpf_xdp_get_xfrm_state, bpf_xdp_xfrm_state_release } from "./xfrm.ts";

/** Every kfunc that has a model, by subsystem. */
export const kfuncs: readonly KfuncModel[] = [
  bpf_dynptr_from_xdp,
  bpf_dynptr_slice,
  bpf_xdp_get_xfrm_state,
  bpf_xdp_xfrm_state_release,
] as readonly KfuncModel[];
