// SPDX-License-Identifier: Apache-2.0
#include "base/iso_time.h"
#include "base/utf8.h"
#include "intake/mime.h"
#include "taken.h"

namespace brink {
namespace {

const std::string kHead =
    "Received: from a.example\r\n\tby b.example; Fri, 28 Jan 2022\r\nFrom: \"Ann, the Desk\" "
    "<desk@wire.example>\r\n"
    "Subject: =?utf-8?Q?Talks_=E2=80=93?= =?UTF-8?B?IGVuZGVk?=\r\n in Geneva\r\nDate: Fri, 28 Jan "
    "2022 09:30:00 +0100\r\n"
    "MIME-Version: 1.0\r\n";

TEST(Mail, ReadsTheEnvelope) {
  const Taken taken =
      take_bytes(kHead + "\r\nThe two sides\r\nmet.\r\n\r\nThey left.\r\n-- \r\nAnn\r\n", "a.eml");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  const Document& d = taken.arrivals[0].known;
  EXPECT_EQ(taken.arrivals[0].kind, Arrival::Kind::kText);
  EXPECT_EQ(d.title, "Talks \u2013 ended in Geneva");
  EXPECT_EQ(d.text, "The two sides met.\n\nThey left.");
  EXPECT_EQ(d.authors, std::vector<std::string>{"Ann, the Desk"});
  EXPECT_EQ(d.outlet, "wire.example");
  EXPECT_EQ(to_iso(*d.published), "2022-01-28T09:30:00+01:00");
  EXPECT_EQ(take_bytes("List-Id: Morning Letter <letter.wire.example>\r\n" + kHead + "\r\nx")
                .arrivals.at(0)
                .known.outlet,
            "Morning Letter");
}

TEST(Mail, PlainTextIsPreferredAndDecoded) {
  const Taken taken = take_bytes(
      kHead +
      "Content-Type: multipart/mixed; boundary=\"out er\"\r\n\r\npreamble\r\n--out er\r\n"
      "Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n"
      "Content-Type: text/html\r\n\r\n<p>html</p>\r\n--in\r\n"
      "Content-Type: text/plain; charset=\"windows-1251\"\r\nContent-Transfer-Encoding: "
      "base64\r\n\r\n"
      "zOjw\r\n--in--\r\n--out er\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--out er--\r\n");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].known.text, "Мир");
}

TEST(Mail, HtmlAloneIsAFragment) {
  const Taken taken =
      take_bytes(kHead +
                 "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
                 "quoted-printable\r\n\r\n"
                 "<p>caf=C3=A9 is =\r\nopen =3D=ZZ</p>");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].kind, Arrival::Kind::kFragment);
  EXPECT_EQ(taken.arrivals[0].html, "<p>caf\u00e9 is open ==ZZ</p>");
}

TEST(Mail, AnAttachedMailIsReadWhereTheMailHasNoText) {
  const Taken taken = take_bytes(
      kHead + "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nInner text\r\n");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].known.text, "Inner text");
}

TEST(Mail, NestingIsBounded) {
  std::string mail = kHead;
  for (int i = 0; i < 5000; ++i) {
    const std::string b = "b" + std::to_string(i);
    mail += "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n";
  }
  Taken taken = take_bytes(mail + "\r\nx");
  EXPECT_TRUE(taken.arrivals.empty());
  EXPECT_NE(taken.reasons().find("nested more than 8 deep"), std::string::npos) << taken.reasons();

  mail = kHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  for (int i = 0; i < 5000; ++i) mail += "--b\r\n\r\ntext\r\n";
  taken = take_bytes(mail);
  EXPECT_NE(taken.reasons().find("more than 200 parts"), std::string::npos) << taken.reasons();
}

TEST(Mail, WithoutTextItIsSetAside) {
  EXPECT_EQ(take_bytes(kHead + "Content-Type: image/png\r\n\r\nxxxx").aside.size(), 1u);
  EXPECT_EQ(take_bytes(kHead).aside.size(), 1u);
}

TEST(Mail, AMailboxIsReadMailByMail) {
  const std::string box = "From a@b Fri Jan 28 09:30:00 2022\n" + kHead +
                          "\r\nFirst.\n>From here on.\n\nFrom c@d Fri Jan 28 09:31:00 2022\n" +
                          kHead + "\r\nSecond.\n";
  const Taken taken = take_bytes(box, "all.mbox");
  ASSERT_EQ(taken.arrivals.size(), 2u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].known.text, "First. From here on.");
  EXPECT_EQ(taken.arrivals[1].known.text, "Second.");
  EXPECT_EQ(taken.arrivals[1].known.source, "all.mbox#2");
}

TEST(Mail, EncodedWordsAreReadAsTheRfcSays) {
  EXPECT_EQ(decode_words("=?ISO-8859-1?Q?a?= b"), "a b");
  EXPECT_EQ(decode_words("=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?_b?="), "a b");
  EXPECT_EQ(decode_words("=?utf-8?B?w6k=?= =?utf-8?q?=C3?= =?utf-8?q?=A9?= x =? y"),
            "\u00e9\u00e9 x =? y");
  EXPECT_EQ(decode_words("plain =?broken?Z?x?= words"), "plain =?broken?Z?x?= words");
  EXPECT_EQ(decode_words("(=?windows-1251?Q?=CC?=)"), "(М)");
  EXPECT_TRUE(is_utf8(decode_words("=?utf-8?B?/////w==?= \xFF")));
  std::string hostile;
  for (int i = 0; i < 300000; ++i) hostile += "=?a?q?x";
  EXPECT_TRUE(hostile.starts_with(decode_words(hostile)));
}

}  // namespace
}  // namespace brink
