// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alerts/alerts.h"
#include "alerts/hmac.h"
#include "base/iso_time.h"

namespace brink {
namespace {

TEST(MailMessage, HasFieldsOfOurOwnWordsAlone) {
  Alert alert;
  alert.id = std::string(32, 'a'), alert.watch = "fluß\r\nBcc: x@example.org", alert.kind = "happening";
  alert.title = "Héadline\r\nBcc: victim@example.org\r\n\r\n.\r\nMAIL FROM:<x>";
  alert.why = std::string(1'000'000, 'w');
  const std::string mail = mail_of(message_of("desk", {alert}), "brink@example.org", {"a@example.org", "b@example.org"},
                                   read_iso("2022-01-28T09:05:07Z")->utc);
  const std::string fields = mail.substr(0, mail.find("\r\n\r\n"));
  EXPECT_THAT(fields, testing::HasSubstr("Date: Fri, 28 Jan 2022 09:05:07 +0000\r\n"));
  EXPECT_THAT(fields, testing::HasSubstr("To: a@example.org,\r\n b@example.org\r\n"));
  EXPECT_THAT(fields, testing::HasSubstr("Subject: =?UTF-8?B?"));
  EXPECT_THAT(fields, testing::Not(testing::HasSubstr("Bcc")));
  EXPECT_THAT(fields, testing::HasSubstr("Content-Transfer-Encoding: base64"));
  const std::string body = mail.substr(mail.find("\r\n\r\n") + 4);
  EXPECT_EQ(body.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n"), std::string::npos);
  for (std::size_t at = 0, end; (end = mail.find("\r\n", at)) != std::string::npos; at = end + 2) EXPECT_LE(end - at, 78u);
}

TEST(MailMessage, EncodesWordsThatAreNotAscii) {
  EXPECT_EQ(encoded_words("plain words"), "plain words");
  EXPECT_EQ(encoded_words("Grüße"), "=?UTF-8?B?R3LDvMOfZQ==?=");
  EXPECT_EQ(encoded_words("=?UTF-8?B?R3LDvMOfZQ==?="), "=?UTF-8?B?PT9VVEYtOD9CP1IzTER2TU9mWlE9PT89?=");
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ü";
  const std::string folded = encoded_words(umlauts);
  for (std::size_t at = 0, end; at < folded.size(); at = end + 2) {
    end = std::min(folded.find("\r\n", at), folded.size());
    EXPECT_LE(end - at, 76u);
    EXPECT_TRUE(folded.substr(at, end - at).ends_with("?="));
  }
}

TEST(MailMessage, CutsBase64InLines) {
  EXPECT_EQ(base64_lines(""), "");
  EXPECT_EQ(base64_lines("f"), "Zg==\r\n");
  EXPECT_EQ(base64_lines("foobar"), "Zm9vYmFy\r\n");
  EXPECT_EQ(base64_lines(std::string(58, 'x')).find("\r\n"), 76u);
}

TEST(MailMessage, KnowsAnAddress) {
  for (const char* good : {"a@b", "desk+x@news.example.org"}) EXPECT_TRUE(is_mail_address(good)) << good;
  for (const char* bad : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>", "<a@b>", "a@b,c@d", "ä@b"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
}

// The first, second, third and sixth example of RFC 4231, and a message of two blocks of FIPS 180.
TEST(Hmac, AgreesWithThePublishedExamples) {
  EXPECT_EQ(hmac_sha256(std::string(20, '\x0b'), "Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hmac_sha256("Jefe", "what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hmac_sha256(std::string(20, '\xaa'), std::string(50, '\xdd')), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  EXPECT_EQ(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")[0], 0x24);
  EXPECT_EQ(sha256("")[0], 0xe3);
}

}  // namespace
}  // namespace brink
