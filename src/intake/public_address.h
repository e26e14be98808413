// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/socket.h>

#include <string>

namespace brink {

// True for an address of the public Internet: none that the IANA special-purpose registries (RFC
// 6890) give to this host, a private or local network, shared space behind a carrier's NAT,
// documentation, benchmarks, tunnels, multicast or the future; no IPv4 address mapped into IPv6.
bool is_public(const sockaddr& address);

std::string printed(const sockaddr& address);

}  // namespace brink
