// SPDX-License-Identifier: BSD-2-Clause
// Maps that an object declares; those behind its global data are in sections.c.
#include "maps.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer.h"
#include "cgroups.h"
#include "records.h"

enum { MOST_SHOWN = 256, MOST_KEY = 512 };

/* Kinds whose elements can be looked up one by one. */
static const enum bpf_map_type plain[] = {
	BPF_MAP_TYPE_HASH,	    BPF_MAP_TYPE_ARRAY,		 BPF_MAP_TYPE_LRU_HASH,
	BPF_MAP_TYPE_PERCPU_HASH,   BPF_MAP_TYPE_PERCPU_ARRAY,	 BPF_MAP_TYPE_LRU_PERCPU_HASH,
	BPF_MAP_TYPE_LPM_TRIE,	    BPF_MAP_TYPE_DEVMAP,	 BPF_MAP_TYPE_DEVMAP_HASH,
	BPF_MAP_TYPE_CPUMAP,
};

static int is_plain(const struct bpf_map *map)
{
	if (bpf_map__is_internal(map))
		return 0;
	for (unsigned int index = 0; index < sizeof(plain) / sizeof(*plain); index++)
		if (bpf_map__type(map) == plain[index])
			return 1;
	return 0;
}

/* A value of each processor, of which the guest has one; each takes whole words. */
static size_t room_for_value(const struct bpf_map *map)
{
	return ((bpf_map__value_size(map) + 7) & ~7u) * libbpf_num_possible_cpus();
}

/* The program of a device or a CPU: the second word of the value. */
static int put_program(const struct bpf_object *object, const struct entry *entry, unsigned char *value)
{
	const struct bpf_program *program = bpf_object__find_program_by_name(object, entry->program);
	int descriptor = program ? bpf_program__fd(program) : -ENOENT;

	if (descriptor < 0 || entry->value.size != sizeof(__u32) + sizeof(descriptor))
		return -EINVAL;
	memcpy(value + sizeof(__u32), &descriptor, sizeof(descriptor));
	return 0;
}

static int put_element(const struct bpf_object *object, const struct bpf_map *map, const struct entry *entry)
{
	unsigned char *value;
	int error = 0;

	if (bpf_map__key_size(map) != entry->key.size || bpf_map__value_size(map) != entry->value.size)
		return -EINVAL;
	value = calloc(1, room_for_value(map));
	if (!value)
		return -ENOMEM;
	memcpy(value, entry->value.start, entry->value.size);
	if (entry->program)
		error = put_program(object, entry, value);
	if (!error && bpf_map_update_elem(bpf_map__fd(map), entry->key.start, value, BPF_ANY))
		error = -errno;
	free(value);
	return error;
}

/* The element is the path of a cgroup. */
static int put_cgroup(const struct bpf_map *map, const struct entry *entry)
{
	char path[512], folder[1024];
	int descriptor, error;

	if (entry->value.size >= sizeof(path) || entry->key.size != sizeof(__u32))
		return -EINVAL;
	memcpy(path, entry->value.start, entry->value.size);
	path[entry->value.size] = 0;
	cgroup_folder(folder, sizeof(folder), path);
	descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return -errno;
	error = bpf_map_update_elem(bpf_map__fd(map), entry->key.start, &descriptor, BPF_ANY) ? -errno : 0;
	close(descriptor);
	return error;
}

static int fill_map(const struct bpf_object *object, const struct entry *entry)
{
	const struct bpf_map *map = bpf_object__find_map_by_name(object, entry->map);

	if (!map)
		return -EINVAL;
	if (bpf_map__type(map) == BPF_MAP_TYPE_USER_RINGBUF)
		return post_record(map, entry->value);
	if (bpf_map__type(map) == BPF_MAP_TYPE_CGROUP_ARRAY)
		return put_cgroup(map, entry);
	return put_element(object, map, entry);
}

int fill_maps(const struct bpf_object *object, const struct job *job)
{
	for (unsigned int index = 0; index < job->entry_count; index++) {
		const struct entry *entry = &job->entries[index];
		int error = fill_map(object, entry);

		if (error)
			return error;
	}
	return 0;
}

static void add_entries(const struct bpf_map *map)
{
	static unsigned char key[MOST_KEY], next[MOST_KEY];
	size_t key_size = bpf_map__key_size(map);
	unsigned char *value = malloc(room_for_value(map));
	int has_next = value && key_size <= MOST_KEY && !bpf_map_get_next_key(bpf_map__fd(map), NULL, key);
	unsigned int shown = 0;

	open_list("entries");
	for (; has_next && shown < MOST_SHOWN; shown++) {
		if (!bpf_map_lookup_elem(bpf_map__fd(map), key, value)) {
			open_object(NULL);
			add_hex("key", key, key_size);
			add_hex("value", value, bpf_map__value_size(map));
			close_object();
		}
		has_next = !bpf_map_get_next_key(bpf_map__fd(map), key, next);
		memcpy(key, next, key_size);
	}
	close_list();
	add_number("isCut", has_next);
	free(value);
}

void add_maps(const struct bpf_object *object)
{
	const struct bpf_map *map;

	open_list("maps");
	bpf_object__for_each_map(map, object) {
		if ((!is_plain(map) && !holds_records(map)) || bpf_map__fd(map) < 0)
			continue;
		open_object(NULL);
		add_text("name", bpf_map__name(map));
		if (holds_records(map))
			add_records(map);
		else
			add_entries(map);
		close_object();
	}
	close_list();
}
