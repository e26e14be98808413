// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "mcp/mcp.h"

namespace brink {
namespace {

bool is_of_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  return type == "null" && value.is_null();
}

std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string object_fault(const Json& schema, const Json& value, const std::string& where) {
  const Json properties = schema.value("properties", Json::object());
  for (const Json& name : schema.value("required", Json::array()))
    if (!value.contains(name.get<std::string>())) return where + ": " + name.get<std::string>() + " is missing";
  for (const auto& [name, item] : value.items()) {
    if (!properties.contains(name)) {
      if (schema.value("additionalProperties", true)) continue;
      return where + ": there is no " + name.substr(0, 64);
    }
    if (const std::string fault = schema_fault(properties[name], item, where + "." + name); !fault.empty()) return fault;
  }
  return "";
}

}  // namespace

std::string schema_fault(const Json& schema, const Json& value, const std::string& where) {
  if (schema.contains("type")) {
    const Json& type = schema["type"];
    const bool fits = type.is_array() ? std::any_of(type.begin(), type.end(), [&](const Json& t) { return is_of_type(value, t); })
                                      : is_of_type(value, type);
    if (!fits) return where + ": expected " + type.dump();
  }
  if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
    return where + ": expected one of " + schema["enum"].dump();
  if (value.is_number()) {
    if (schema.contains("minimum") && value < schema["minimum"]) return where + ": expected at least " + schema["minimum"].dump();
    if (schema.contains("maximum") && value > schema["maximum"]) return where + ": expected at most " + schema["maximum"].dump();
  }
  if (value.is_string() && schema.contains("maxLength") && letters(value) > schema["maxLength"].get<std::size_t>())
    return where + ": longer than " + schema["maxLength"].dump();
  if (value.is_array()) {
    if (schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>())
      return where + ": more than " + schema["maxItems"].dump();
    if (schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        if (const std::string fault = schema_fault(schema["items"], value[i], where + "[" + std::to_string(i) + "]"); !fault.empty())
          return fault;
  }
  return value.is_object() ? object_fault(schema, value, where) : "";
}

}  // namespace brink
