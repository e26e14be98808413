// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"

namespace brink {

// The fields of one table of a TOML file. Every reader throws Error with file and line; the door of
// the stage catches it.
class Fields {
 public:
  using Names = std::initializer_list<std::string_view>;

  // Refuses keys that are not among `known`, and names the nearest.
  Fields(const toml::table& table, const std::string& path, const std::string& what, Names known);

  std::string text(std::string_view key) const;  // must be there, not empty
  std::string text_or(std::string_view key, std::string otherwise) const;
  std::string id(std::string_view key) const;  // lower-case words and digits, joined by '-'
  double number(std::string_view key, double least, double most) const;
  double number_or(std::string_view key, double least, double most, double otherwise) const;
  std::vector<std::string> texts(std::string_view key) const;  // one text stands for a list of one
  std::vector<const toml::table*> tables(std::string_view key) const;  // none when it is not there

  // For what is wrong with a value that was read: at its line, or the table's.
  [[noreturn]] void refuse(std::string_view key, std::string found, std::string expected) const;

 private:
  const toml::node* find(std::string_view key) const { return table_.get(key); }
  std::string place(const toml::node* node) const;

  const toml::table& table_;
  const std::string& path_;
  std::string what_;
};

// The name of `known` that is meant by a misspelt one; "" when none is near.
std::string nearest(std::string_view misspelt, const std::vector<std::string_view>& known);

}  // namespace brink
