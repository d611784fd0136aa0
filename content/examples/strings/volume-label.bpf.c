// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Measures a label that has no NUL after it where it fills its field. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_strnlen(const char *s__ign, size_t count) __ksym;
extern int bpf_strlen(const char *s__ign) __ksym;

struct volume {
	struct bpf_spin_lock lock;
	char label[16];
	char mounted_at[64];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct volume);
} volumes SEC(".maps");

int length, without_limit;

SEC("tc")
int measure_label(struct __sk_buff *skb)
{
	struct volume *volume;
	char label[sizeof(volume->label)];
	u32 first = 0;

	volume = bpf_map_lookup_elem(&volumes, &first);
	if (!volume)
		return 0;

	bpf_spin_lock(&volume->lock);
#ifdef UNDER_LOCK
	length = bpf_strnlen(volume->label, sizeof(volume->label));
#endif
	__builtin_memcpy(label, volume->label, sizeof(label));
	bpf_spin_unlock(&volume->lock);

	length = bpf_strnlen(label, sizeof(label));
	/* The wrong kfunc for such a field. */
	without_limit = bpf_strlen(volume->label);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
