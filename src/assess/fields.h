// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"

namespace brink {

// One of the units that a watch asks the same of: what stands for {each} and {name} in its texts.
struct Unit {
  std::string code, name;  // "MLI", "Mali"; empty in a watch of one crisis
};

// The fields of one table of a TOML file. Every reader throws Error with file and line; the door of
// the stage catches it.
class Fields {
 public:
  using Names = std::initializer_list<std::string_view>;

  // Refuses keys that are not among `known`, and names the nearest.
  Fields(const toml::table& table, const std::string& path, const std::string& what, Names known,
         const Unit& unit = {});

  std::string text(std::string_view key) const;  // must be there, not empty
  std::string text_or(std::string_view key, std::string otherwise) const;
  std::string id(std::string_view key) const;  // lower-case words and digits, joined by '-'
  std::string text_of_ids(std::string_view key) const;  // as text, {each} as ids write it
  std::string family(std::string_view key) const;  // the id without the unit: "coup" of "coup-{each}"
  bool is_each(std::string_view key) const;        // whether the text asks for a unit
  double number(std::string_view key, double least, double most) const;
  double number_or(std::string_view key, double least, double most, double otherwise) const;
  // A number for all units, or a table of numbers by unit with `otherwise` for the rest.
  double number_by_unit(std::string_view key, double least, double most) const;
  std::map<std::string, double> numbers(std::string_view key, double least, double most) const;
  std::vector<std::string> texts(std::string_view key) const;  // one text stands for a list of one
  std::vector<const toml::table*> tables(std::string_view key) const;  // none when it is not there

  // For what is wrong with a value that was read: at its line, or the table's.
  [[noreturn]] void refuse(std::string_view key, std::string found, std::string expected) const;

 private:
  const toml::node* find(std::string_view key) const { return table_.get(key); }
  std::string place(const toml::node* node) const;
  std::string filled(std::string text, bool as_id = false) const;
  double checked(std::string_view key, const toml::node& node, double least, double most) const;

  const toml::table& table_;
  const std::string& path_;
  std::string what_;
  Unit unit_;
};

// The name of `known` that is meant by a misspelt one; "" when none is near.
std::string nearest(std::string_view misspelt, const std::vector<std::string_view>& known);

}  // namespace brink
