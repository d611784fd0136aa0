#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

/* r0 /= 0 where the verifier sees that it is never reached. */
SEC("xdp") __attribute__((naked)) int unreached_division(void)
{
	asm volatile("r0 = 7; if r0 == 7 goto +1; r0 /= 0; exit;");
}

SEC("xdp") __attribute__((naked)) int unreached_shift(void)
{
	asm volatile("r0 = 5; if r0 != 5 goto +1; exit; r0 <<= 64; w0 >>= -1; exit;");
}

SEC("xdp") __attribute__((naked)) int division(void)
{
	asm volatile("r0 = 7; w0 %%= 0; exit;" ::);
}

SEC("xdp") __attribute__((naked)) int shift(void)
{
	asm volatile("r0 = 7; r0 s>>= 64; exit;");
}

/* r0 = 1 with an offset: a reserved field, behind a jump that is always taken. */
SEC("xdp") __attribute__((naked)) int unreached_field(void)
{
	asm volatile("r0 = 1; if r0 == 1 goto +1; .8byte 0x0000000100ff00b7; exit;");
}

SEC("xdp") __attribute__((naked)) int unreached_opcode(void)
{
	asm volatile("r0 = 1; if r0 == 1 goto +1; .8byte 0x99; exit;");
}

char _license[] SEC("license") = "GPL";
