// SPDX-License-Identifier: Apache-2.0
#include "sentences/paragraphs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace brink::sentences {
namespace {

using Strings = std::vector<std::string>;

Strings paragraphs(std::string_view text) {
  Strings out;
  Paragraphs p(text);
  while (p.next()) out.emplace_back(text.substr(p.begin(), p.end() - p.begin()));
  return out;
}

TEST(Paragraphs, AnEmptyLineEndsOne) {
  EXPECT_EQ(paragraphs("One.\n\nTwo.\n \t\r\nThree."), (Strings{"One.", "Two.", "Three."}));
  EXPECT_TRUE(paragraphs("").empty());
  EXPECT_TRUE(paragraphs("\n \n\n").empty());
}

TEST(Paragraphs, AShortLineEndsOne) {
  EXPECT_EQ(paragraphs("Talks resume\nThe envoys met on Monday.\nThey left."),
            (Strings{"Talks resume", "The envoys met on Monday.", "They left."}));
}

TEST(Paragraphs, LinesBrokenToFitAWidthAreOne) {
  const std::string text =
      "The envoys met on Monday in the old town hall of Bergen and\n"
      "Southland's minister came by sea. Nobody knew what the two\n"
      "had spoken about.";
  EXPECT_EQ(paragraphs(text), Strings{text});
  EXPECT_EQ(paragraphs(text + "\nThen they left."), (Strings{text, "Then they left."}));
}

TEST(Paragraphs, ASentenceThatPlainlyGoesOnIsNotParted) {
  EXPECT_EQ(paragraphs("The envoys\nmet."), Strings{"The envoys\nmet."});
  EXPECT_EQ(paragraphs("The envoys:\nmet."), (Strings{"The envoys:", "met."}));
}

TEST(Paragraphs, LongLinesAreParagraphsWhateverTheirLength) {
  const std::string line(400, 'a');
  EXPECT_EQ(paragraphs(line + ".\nB" + line + "\nC"), (Strings{line + ".", "B" + line, "C"}));
}

}  // namespace
}  // namespace brink::sentences
