#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern void bpf_rcu_read_lokc(void) __ksym;
extern void bpf_rcu_read_unlock(int flags) __ksym;
extern void bpf_preempt_disable(void);

SEC("xdp") int program(struct xdp_md *ctx)
{
	bpf_rcu_read_lokc();
	bpf_rcu_read_unlock(0);
	bpf_preempt_disable();
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
