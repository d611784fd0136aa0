// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} table SEC(".maps");

__u8 bytes[8] = { 1, 2, 3, 4 };
__u64 length, third, fourth, apart, low;

/* What moves a pointer, and what makes a number of two. */
SEC("tc") int allowed(struct __sk_buff *skb)
{
	__u8 *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	__u64 index = 2, back = 1, difference;
	__u8 *place = bytes;

	length = end - data;
	if (data + 14 > end)
		return 1;
	asm volatile("%[index] += %[place]" : [index] "+r"(index) : [place] "r"(place));
	third = *(__u8 *)index;
	asm volatile("%[place] += 4\n%[place] -= %[back]" : [place] "+r"(place) : [back] "r"(back));
	fourth = *place;
	asm volatile("%[out] = %[end]\n%[out] -= %[data]"
		     : [out] "=&r"(difference) : [end] "r"(end), [data] "r"(data));
	apart = difference;
	return 0;
}

/* A pointer that is NULL in this run is one nevertheless, and 0 moves no map. */
SEC("tc") int zeros(struct __sk_buff *skb)
{
	__u32 key = 7;
	__u64 *value = bpf_map_lookup_elem(&table, &key);

	asm volatile("r1 = r10\n"
		     "r1 -= %[value]\n"
		     "r2 = %[table]\n"
		     "r2 += 0\n"
		     "r3 = 0\n"
		     "r2 += r3\n"
		     : [value] "+r"(value)
		     : [table] "r"(&table)
		     : "r1", "r2", "r3");
	return value ? 1 : 0;
}

static __noinline void *passed_through(void *pointer)
{
	barrier_var(pointer);
	return pointer;
}

static __noinline __u64 mixed(__u64 number)
{
	barrier_var(number);
	return number * 31;
}

__weak int high_byte(__u64 number)
{
	return number >> 56;
}

/* A number that looks like an address is none, wherever functions may give pointers, too. */
SEC("tc") int number(struct __sk_buff *skb)
{
	__u64 mask = 0xff00000000000000;

	barrier_var(mask);
	length = ((struct __sk_buff *)passed_through(skb))->len;
	low = mixed(0x1234567890abcdef) & mask;
	third = high_byte(mask);
	return 0;
}

/* By 32 bits, a pointer and a number can be subtracted; what negates and swaps makes numbers. */
SEC("tc") int halves(struct __sk_buff *skb)
{
	asm volatile("r1 = r10\n"
		     "w1 -= w10\n"
		     "%[low] = r1\n"
		     "r2 = r10\n"
		     "r2 = -r2\n"
		     "r3 = r10\n"
		     "r3 = be64 r3\n"
		     "r2 ^= r3\n"
		     : [low] "=r"(low)::"r1", "r2", "r3");
	return 0;
}

/* A pointer that a store by an unknown offset may have met is a number. */
SEC("tc") int met(struct __sk_buff *skb)
{
	__u64 back = skb->len & 8;

	asm volatile("r1 = r10\n"
		     "r1 += -24\n"
		     "*(u64 *)(r1 + 0) = r10\n"
		     "*(u64 *)(r1 + 8) = r10\n"
		     "r2 = r1\n"
		     "r2 += %[back]\n"
		     "*(u64 *)(r2 + 0) = 7\n"
		     "r3 = *(u64 *)(r1 + 0)\n"
		     "r3 >>= 3\n"
		     "r3 = *(u64 *)(r1 + 8)\n"
		     "r3 *= 3\n" ::[back] "r"(back)
		     : "r1", "r2", "r3", "memory");
	return 0;
}

#define WRONG(text, ...)                                                              \
	SEC("tc") int wrong(struct __sk_buff *skb)                                    \
	{                                                                             \
		__u8 *data = (void *)(long)skb->data;                                 \
		__u64 number = skb->len, pointer = (__u64)bytes;                      \
                                                                                      \
		asm volatile(text                                                     \
			     : [number] "+r"(number), [pointer] "+r"(pointer), [data] "+r"(data) \
			     : [table] "r"(&table), [context] "r"(skb)                \
			     : "r1");                                                 \
		return number;                                                        \
	}

#ifdef AND
WRONG("%[data] &= 7")
#endif
#ifdef XOR
WRONG("%[number] ^= %[pointer]")
#endif
#ifdef SHIFT
WRONG("%[pointer] <<= 3")
#endif
#ifdef MULTIPLIED
WRONG("%[number] *= %[data]")
#endif
#ifdef DIVIDED
WRONG("%[pointer] /= 3")
#endif
#ifdef HALF
WRONG("r1 = %[pointer]\nw1 += 1")
#endif
#ifdef SUM
WRONG("%[data] += %[pointer]")
#endif
#ifdef FROM_NUMBER
WRONG("%[number] -= %[data]")
#endif
#ifdef STACK
WRONG("r1 = r10\nr1 -= 8")
#endif
#ifdef MAP
WRONG("r1 = %[table]\nr1 += 8")
#endif
#ifdef CONTEXT
SEC("tc") int wrong(struct __sk_buff *skb)
{
	return (__u64)skb >> 3;
}
#endif
#ifdef VALUE
SEC("tc") int wrong(struct __sk_buff *skb)
{
	__u64 *value, zero = 0;
	__u32 key = 1;

	bpf_map_update_elem(&table, &key, &zero, BPF_ANY);
	value = bpf_map_lookup_elem(&table, &key);
	if (!value)
		return 0;
	barrier_var(value);
	return (__u64)value % 7;
}
#endif
#ifdef SPILLED
SEC("tc") int wrong(struct __sk_buff *skb)
{
	__u8 *volatile spilled = bytes;

	return (__u64)spilled & 3;
}
#endif
#ifdef PASSED
static __noinline __u64 hashed(__u64 number)
{
	return number * 31;
}

SEC("tc") int wrong(struct __sk_buff *skb)
{
	return hashed((__u64)bytes);
}
#endif

#ifdef END
SEC("tc") int wrong(struct __sk_buff *skb)
{
	__u8 *data = (void *)(long)skb->data, *last = (void *)(long)skb->data_end;

	last -= 14;
	barrier_var(last);
	return data > last;
}
#endif
#ifdef TO_END
WRONG("r1 = *(u32 *)(%[context] + 80)\n%[number] += r1")
#endif
#ifdef OPTION_END
SEC("cgroup/getsockopt") int wrong(struct bpf_sockopt *option)
{
	__u8 *value = option->optval, *last = option->optval_end;

	last -= 4;
	barrier_var(last);
	return value < last;
}
#endif
#ifdef OPTION
SEC("cgroup/getsockopt") int wrong(struct bpf_sockopt *option)
{
	return (__u64)option->optval >> 63;
}
#endif
#ifdef COPIED
WRONG("r1 = r10\nr1 += -16\n*(u64 *)(r1 + 8) = r10\nr1 = *(u64 *)(r10 - 8)\nr1 *= 3")
#endif
