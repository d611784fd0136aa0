// SPDX-License-Identifier: BSD-2-Clause
// State of the network that is set up with netlink.
#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nf_conntrack_tcp.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "actions.h"
#include "netlink.h"

/* qdisc DEVICE KIND: as the device's root. */
long act_qdisc(const char *const *words)
{
	struct netlink_request request;
	struct tcmsg header = {
		.tcm_family = AF_UNSPEC,
		.tcm_ifindex = if_nametoindex(words[0]),
		.tcm_handle = 1 << 16,
		.tcm_parent = TC_H_ROOT,
	};

	if (!header.tcm_ifindex)
		return -errno;
	start_request(&request, RTM_NEWQDISC, NLM_F_CREATE | NLM_F_REPLACE, &header, sizeof(header));
	add_attribute(&request, TCA_KIND, words[1], strlen(words[1]) + 1);
	return send_request(&request, NETLINK_ROUTE);
}

/* SOURCE DESTINATION SOURCE-PORT DESTINATION-PORT */
static void add_tuple(struct netlink_request *request, uint16_t type, const char *const *words, int protocol)
{
	struct in_addr source, destination;
	size_t tuple, part;

	inet_pton(AF_INET, words[0], &source);
	inet_pton(AF_INET, words[1], &destination);
	tuple = open_nest(request, type);
	part = open_nest(request, CTA_TUPLE_IP);
	add_attribute(request, CTA_IP_V4_SRC, &source, sizeof(source));
	add_attribute(request, CTA_IP_V4_DST, &destination, sizeof(destination));
	close_nest(request, part);
	part = open_nest(request, CTA_TUPLE_PROTO);
	add_number_attribute(request, CTA_PROTO_NUM, protocol, 1);
	add_big_endian(request, CTA_PROTO_SRC_PORT, atoi(words[2]), 2);
	add_big_endian(request, CTA_PROTO_DST_PORT, atoi(words[3]), 2);
	close_nest(request, part);
	close_nest(request, tuple);
}

static void add_tcp_state(struct netlink_request *request, int state)
{
	size_t info = open_nest(request, CTA_PROTOINFO);
	size_t tcp = open_nest(request, CTA_PROTOINFO_TCP);

	add_number_attribute(request, CTA_PROTOINFO_TCP_STATE, state, 1);
	close_nest(request, tcp);
	close_nest(request, info);
}

/* conntrack PROTOCOL (tuple) (tuple of the reply) TIMEOUT MARK STATUS TCP-STATE; all but addresses are numbers. */
long act_conntrack(const char *const *words)
{
	struct netlink_request request;
	struct nfgenmsg header = { .nfgen_family = AF_INET, .version = NFNETLINK_V0 };
	int protocol = atoi(words[0]);

	start_request(&request, NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_NEW, NLM_F_CREATE | NLM_F_EXCL, &header,
		      sizeof(header));
	add_tuple(&request, CTA_TUPLE_ORIG, words + 1, protocol);
	add_tuple(&request, CTA_TUPLE_REPLY, words + 5, protocol);
	add_big_endian(&request, CTA_TIMEOUT, strtoul(words[9], NULL, 10), 4);
	add_big_endian(&request, CTA_MARK, strtoul(words[10], NULL, 10), 4);
	add_big_endian(&request, CTA_STATUS, strtoul(words[11], NULL, 10), 4);
	if (protocol == IPPROTO_TCP)
		add_tcp_state(&request, atoi(words[12]));
	return send_request(&request, NETLINK_NETFILTER);
}
