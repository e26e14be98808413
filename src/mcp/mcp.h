// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brink/archive.h"
#include "brink/result.h"
#include "brink/watch.h"
#include "records/records.h"

namespace brink {

// What an assistant may call. Reads, never writes.
struct McpTool {
  std::string name, title, description;
  Json input;   // JSON Schema of the arguments, an object
  Json output;  // JSON Schema of the answer, an object
  // Arguments that satisfy `input` -> the answer. An Error is told to the assistant as a failed call.
  std::function<Result<Json>(const Json& arguments)> run;
};

// The Model Context Protocol's server side (revisions 2024-11-05 to 2025-11-25), the part that serves
// tools: JSON-RPC 2.0, one message a line. Lines that are no such message get the error that the
// protocol names for them. Not shared between threads.
class McpServer {
 public:
  McpServer(std::string version, std::string instructions, std::vector<McpTool> tools);

  // The answer to one line, without its line end; nothing for notifications.
  std::optional<std::string> answer(std::string_view line);

 private:
  std::optional<Json> handle(const Json& message);
  Json initialize(const Json& parameters);
  Json list_tools() const;
  Json call(const Json& id, const Json& parameters) const;

  std::string version_, instructions_;
  std::vector<McpTool> tools_;
  bool initialized_ = false;
};

// Whether `arguments` are what a schema of the kind used here asks for: type, properties, required,
// additionalProperties, items, enum, minimum, maximum, maxLength, maxItems. "" when they are, else
// what is wrong.
std::string schema_fault(const Json& schema, const Json& arguments, const std::string& where = "arguments");

// What the tools below look into. All must outlive them.
struct McpDesk {
  const Archive& archive;
  std::optional<Watch> watch;   // without it there is no board
  std::string today;            // "2022-01-28": what "now" is for the board
  std::function<Json(const std::string& name)> actors;       // `brink actors` as records
  std::function<Json(const Event& event)> trail;             // how it was read; null when not known
};

// board, events, stories, explain, search, actors. Every answer cites: sentence, outlet, day, address, id.
std::vector<McpTool> desk_tools(const McpDesk& desk);

// What an assistant is told about them.
std::string desk_instructions();

}  // namespace brink
