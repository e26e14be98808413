// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "brink/result.h"
#include "intake/header_fields.h"

namespace brink {

// An HTTP answer as it went over the wire (RFC 9112) and as archives keep it.
struct HttpAnswer {
  int status = 0;
  HeaderFields fields;
  std::string_view body;  // as sent: perhaps in chunks, perhaps packed
};

// Nothing when the bytes do not begin with a status line and a header.
std::optional<HttpAnswer> read_http_answer(std::string_view bytes);

// The body without chunks (RFC 9112, section 7.1) and Content-Encoding (gzip, deflate, br, zstd).
// Archives often keep the fields of an answer whose body they have unpacked: a body that is not
// as its fields say is given as it is. Error for an unknown encoding or more than `most` bytes.
Result<std::string> plain_body(const HttpAnswer& answer, std::uint64_t most);

}  // namespace brink
