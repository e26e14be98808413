// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <string>

namespace brink::faults {

// Reports of towns that do not exist, one JSON line each, every one at an address of its own; about one in
// eight has an earlier one's words. The same seed gives the same reports.
class Towns {
 public:
  explicit Towns(unsigned seed) : dice_(seed) {}

  std::string lines(int count) {
    std::string out, text, earlier;
    for (int i = 0; i < count; ++i) {
      const bool copied = !earlier.empty() && dice_() % 8 == 0;
      text = copied ? earlier : report();
      if (!copied && dice_() % 3 == 0) earlier = text;
      const std::string day = std::to_string(2022) + "-0" + std::to_string(1 + dice_() % 3) + "-" + std::to_string(10 + dice_() % 18);
      out += "{\"url\": \"https://" + outlet(i) + ".example/" + std::to_string(++number_) + "\", \"outlet\": \"" + outlet(i) +
             "\", \"date\": \"" + day + "\", \"title\": \"" + town() + " and " + town() + "\", \"text\": \"" + text + "\"}\n";
    }
    return out;
  }

 private:
  std::string pick(std::initializer_list<const char*> of) { return of.begin()[dice_() % of.size()]; }
  std::string town() {
    return pick({"Alder", "Brack", "Cold", "Dun", "Elm", "Fen", "Grey", "Harrow", "Ire", "Kel"}) +
           pick({"moor", "water", "stow", "haven", "bridge", "mouth", "well", "ford", "gate", "by"});
  }
  static std::string outlet(int i) { return std::string("courier-") + static_cast<char>('a' + i % 7); }
  std::string count() { return std::to_string(2 + dice_() % 900); }

  std::string sentence() {
    const std::string day = pick({"Monday", "Tuesday", "Thursday", "Friday"});
    switch (dice_() % 6) {
      case 0: return "Police in " + town() + " arrested " + count() + " protesters on " + day + ".";
      case 1: return "The government moved " + count() + " soldiers from " + town() + " to " + town() + " on " + day + ".";
      case 2: return "Rebels shelled " + town() + " and killed " + count() + " civilians, the army said.";
      case 3: return "The president promised on " + day + " to withdraw troops from " + town() + ".";
      case 4: return "Farmers near " + town() + " denied that they had blocked the road to " + town() + ".";
      default: return "The mayor of " + town() + " asked the United Nations to send aid for " + count() + " families.";
    }
  }
  std::string report() {
    std::string text;
    for (int left = 4 + static_cast<int>(dice_() % 5); left > 0; --left) text += (text.empty() ? "" : " ") + sentence();
    return text;
  }

  std::mt19937 dice_;
  int number_ = 0;
};

}  // namespace brink::faults
