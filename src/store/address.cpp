// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

namespace brink {
namespace {

constexpr std::string_view kSchemes[] = {"postgresql://", "postgres://"};

// Where the value after `name=` in the query of an address ends.
std::size_t end_of_value(const std::string& address, std::size_t at) {
  const std::size_t end = address.find('&', at);
  return end == std::string::npos ? address.size() : end;
}

void mask_query(std::string& address) {
  for (const char* name : {"?password=", "&password=", "?sslpassword=", "&sslpassword="})
    for (std::size_t at = 0; (at = address.find(name, at)) != std::string::npos;) {
      at += std::string_view(name).size();
      address.replace(at, end_of_value(address, at) - at, "***");
    }
}

}  // namespace

bool is_address(const std::string& where) {
  for (const std::string_view scheme : kSchemes)
    if (where.starts_with(scheme)) return true;
  return false;
}

std::string shown_address(const std::string& where) {
  if (!is_address(where)) return where;
  std::string address = where;
  mask_query(address);
  // From the first colon to the last @: a password that is not written as it should be may hold any of
  // the characters that part an address, and too much hidden does no harm.
  const std::size_t colon = address.find(':', address.find("://") + 3), at = address.rfind('@');
  if (colon == std::string::npos || at == std::string::npos || colon > at) return address;
  return address.replace(colon + 1, at - colon - 1, "***");
}

}  // namespace brink
