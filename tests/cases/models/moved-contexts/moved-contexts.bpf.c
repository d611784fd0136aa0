#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

long shown;

/* The pointer is moved, and moved back. */
SEC("tc") __attribute__((naked)) int there_and_back(void)
{
	asm volatile("r1 += 36; r1 += -36; r0 = *(u32 *)(r1 + 0); exit;");
}

SEC("tc") __attribute__((naked)) int half_of_priority(void)
{
	asm volatile("r1 += 32; r0 = *(u16 *)(r1 + 2); exit;");
}

SEC("tc") __attribute__((naked)) int store_moved(void)
{
	asm volatile("r1 += 4; r0 = 0; *(u32 *)(r1 + 4) = r0; exit;");
}

SEC("tc") __attribute__((naked)) int load_before(void)
{
	asm volatile("r1 += -8; r0 = *(u32 *)(r1 + 8); exit;");
}

SEC("xdp") __attribute__((naked)) int xdp_moved(void)
{
	asm volatile("r1 += 4; r0 = *(u32 *)(r1 + 8); exit;");
}

/* A spilled pointer stays moved. */
SEC("socket") __attribute__((naked)) int spilled(void)
{
	asm volatile("r1 += 4; *(u64 *)(r10 - 8) = r1; r2 = *(u64 *)(r10 - 8); r0 = *(u32 *)(r2 + 0); exit;");
}

SEC("cgroup/sysctl") __attribute__((naked)) int sysctl_moved(void)
{
	asm volatile("r1 += 4; r0 = *(u32 *)(r1 + 0); exit;");
}

/* Contexts that are read as they stand in memory. */
SEC("syscall") __attribute__((naked)) int syscall_moved(void)
{
	asm volatile("r1 += 8; r0 = *(u32 *)(r1 - 4); exit;");
}

SEC("raw_tp/sys_enter") __attribute__((naked)) int slot_moved(void)
{
	asm volatile("r1 += 16; r2 = *(u64 *)(r1 - 8); r1 = %[shown] ll; *(u64 *)(r1 + 0) = r2; r0 = 0; exit;" ::[shown] "i"(&shown));
}

SEC("raw_tp/sys_enter") __attribute__((naked)) int slot_before(void)
{
	asm volatile("r1 += -8; r2 = *(u64 *)(r1 + 16); r0 = 0; exit;");
}
