// SPDX-License-Identifier: BSD-2-Clause
#include "netlink.h"

#include <errno.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void append(struct netlink_request *request, const void *bytes, size_t size)
{
	size_t whole = NLA_ALIGN(size);

	if (request->size + whole > sizeof(request->bytes))
		return;
	memcpy(request->bytes + request->size, bytes, size);
	request->size += whole;
}

void start_request(struct netlink_request *request, uint16_t type, uint16_t flags, const void *header, size_t size)
{
	struct nlmsghdr head = { .nlmsg_type = type, .nlmsg_flags = flags | NLM_F_REQUEST | NLM_F_ACK };

	memset(request, 0, sizeof(*request));
	append(request, &head, sizeof(head));
	append(request, header, size);
}

void add_attribute(struct netlink_request *request, uint16_t type, const void *bytes, size_t size)
{
	struct nlattr head = { .nla_len = NLA_HDRLEN + size, .nla_type = type };

	append(request, &head, sizeof(head));
	append(request, bytes, size);
}

void add_number_attribute(struct netlink_request *request, uint16_t type, uint64_t value, size_t size)
{
	add_attribute(request, type, &value, size);
}

void add_big_endian(struct netlink_request *request, uint16_t type, uint64_t value, size_t size)
{
	unsigned char bytes[8];

	for (size_t at = 0; at < size; at++)
		bytes[at] = value >> 8 * (size - 1 - at);
	add_attribute(request, type, bytes, size);
}

size_t open_nest(struct netlink_request *request, uint16_t type)
{
	struct nlattr head = { .nla_type = type | NLA_F_NESTED };
	size_t start = request->size;

	append(request, &head, sizeof(head));
	return start;
}

void close_nest(struct netlink_request *request, size_t start)
{
	((struct nlattr *)(request->bytes + start))->nla_len = request->size - start;
}

long send_request(struct netlink_request *request, int protocol)
{
	unsigned char answer[4096];
	const struct nlmsghdr *head = (const void *)answer;
	int end = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
	long result = -EIO;

	if (end < 0)
		return -errno;
	((struct nlmsghdr *)request->bytes)->nlmsg_len = request->size;
	if (send(end, request->bytes, request->size, 0) < 0 || recv(end, answer, sizeof(answer), 0) < 0)
		result = -errno;
	else if (head->nlmsg_type == NLMSG_ERROR)
		result = ((const struct nlmsgerr *)(head + 1))->error;
	close(end);
	return result;
}
