/** struct ip_tunnel_info of a packet that is sent (include/net/ip_tunnels.h, v7.3). Addresses in network byte order. */
export interface TunnelInfo {
  readonly isIpv6: boolean;
  readonly id: number;
  readonly tos: number;
  readonly ttl: number;
  readonly label: number;
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  /** Bits of enum IP_TUNNEL_*_BIT below 16. */
  flags: number;
  options: Uint8Array;
}
