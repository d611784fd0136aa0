// SPDX-License-Identifier: BSD-2-Clause
// Records between programs and user space: ring buffers in both directions, and perf events.
#include "records.h"

#include <errno.h>
#include <string.h>

#include "answer.h"

enum { MOST_BUFFERS = 16, PAGES = 8, MOST_SHOWN = 256 };

static struct {
	const struct bpf_map *map;
	struct perf_buffer *buffer;
} perf_buffers[MOST_BUFFERS];
static unsigned int perf_buffer_count;

static unsigned int shown, is_cut;

static int add_record(void *context, void *bytes, size_t size)
{
	__u32 number = shown;

	(void)context;
	if (shown == MOST_SHOWN) {
		is_cut = 1;
		return 0;
	}
	shown++;
	open_object(NULL);
	add_hex("key", &number, sizeof(number));
	add_hex("value", bytes, size);
	close_object();
	return 0;
}

static void add_sample(void *context, int cpu, void *bytes, __u32 size)
{
	(void)cpu;
	add_record(context, bytes, size);
}

void open_perf_events(const struct bpf_object *object)
{
	const struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		struct perf_buffer *buffer;

		if (bpf_map__type(map) != BPF_MAP_TYPE_PERF_EVENT_ARRAY || perf_buffer_count == MOST_BUFFERS)
			continue;
		buffer = perf_buffer__new(bpf_map__fd(map), PAGES, add_sample, NULL, NULL, NULL);
		if (!buffer)
			continue;
		perf_buffers[perf_buffer_count].map = map;
		perf_buffers[perf_buffer_count++].buffer = buffer;
	}
}

int holds_records(const struct bpf_map *map)
{
	return bpf_map__type(map) == BPF_MAP_TYPE_RINGBUF || bpf_map__type(map) == BPF_MAP_TYPE_PERF_EVENT_ARRAY;
}

static void consume_ring(const struct bpf_map *map)
{
	struct ring_buffer *ring = ring_buffer__new(bpf_map__fd(map), add_record, NULL, NULL);

	if (!ring)
		return;
	ring_buffer__consume(ring);
	ring_buffer__free(ring);
}

void add_records(const struct bpf_map *map)
{
	shown = is_cut = 0;
	open_list("entries");
	if (bpf_map__type(map) == BPF_MAP_TYPE_RINGBUF)
		consume_ring(map);
	for (unsigned int index = 0; index < perf_buffer_count; index++)
		if (perf_buffers[index].map == map)
			perf_buffer__consume(perf_buffers[index].buffer);
	close_list();
	add_number("isCut", is_cut);
}

int post_record(const struct bpf_map *map, struct bytes bytes)
{
	struct user_ring_buffer *ring = user_ring_buffer__new(bpf_map__fd(map), NULL);
	void *room;
	int error = 0;

	if (!ring)
		return -errno;
	room = user_ring_buffer__reserve(ring, bytes.size);
	if (room) {
		memcpy(room, bytes.start, bytes.size);
		user_ring_buffer__submit(ring, room);
	} else {
		error = -errno;
	}
	user_ring_buffer__free(ring);
	return error;
}
