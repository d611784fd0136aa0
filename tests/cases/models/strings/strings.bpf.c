#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_strcmp(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strcasecmp(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strncasecmp(const char *s1__ign, const char *s2__ign, size_t len) __ksym;
extern int bpf_strnchr(const char *s__ign, size_t count, char c) __ksym;
extern int bpf_strchr(const char *s__ign, char c) __ksym;
extern int bpf_strchrnul(const char *s__ign, char c) __ksym;
extern int bpf_strrchr(const char *s__ign, int c) __ksym;
extern int bpf_strnlen(const char *s__ign, size_t count) __ksym;
extern int bpf_strlen(const char *s__ign) __ksym;
extern int bpf_strspn(const char *s__ign, const char *accept__ign) __ksym;
extern int bpf_strcspn(const char *s__ign, const char *reject__ign) __ksym;
extern int bpf_strstr(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strcasestr(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strnstr(const char *s1__ign, const char *s2__ign, size_t len) __ksym;
extern int bpf_strncasestr(const char *s1__ign, const char *s2__ign, size_t len) __ksym;

char word[] = "abcABC";
/* Capital A with diaeresis, and the sign of multiplication, in Latin-1. */
char umlaut[] = "\xc4";
char times[] = "\xd7";
char *user_pointer = (char *)1;
char *invalid_pointer = (char *)-1;
char endless[65537] = { [0 ... 65536] = 'a' };

int same, less, longer, unsigned_less, case_equal, case_latin, case_times, limited;
int limited_more, limited_none, found, found_end, not_found, found_latin, in_three, in_four;
int or_end, last, last_end, last_positive, last_negative, length, length_cut, length_none;
int span_of, span_all, span_none, span_without, span_without_any, part, part_missing, part_case;
int part_empty, part_within, part_beyond, part_of_nothing, nothing_of_nothing, part_case_within, nothing, null_second;
int user, invalid, null_unread, too_long, too_long_cut, too_long_set, too_long_found;

SEC("syscall") int run(void *ctx)
{
	same = bpf_strcmp(word, "abcABC");
	less = bpf_strcmp(word, "abd");
	longer = bpf_strcmp(word, "abc");
	unsigned_less = bpf_strcmp(umlaut, word);
	case_equal = bpf_strcasecmp(word, "ABCabc");
	case_latin = bpf_strcasecmp(umlaut, "\xe4");
	case_times = bpf_strcasecmp(times, "\xf7");
	limited = bpf_strncasecmp(word, "ABCxyz", 3);
	limited_more = bpf_strncasecmp(word, "ABCxyz", 4);
	limited_none = bpf_strncasecmp(word, "x", 0);
	found = bpf_strchr(word, 'A');
	found_end = bpf_strchr(word, 0);
	not_found = bpf_strchr(word, 'x');
	found_latin = bpf_strchr(umlaut, 0xc4);
	in_three = bpf_strnchr(word, 3, 'A');
	in_four = bpf_strnchr(word, 4, 'A');
	or_end = bpf_strchrnul(word, 'x');
	last = bpf_strrchr(word, 'C');
	last_end = bpf_strrchr(word, 0);
	last_positive = bpf_strrchr(umlaut, 0xc4);
	last_negative = bpf_strrchr(umlaut, -60);
	length = bpf_strlen(word);
	length_cut = bpf_strnlen(word, 4);
	length_none = bpf_strnlen(word, 0);
	span_of = bpf_strspn(word, "cba");
	span_all = bpf_strspn(word, "cbaCBA");
	span_none = bpf_strspn(word, "");
	span_without = bpf_strcspn(word, "AB");
	span_without_any = bpf_strcspn(word, "");
	part = bpf_strstr(word, "cAB");
	part_missing = bpf_strstr(word, "CAB");
	part_case = bpf_strcasestr(word, "CAB");
	part_empty = bpf_strstr(word, "");
	part_within = bpf_strnstr(word, "cA", 4);
	part_beyond = bpf_strnstr(word, "cA", 3);
	part_of_nothing = bpf_strnstr("", "a", 0);
	nothing_of_nothing = bpf_strnstr("", "", 0);
	part_case_within = bpf_strncasestr(word, "Ca", 4);
	nothing = bpf_strlen(0);
	null_second = bpf_strcmp(word, 0);
	user = bpf_strlen(user_pointer);
	invalid = bpf_strlen(invalid_pointer);
	null_unread = bpf_strnlen(0, 0);
	too_long = bpf_strlen(endless);
	too_long_cut = bpf_strnlen(endless, 65535);
	too_long_set = bpf_strspn("b", endless);
	too_long_found = bpf_strchr(endless, 'b');
	return 0;
}

char _license[] SEC("license") = "GPL";
