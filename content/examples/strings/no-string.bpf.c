// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* What the kfuncs return where a pointer leads to no string. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_strlen(const char *s__ign) __ksym;
extern int bpf_strnlen(const char *s__ign, size_t count) __ksym;
extern int bpf_strcmp(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strcasecmp(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strncasecmp(const char *s1__ign, const char *s2__ign, size_t len) __ksym;
extern int bpf_strchr(const char *s__ign, char c) __ksym;
extern int bpf_strnchr(const char *s__ign, size_t count, char c) __ksym;
extern int bpf_strchrnul(const char *s__ign, char c) __ksym;
extern int bpf_strrchr(const char *s__ign, int c) __ksym;
extern int bpf_strspn(const char *s__ign, const char *accept__ign) __ksym;
extern int bpf_strcspn(const char *s__ign, const char *reject__ign) __ksym;
extern int bpf_strstr(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strcasestr(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strnstr(const char *s1__ign, const char *s2__ign, size_t len) __ksym;
extern int bpf_strncasestr(const char *s1__ign, const char *s2__ign, size_t len) __ksym;

/* The kfuncs read at most this many characters of a string. */
#define XATTR_SIZE_MAX 65536

/* No NUL among the first XATTR_SIZE_MAX. */
char endless[XATTR_SIZE_MAX + 8] = { [0 ... XATTR_SIZE_MAX] = 'a' };

/* The address to pass, unless is_endless selects the long text. */
const volatile u64 address = 0;
const volatile bool is_endless = false;
const volatile size_t limit = XATTR_SIZE_MAX;
char part[4] = "b";

static const char *text(void)
{
	return is_endless ? endless : (const char *)address;
}

SEC("syscall")
int measure(void *ctx)
{
	bpf_strlen(text());
	bpf_strnlen(text(), limit);
	bpf_strspn(text(), "a");
	bpf_strcspn(text(), "b");
	return 0;
}

SEC("syscall")
int compare(void *ctx)
{
	bpf_strcmp(text(), text());
	bpf_strcasecmp(text(), text());
	bpf_strncasecmp(text(), text(), limit);
	return 0;
}

SEC("syscall")
int find_character(void *ctx)
{
	bpf_strchr(text(), 'b');
	bpf_strnchr(text(), limit, 'b');
	bpf_strchrnul(text(), 'b');
	bpf_strrchr(text(), 'b');
	return 0;
}

SEC("syscall")
int find_text(void *ctx)
{
	bpf_strstr(text(), part);
	bpf_strcasestr(text(), part);
	bpf_strnstr(text(), part, limit);
	bpf_strncasestr(text(), part, limit);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
