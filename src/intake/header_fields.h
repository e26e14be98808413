// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace brink {

// "Name: value" lines as HTTP, WARC and mail write them above a body.
class HeaderFields {
 public:
  // Reads lines with "\n" or "\r\n" ends; a line that begins with a blank goes on the one before.
  // What has no colon is passed over; at most 1000 fields are kept.
  explicit HeaderFields(std::string_view block);

  // The first value of that name (any case), trimmed; "" when there is none.
  const std::string& value(std::string_view name) const;
  bool has(std::string_view name) const { return !value(name).empty(); }

 private:
  struct Field {
    std::string name, value;  // the name in lower case
  };
  std::vector<Field> fields_;
};

// Where a header ends in `bytes`: the length of the header with the empty line behind it;
// npos when no empty line is there.
std::size_t header_length(std::string_view bytes);

// "text/html" of "Text/HTML; charset=x": lower case, trimmed.
std::string media_type(std::string_view content_type);

}  // namespace brink
