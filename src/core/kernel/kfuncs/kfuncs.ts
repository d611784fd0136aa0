import {
  bpf_dynptr_adjust,
  bpf_dynptr_clone,
  bpf_dynptr_copy,
  bpf_dynptr_from_skb,
  bpf_dynptr_from_xdp,
  bpf_dynptr_is_null,
  bpf_dynptr_is_rdonly,
  bpf_dynptr_memset,
  bpf_dynptr_size,
  bpf_dynptr_slice,
  bpf_dynptr_slice_rdwr,
} from "./dynptr.ts";
import type { KfuncModel } from "./model.ts";
import {
  bpf_local_irq_restore,
  bpf_local_irq_save,
  bpf_preempt_disable,
  bpf_preempt_enable,
  bpf_rcu_read_lock,
  bpf_rcu_read_unlock,
  bpf_res_spin_lock,
  bpf_res_spin_lock_irqsave,
  bpf_res_spin_unlock,
  bpf_res_spin_unlock_irqrestore,
} from "./sections.ts";
import { bpf_xdp_get_xfrm_state, bpf_xdp_xfrm_state_release } from "./xfrm.ts";

/** Every kfunc that has a model, by subsystem. */
export const kfuncs: readonly KfuncModel[] = [
  bpf_dynptr_adjust,
  bpf_dynptr_clone,
  bpf_dynptr_copy,
  bpf_dynptr_from_skb,
  bpf_dynptr_from_xdp,
  bpf_dynptr_is_null,
  bpf_dynptr_is_rdonly,
  bpf_dynptr_memset,
  bpf_dynptr_size,
  bpf_dynptr_slice,
  bpf_dynptr_slice_rdwr,
  bpf_local_irq_restore,
  bpf_local_irq_save,
  bpf_preempt_disable,
  bpf_preempt_enable,
  bpf_rcu_read_lock,
  bpf_rcu_read_unlock,
  bpf_res_spin_lock,
  bpf_res_spin_lock_irqsave,
  bpf_res_spin_unlock,
  bpf_res_spin_unlock_irqrestore,
  bpf_xdp_get_xfrm_state,
  bpf_xdp_xfrm_state_release,
] as readonly KfuncModel[];
