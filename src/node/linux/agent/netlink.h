/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_NETLINK_H
#define KFDOC_NETLINK_H

#include <stddef.h>
#include <stdint.h>

/* One request while it is written; nests are at most so deep. */
struct netlink_request {
	unsigned char bytes[1024];
	size_t size;
};

/* `header` is that of the family, after the netlink header. */
void start_request(struct netlink_request *request, uint16_t type, uint16_t flags, const void *header, size_t size);
void add_attribute(struct netlink_request *request, uint16_t type, const void *bytes, size_t size);
void add_number_attribute(struct netlink_request *request, uint16_t type, uint64_t value, size_t size);
void add_big_endian(struct netlink_request *request, uint16_t type, uint64_t value, size_t size);
/* Returns where the nest starts, for its end. */
size_t open_nest(struct netlink_request *request, uint16_t type);
void close_nest(struct netlink_request *request, size_t start);
/* 0, or the negative errno that the kernel answers. */
long send_request(struct netlink_request *request, int protocol);

#endif
