// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"

namespace brink {

// A table of data/ as data/README.md describes the form. Cells point into text that the table owns.
class Table {
 public:
  class Row {
   public:
    // The cell of the i-th column asked for.
    std::string_view operator[](std::size_t i) const { return table_->cell(line_, i); }
    // The cell as a list, parted by ";".
    std::vector<std::string_view> list(std::size_t i) const;
    // "data/frames/verbs.tsv:31", for errors.
    std::string where() const { return table_->where(line_); }
    Error wrong(std::string found, std::string expected) const;

   private:
    friend class Table;
    Row(const Table* table, std::size_t line) : table_(table), line_(line) {}
    const Table* table_;
    std::size_t line_;
  };

  // Reads DIR/name and every .tsv of the folder of that name without ".tsv"; then, if `overlay` is
  // not empty, the same below it, whose rows replace those with equal first `keys` columns.
  // Dictionaries of TABARI and PETRARCH that lie in `overlay` are rows of it too (petrarch.h).
  // `columns` are the names wanted, in the order in which Row gives them; one that begins with "?"
  // may be missing, its cells are empty then. A file missing in the overlay is no error.
  static Result<Table> read(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                            std::string_view name, std::initializer_list<std::string_view> columns,
                            std::size_t keys);

  std::size_t size() const { return lines_.size(); }
  Row row(std::size_t i) const { return {this, i}; }

 private:
  struct Line {
    std::size_t source;  // index into sources_
    std::size_t number;  // counts from 1 in its file
    std::size_t first;   // index of the first of its width_ cells
  };
  struct Source {
    std::string name;
    std::unique_ptr<std::string> text;  // on the heap, so that cells outlive a move of the table
  };

  Outcome add_all(const std::filesystem::path& path, std::span<const std::string_view> columns,
                  std::vector<Line>& into);
  Outcome add_file(const std::filesystem::path& path, std::span<const std::string_view> columns,
                   std::vector<Line>& into);
  Outcome add_text(const std::filesystem::path& path, std::string text,
                   std::span<const std::string_view> columns, std::vector<Line>& into);
  void overlay_with(std::vector<Line> own, std::size_t keys);
  std::string_view cell(std::size_t line, std::size_t i) const {
    return cells_[lines_[line].first + i];
  }
  std::span<const std::string_view> cells_of(const Line& line) const {
    return {cells_.data() + line.first, width_};
  }
  std::string where(std::size_t line) const;

  std::vector<Source> sources_;
  std::vector<Line> lines_;
  std::size_t width_ = 0;                // columns asked for
  std::vector<std::string_view> cells_;  // of all lines, each line's in the order of the columns
};

}  // namespace brink
