// SPDX-License-Identifier: BSD-2-Clause
// How each kind of program is attached: by libbpf where it can.
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "actions.h"
#include "cgroups.h"
#include "driving.h"
#include "kernel-types.h"

static int keep_descriptor(struct driving *driving, int descriptor)
{
	if (descriptor < 0)
		return descriptor;
	if (driving->descriptor_count == MOST_LINKS)
		return -E2BIG;
	driving->descriptors[driving->descriptor_count++] = descriptor;
	return 0;
}

static int keep_link(struct driving *driving, struct bpf_link *link)
{
	if (!link)
		return -errno;
	if (driving->link_count == MOST_LINKS)
		return -E2BIG;
	driving->links[driving->link_count++] = link;
	return 0;
}

static int attach_nothing(struct driving *driving, const char *const *words)
{
	(void)driving, (void)words;
	return 0;
}

static int attach_program(struct driving *driving, const char *const *words)
{
	(void)words;
	return keep_link(driving, bpf_program__attach(driving->program));
}

static int open_cgroup(const char *path)
{
	char folder[512] = JOB_CGROUP;
	int cgroup;

	if (path[0])
		cgroup_folder(folder, sizeof(folder), path);
	cgroup = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return cgroup < 0 ? -errno : cgroup;
}

/* cgroup PATH */
static int attach_to_cgroup(struct driving *driving, const char *const *words)
{
	int cgroup = open_cgroup(words[0]);
	int result;

	if (cgroup < 0)
		return cgroup;
	result = keep_link(driving, bpf_program__attach_cgroup(driving->program, cgroup));
	close(cgroup);
	return result;
}

static int map_named(struct driving *driving, const char *name)
{
	struct bpf_map *map = bpf_object__find_map_by_name(driving->object, name);

	return map ? bpf_map__fd(map) : -ENOENT;
}

/* iterator [map NAME | cgroup PATH ORDER | process COMM] */
static int attach_iterator(struct driving *driving, const char *const *words)
{
	union bpf_iter_link_info info = {};
	LIBBPF_OPTS(bpf_iter_attach_opts, options, .link_info = &info, .link_info_len = sizeof(info));
	const char *what = words[0] ? words[0] : "";

	if (!strcmp(what, "map")) {
		info.map.map_fd = map_named(driving, words[1]);
	} else if (!strcmp(what, "cgroup")) {
		info.cgroup.cgroup_fd = open_cgroup(words[1]);
		info.cgroup.order = atoi(words[2]);
	} else if (!strcmp(what, "process")) {
		info.task.pid = process_named(words[1]);
	} else {
		options.link_info = NULL;
		options.link_info_len = 0;
	}
	return keep_link(driving, bpf_program__attach_iter(driving->program, &options));
}

/* For kinds of links that older libbpfs don't know: the start of bpf_attr.link_create, then what the kind adds. */
static int create_link(struct driving *driving, int target, __u32 attach_type, const __u32 *more, size_t count)
{
	__u32 attributes[16] = { bpf_program__fd(driving->program), target, attach_type };
	int link;

	if (count)
		memcpy(attributes + 4, more, count * sizeof(*more));
	link = syscall(SYS_bpf, BPF_LINK_CREATE, attributes, sizeof(attributes));
	return keep_descriptor(driving, link < 0 ? -errno : link);
}

/* netfilter ATTACH-TYPE FAMILY HOOK PRIORITY */
static int attach_netfilter(struct driving *driving, const char *const *words)
{
	const __u32 more[] = { atoi(words[1]), atoi(words[2]), atoi(words[3]) };

	return create_link(driving, 0, atoi(words[0]), more, sizeof(more) / sizeof(*more));
}

/* target ATTACH-TYPE: what the program was loaded for. */
static int attach_to_target(struct driving *driving, const char *const *words)
{
	return create_link(driving, 0, atoi(words[0]), NULL, 0);
}

/* kprobe-session ATTACH-TYPE FUNCTION */
static int attach_kprobe_session(struct driving *driving, const char *const *words)
{
	const char *const functions[] = { words[1] };
	const __u64 names = (__u64)(unsigned long)functions;
	const __u32 more[] = { 0, 1, (__u32)names, (__u32)(names >> 32) };

	return create_link(driving, 0, atoi(words[0]), more, sizeof(more) / sizeof(*more));
}

/* functions ATTACH-TYPE FUNCTION: by its number among the kernel's types */
static int attach_to_functions(struct driving *driving, const char *const *words)
{
	const __u32 numbers[] = { btf__find_by_name_kind(kernel_types(), words[1], BTF_KIND_FUNC) };
	const __u64 start = (__u64)(unsigned long)numbers;
	const __u32 more[] = { (__u32)start, (__u32)(start >> 32), 0, 0, 1 };

	return create_link(driving, 0, atoi(words[0]), more, sizeof(more) / sizeof(*more));
}

/* map ATTACH-TYPE NAME: programs of sockets, which a map of them has as long as it is there. */
static int attach_map(struct driving *driving, const char *const *words)
{
	int map = map_named(driving, words[1]);

	if (map < 0)
		return map;
	return bpf_prog_attach(bpf_program__fd(driving->program), map, atoi(words[0]), 0) ? -errno : 0;
}

/* device ATTACH-TYPE NAME [bound]: tc and XDP; load.c looks whether it is loaded for the device alone */
static int attach_device(struct driving *driving, const char *const *words)
{
	int device = if_nametoindex(words[1]);

	return device ? create_link(driving, device, atoi(words[0]), NULL, 0) : -errno;
}

/* namespace ATTACH-TYPE */
static int attach_namespace(struct driving *driving, const char *const *words)
{
	int namespace = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	int result;

	if (namespace < 0)
		return -errno;
	result = create_link(driving, namespace, atoi(words[0]), NULL, 0);
	close(namespace);
	return result;
}

/* perf-event CONFIG PERIOD: a software event of this process. */
static int attach_perf_event(struct driving *driving, const char *const *words)
{
	struct perf_event_attr event = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(event),
		.config = atoi(words[0]),
		.sample_period = strtoul(words[1], NULL, 10),
	};
	int file = syscall(SYS_perf_event_open, &event, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);

	if (file < 0)
		return -errno;
	return keep_link(driving, bpf_program__attach_perf_event(driving->program, file));
}

/* Before 1.2, libbpf only hands the value over: the kernel then waits for the link. */
static int knows_struct_ops_links(void)
{
	return libbpf_major_version() > 1 || libbpf_minor_version() > 1;
}

/* Every struct_ops map of the object; those of a link go with its descriptor, whatever becomes of this process. */
static int attach_struct_ops(struct driving *driving, const char *const *words)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, driving->object) {
		__u32 attributes[16] = { bpf_map__fd(map), 0, atoi(words[0]) };
		struct bpf_link *link;
		int result;

		if (bpf_map__type(map) != BPF_MAP_TYPE_STRUCT_OPS)
			continue;
		link = bpf_map__attach_struct_ops(map);
		if (!link)
			return -errno;
		if (knows_struct_ops_links()) {
			result = keep_link(driving, link);
		} else {
			result = syscall(SYS_bpf, BPF_LINK_CREATE, attributes, sizeof(attributes));
			result = keep_descriptor(driving, result < 0 ? -errno : result);
		}
		if (result)
			return result;
	}
	return driving->link_count || driving->descriptor_count ? 0 : -ENOENT;
}

static const struct {
	const char *name;
	int (*attach)(struct driving *driving, const char *const *words);
} ways[] = {
	{ "nothing", attach_nothing },
	{ "program", attach_program },
	{ "cgroup", attach_to_cgroup },
	{ "iterator", attach_iterator },
	{ "netfilter", attach_netfilter },
	{ "target", attach_to_target },
	{ "kprobe-session", attach_kprobe_session },
	{ "functions", attach_to_functions },
	{ "map", attach_map },
	{ "device", attach_device },
	{ "namespace", attach_namespace },
	{ "perf-event", attach_perf_event },
	{ "struct-ops", attach_struct_ops },
};

int attach(struct driving *driving)
{
	const char *const *words = driving->job->attachment;

	for (unsigned int index = 0; index < sizeof(ways) / sizeof(*ways); index++)
		if (!strcmp(ways[index].name, words[0]))
			return ways[index].attach(driving, words + 1);
	return -EOPNOTSUPP;
}

void detach(struct driving *driving)
{
	while (driving->link_count)
		bpf_link__destroy(driving->links[--driving->link_count]);
	while (driving->descriptor_count)
		close(driving->descriptors[--driving->descriptor_count]);
}
