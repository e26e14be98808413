// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "mcp/mcp.h"

namespace brink {
namespace {

// JSON-RPC 2.0, section 5.1.
constexpr int kParseError = -32700, kInvalidRequest = -32600, kNoSuchMethod = -32601, kInvalidParameters = -32602;

constexpr std::string_view kRevisions[] = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};  // newest first
constexpr std::size_t kMostBytes = 1u << 20;  // of a message
constexpr int kDeepest = 64;

Json failure(const Json& id, int code, const std::string& message) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}};
}

Json success(const Json& id, Json result) { return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}}; }

bool is_id(const Json& id) { return id.is_string() || id.is_number_integer(); }

bool has_revision(const std::string& asked) {
  return std::find(std::begin(kRevisions), std::end(kRevisions), asked) != std::end(kRevisions);
}

// Brackets within brackets, counted before a parser that recurses sees them.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false, escaped = false;
  for (const char c : text) {
    if (escaped) {
      escaped = false;
    } else if (quoted) {
      escaped = c == '\\';
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

std::string line_of_json(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

McpServer::McpServer(std::string version, std::string instructions, std::vector<McpTool> tools)
    : version_(std::move(version)), instructions_(std::move(instructions)), tools_(std::move(tools)) {}

std::optional<std::string> McpServer::answer(std::string_view line) {
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) return std::nullopt;
  if (line.size() > kMostBytes || too_deep(line))
    return line_of_json(failure(nullptr, kInvalidRequest, "message too large or too deep"));
  const Json message = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (message.is_discarded()) return line_of_json(failure(nullptr, kParseError, "not JSON"));
  const auto reply = handle(message);
  return reply ? std::optional(line_of_json(*reply)) : std::nullopt;
}

std::optional<Json> McpServer::handle(const Json& message) {
  if (!message.is_object() || message.value("jsonrpc", Json()) != "2.0")
    return failure(nullptr, kInvalidRequest, "expected a JSON-RPC 2.0 object");
  const Json id = message.value("id", Json());
  if (!message.contains("method")) {
    // An answer to a question that was never asked.
    return message.contains("result") || message.contains("error") ? std::nullopt
                                                                   : std::optional(failure(is_id(id) ? id : Json(), kInvalidRequest, "no method"));
  }
  if (!message["method"].is_string()) return failure(is_id(id) ? id : Json(), kInvalidRequest, "method is no text");
  if (!message.contains("id")) return std::nullopt;  // a notification
  if (!is_id(id)) return failure(nullptr, kInvalidRequest, "id is neither text nor a whole number");
  const Json parameters = message.value("params", Json::object());
  if (!parameters.is_object()) return failure(id, kInvalidParameters, "params is no object");
  const std::string method = message["method"];
  if (method == "initialize") return success(id, initialize(parameters));
  if (method == "ping") return success(id, Json::object());
  if (!initialized_) return failure(id, kInvalidRequest, "expected initialize first");
  if (method == "tools/list") {
    if (parameters.contains("cursor")) return failure(id, kInvalidParameters, "unknown cursor");
    return success(id, list_tools());
  }
  if (method == "tools/call") return call(id, parameters);
  return failure(id, kNoSuchMethod, "no method " + method.substr(0, 64));
}

Json McpServer::initialize(const Json& parameters) {
  initialized_ = true;
  const Json asked = parameters.value("protocolVersion", Json());
  const bool known = asked.is_string() && has_revision(asked.get<std::string>());
  return {{"protocolVersion", known ? asked.get<std::string>() : std::string(kRevisions[0])},
          {"capabilities", {{"tools", {{"listChanged", false}}}}},
          {"serverInfo", {{"name", "brink"}, {"title", "Brink"}, {"version", version_}}},
          {"instructions", instructions_}};
}

Json McpServer::list_tools() const {
  Json list = Json::array();
  for (const McpTool& tool : tools_)
    list.push_back({{"name", tool.name}, {"title", tool.title}, {"description", tool.description},
                    {"inputSchema", tool.input}, {"outputSchema", tool.output},
                    {"annotations", {{"readOnlyHint", true}, {"idempotentHint", true}, {"openWorldHint", false}}}});
  return {{"tools", list}};
}

Json McpServer::call(const Json& id, const Json& parameters) const {
  const Json name = parameters.value("name", Json());
  const auto tool = std::find_if(tools_.begin(), tools_.end(), [&](const McpTool& t) { return name == t.name; });
  if (tool == tools_.end()) return failure(id, kInvalidParameters, "unknown tool");
  const Json arguments = parameters.value("arguments", Json::object());
  std::string fault = schema_fault(tool->input, arguments);
  if (fault.empty()) {
    const auto result = tool->run(arguments);
    if (result)
      return success(id, {{"content", Json::array({{{"type", "text"}, {"text", line_of_json(*result)}}})},
                          {"structuredContent", *result}, {"isError", false}});
    fault = result.error().sentence();
  }
  // The assistant can mend its own call, so that it is told, not the program around it.
  return success(id, {{"content", Json::array({{{"type", "text"}, {"text", fault}}})}, {"isError", true}});
}

}  // namespace brink
