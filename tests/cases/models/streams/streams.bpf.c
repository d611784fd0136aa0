// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

int bpf_stream_vprintk(int stream_id, const char *fmt__str, const void *args, u32 len__sz) __ksym;

int bpf_stream_print_stack(int stream_id) __ksym;

#define OUT 1
#define ERROR 2

const char plain[] = "no arguments\n";
const char two[] = "%d and %s\n";
const char bad[] = "%z\n";
const char word[] = "word";

int written, to_other, to_none, unknown, odd, missing, full;

SEC("syscall") int prints(void *ctx)
{
	__u64 args[2];

	args[0] = 7;
	args[1] = (__u64)word;
	written = bpf_stream_vprintk(OUT, plain, args, 0);
	to_other = bpf_stream_vprintk(ERROR, two, args, sizeof(args));
	to_none = bpf_stream_vprintk(3, plain, args, 0);
	unknown = bpf_stream_vprintk(OUT, bad, args, sizeof(args));
	odd = bpf_stream_vprintk(OUT, plain, args, 12);
	missing = bpf_stream_vprintk(OUT, two, args, 8);
	return 0;
}

const char wide[] = "%1000d\n";

/* Until the stream is full: nobody reads it. */
SEC("syscall") int fills(void *ctx)
{
	__u64 args[] = { 1 };

	for (int i = 0; i < 100; i++)
		full += bpf_stream_vprintk(OUT, wide, args, sizeof(args)) != 0;
	return 0;
}

int of_stack, of_none, behind;

SEC("syscall") int stack(void *ctx)
{
	__u64 args[1] = {};

	of_stack = bpf_stream_print_stack(ERROR);
	of_none = bpf_stream_print_stack(0);
	behind = bpf_stream_vprintk(ERROR, plain, args, 0) + bpf_stream_vprintk(OUT, plain, args, 0);
	return 0;
}

static __attribute__((noinline)) int inner(int stream)
{
	return bpf_stream_print_stack(stream);
}

static long each(u64 index, void *ctx)
{
	inner(ERROR);
	return 0;
}

/* Functions, and a callback of a helper's. */
SEC("syscall") int deep(void *ctx)
{
	inner(OUT);
	bpf_loop(2, each, NULL, 0);
	return 0;
}

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__array(values, int(void *));
} programs SEC(".maps") = { .values = { (void *)&prints } };

SEC("syscall") int leads(void *ctx)
{
	__u64 args[1] = {};

	bpf_stream_vprintk(OUT, two, args, 0);
	bpf_stream_vprintk(OUT, plain, args, 0);
	bpf_tail_call(ctx, &programs, 0);
	return 7;
}

const char wide_text[] = "%s\n";
const char umlauts[] = "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
		       "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4";
int lines;
__u64 stored[1];

/* Bytes count, not characters: 41 in each line. */
SEC("syscall") int counts_bytes(void *ctx)
{
	*(volatile __u64 *)stored = (__u64)umlauts;
	for (int i = 0; i < 3000; i++)
		lines += bpf_stream_vprintk(ERROR, wide_text, stored, sizeof(stored)) == 0;
	return 0;
}

#ifdef VARIABLE
char changing[] = "changes\n";

SEC("syscall") int wrong(void *ctx)
{
	__u64 args[] = { 1 };

	return bpf_stream_vprintk(OUT, changing, args, 0);
}
#endif
