// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Drops SSDP searches for one kind of device: a packet's text has a length but no NUL. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

extern int bpf_strncasestr(const char *s1__ign, const char *s2__ign, size_t len) __ksym;
extern int bpf_strnstr(const char *s1__ign, const char *s2__ign, size_t len) __ksym;
extern int bpf_strnchr(const char *s__ign, size_t count, char c) __ksym;

#define SSDP_PORT 1900
/* With the end of the previous line, so that it is not found within another field. */
#define FIELD "\r\nST:"
#define LONGEST_TEXT 1500

/* Of the last search: where its target begins in the text, how long it is, and where the kind was found in it. */
int target_at, target_length, kind_at;

SEC("xdp")
int drop_searches(struct xdp_md *ctx)
{
	char *end = (char *)(long)ctx->data_end;
	char *packet = (char *)(long)ctx->data;
	const struct udphdr *udp = (void *)(packet + sizeof(struct ethhdr) + sizeof(struct iphdr));
	const char *text = (const char *)(udp + 1);

	if (text > end || udp->dest != bpf_htons(SSDP_PORT))
		return XDP_PASS;

	/* Field names may be in any case. */
	target_at = bpf_strncasestr(text, FIELD, end - text);
	if (target_at < 0 || target_at > LONGEST_TEXT)
		return XDP_PASS;
	target_at += sizeof(FIELD) - 1;
	text += target_at;
	target_length = bpf_strnchr(text, end - text, '\r');
	if (target_length < 0)
		return XDP_PASS;

	kind_at = bpf_strnstr(text, "rootdevice", target_length);
	return kind_at < 0 ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "Dual BSD/GPL";
