// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Judges a path by its text: base name, extension, and what it passes through. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define EINVAL 22

extern int bpf_strlen(const char *s__ign) __ksym;
extern int bpf_strrchr(const char *s__ign, int c) __ksym;
extern int bpf_strcmp(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strcasecmp(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strstr(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strcasestr(const char *s1__ign, const char *s2__ign) __ksym;

#define ENDING ".pem"

char path[64] = "/home/alice/.ssh/id_rsa";

/* 0 where the base name is this one; less or more tells where it sorts. */
int against_id_rsa;
bool is_hidden, is_certificate, climbs, mentions_backup;

SEC("syscall")
int judge_path(void *ctx)
{
	int slash = bpf_strrchr(path, '/');
	int length = bpf_strlen(path);

#ifndef NO_CHECK
	/* One comparison catches errors, which are negative, and satisfies the verifier. */
	if ((u32)slash >= sizeof(path) - 1)
		return -EINVAL;
#endif
	is_hidden = path[slash + 1] == '.';
	against_id_rsa = bpf_strcmp(path + slash + 1, "id_rsa");

	if (length >= (int)sizeof(ENDING) - 1 && length < (int)sizeof(path))
		is_certificate = !bpf_strcasecmp(path + length - (sizeof(ENDING) - 1), ENDING);

	/* 0 is an index like any other: only a negative result means "not found". */
	climbs = bpf_strstr(path, "/../") >= 0;
	mentions_backup = bpf_strcasestr(path, "backup") >= 0;
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
