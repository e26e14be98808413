// SPDX-License-Identifier: Apache-2.0
// How many reports a second are sketched, looked up and put on the shelf: JSON Lines with `text` and `outlet`,
// gone through until 20,000 were taken. Prints one JSON record.
#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "copies/copies.h"

int main(int argc, char** argv) {
  std::vector<std::pair<std::string, std::string>> reports;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i]);
    for (std::string line; std::getline(in, line);) {
      const auto json = nlohmann::json::parse(line, nullptr, false);
      if (json.is_object()) reports.emplace_back(json.value("text", ""), json.value("outlet", "White House"));
    }
  }
  if (reports.empty()) return 1;
  constexpr std::size_t kReports = 20'000;
  brink::RecentShelf shelf(100'000);
  std::size_t copies = 0, bytes = 0;
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < kReports; ++i) {
    const auto& [text, outlet] = reports[i % reports.size()];
    brink::Sketch sketch = brink::sketch_of(text, outlet);
    const auto original = brink::original_of(sketch, shelf);
    copies += original.ok() && original->has_value();
    bytes += text.size();
    shelf.add(std::move(sketch));
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  // Every report after the first round is a copy of itself.
  if (kReports > reports.size() && copies + reports.size() < kReports * 95 / 100) return 1;
  std::cout << nlohmann::json{{"reports", kReports}, {"copies", copies}, {"megabytes", static_cast<double>(bytes) / 1e6},
                              {"reports_per_second", static_cast<double>(kReports) / seconds}} << "\n";
}
