// SPDX-License-Identifier: Apache-2.0
#include "intake/encoding.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <sstream>

#include "base/rows.h"
#include "base/utf8.h"
#include "intake/tables.h"

namespace brink {
namespace {

using namespace std::string_literals;

std::string in(const std::string& utf8, const char* converter) {
  UErrorCode code = U_ZERO_ERROR;
  std::string out(utf8.size() * 8 + 16, '\0');
  const int n = ucnv_convert(converter, "utf-8", out.data(), static_cast<int>(out.size()),
                             utf8.data(), static_cast<int>(utf8.size()), &code);
  EXPECT_TRUE(U_SUCCESS(code)) << converter;
  out.resize(static_cast<std::size_t>(n));
  return out;
}

TEST(Encoding, EveryConverterOfTheTableExists) {
  int seen = 0;
  for (const auto& row : rows_of(intake_table("encodings.tsv"))) {
    UErrorCode code = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(std::string(row.at(1)).c_str(), &code);
    EXPECT_TRUE(U_SUCCESS(code)) << row[1];
    if (U_SUCCESS(code)) ucnv_close(converter);
    ++seen;
  }
  EXPECT_GE(seen, 35);
}

TEST(Encoding, LabelsMeanWhatTheStandardSays) {
  EXPECT_EQ(encoding_labelled("ISO-8859-1"), "windows-1252");
  EXPECT_EQ(encoding_labelled(" latin1 "), "windows-1252");
  EXPECT_EQ(encoding_labelled("gb2312"), "GBK");
  EXPECT_EQ(encoding_labelled("ks_c_5601-1987"), "EUC-KR");
  EXPECT_EQ(encoding_labelled("iso-8859-9"), "windows-1254");
  EXPECT_EQ(encoding_labelled("no-such"), "");
}

TEST(Encoding, ByteOrderMarksWin) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBFna\xC3\xAFve", "windows-1251", Markup::kHtml).text, "na\u00efve");
  EXPECT_EQ(to_utf8("\xFF\xFEh\0i\0"s, "utf-8", Markup::kHtml).text, "hi");
  EXPECT_EQ(to_utf8("\xFE\xFF\0h\0i"s, "", Markup::kHtml).text, "hi");
}

TEST(Encoding, Utf16WithoutAMarkIsSeen) {
  const std::string page = "<html><body><p>Ein sch\u00f6ner Tag</p></body></html>";
  EXPECT_EQ(to_utf8(in(page, "utf-16le"), "", Markup::kHtml).text, page);
  EXPECT_EQ(to_utf8(in(page, "utf-16be"), "", Markup::kHtml).text, page);
}

TEST(Encoding, ValidUtf8BeatsAWrongLabel) {
  const std::string page =
      "<meta charset=iso-8859-1><p>\u00dcber die Br\u00fccke \u2014 caf\u00e9</p>";
  const Decoded decoded = to_utf8(page, "iso-8859-1", Markup::kHtml);
  EXPECT_EQ(decoded.text, page);
  EXPECT_EQ(decoded.encoding, "UTF-8");
}

TEST(Encoding, AFlawedUtf8StaysUtf8) {
  const std::string page = "<p>\u00dcber \u00e4\u00f6\u00fc \u2014 caf\u00e9 \xFF end \xE2\x80";
  const Decoded decoded = to_utf8(page, "utf-8", Markup::kHtml);
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_TRUE(is_utf8(decoded.text));
  EXPECT_NE(decoded.text.find("\u00dcber"), std::string::npos);
}

TEST(Encoding, TheHeaderTheMetaAndTheXmlDeclarationAreHeard) {
  const std::string russian = "Переговоры в Женеве закончились без итога";
  const std::string bytes = "<p>" + in(russian, "windows-1251") + "</p>";
  EXPECT_EQ(to_utf8(bytes, "windows-1251", Markup::kHtml).text, "<p>" + russian + "</p>");
  for (const char* head : {"<meta charset=\"windows-1251\">",
                           "<META http-equiv=Content-Type content='text/html; charset=CP1251'>",
                           "<!-- <meta charset=koi8-r> --><meta charset = windows-1251 />"}) {
    const Decoded decoded = to_utf8(head + bytes, "", Markup::kHtml);
    EXPECT_EQ(decoded.encoding, "windows-1251") << head;
    EXPECT_NE(decoded.text.find(russian), std::string::npos) << head;
  }
  const std::string xml = "<?xml version='1.0' encoding='windows-1251'?>";
  EXPECT_NE(to_utf8(xml + bytes, "", Markup::kXml).text.find(russian), std::string::npos);
  EXPECT_NE(to_utf8("<meta charset=windows-1251>" + bytes, "iso-8859-1", Markup::kHtml)
                .text.find(russian),
            std::string::npos)
      << "a server that names Latin-1 by habit";
}

TEST(Encoding, ADeclaredUtf8ThatIsNotIsSniffed) {
  std::string russian;
  for (int i = 0; i < 20; ++i)
    russian += "Министр заявил, что переговоры продолжатся на следующей неделе. ";
  const Decoded decoded =
      to_utf8("<meta charset=utf-8><p>" + in(russian, "windows-1251"), "utf-8", Markup::kHtml);
  EXPECT_NE(decoded.text.find("переговоры"), std::string::npos) << decoded.encoding;
}

TEST(Encoding, EastAsianPagesAreReadAndSniffed) {
  std::string japanese, chinese, korean;
  for (int i = 0; i < 20; ++i) {
    japanese += "首相は記者会見で、来週の会談に出席すると述べた。";
    chinese += "外交部发言人表示，双方将于下周举行会谈。";
    korean += "대통령은 다음 주에 회담을 할 것이라고 말했다. ";
  }
  struct Case {
    std::string text;
    const char* converter;
    const char* label;
  };
  for (const Case& c :
       {Case{japanese, "windows-31j", "shift_jis"}, Case{japanese, "euc-jp-2007", "euc-jp"},
        Case{japanese, "iso-2022-jp", "iso-2022-jp"}, Case{chinese, "gb18030", "gb2312"},
        Case{korean, "windows-949", "euc-kr"}}) {
    const std::string bytes = "<title>x</title><p>" + in(c.text, c.converter) + "</p>";
    EXPECT_NE(to_utf8(bytes, c.label, Markup::kHtml).text.find(c.text), std::string::npos)
        << c.label;
    EXPECT_NE(to_utf8(bytes, "", Markup::kHtml).text.find(c.text), std::string::npos)
        << c.label << " sniffed as " << to_utf8(bytes, "", Markup::kHtml).encoding;
  }
}

TEST(Encoding, Windows1252IsTheLastResort) {
  EXPECT_EQ(to_utf8("\x93quoted\x94 \x96 done", "", Markup::kNone).text,
            "\u201cquoted\u201d \u2013 done");
  EXPECT_EQ(to_utf8("caf\xE9", "no-such-label", Markup::kNone).text, "caf\u00e9");
}

TEST(Encoding, LongTextsAreConvertedInPiecesWithoutASeam) {
  std::string text;
  for (int i = 0; i < 30000; ++i) text += (i % 3 ? "\U0001F600" : "x\U00010348");
  EXPECT_EQ(to_utf8("\xFF\xFE" + in(text, "utf-16le"), "", Markup::kNone).text, text);
}

TEST(Encoding, AnyBytesGiveUtf8) {
  std::uint32_t state = 7;
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (int i = 0; i < 200; ++i)
      bytes += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    for (const char* label :
         {"", "utf-8", "shift_jis", "gb18030", "utf-7", "utf-16", "iso-2022-jp", "big5"})
      EXPECT_TRUE(is_utf8(to_utf8(bytes, label, Markup::kHtml).text)) << label;
  }
}

}  // namespace
}  // namespace brink
