// SPDX-License-Identifier: Apache-2.0
// make-warc BYTES [--gzip] [--seed N]: writes a web archive of about that many bytes, before
// packing, of made-up pages to standard output. For measuring memory and speed on archives of any
// size: `make-warc 1000000000 --gzip > build/big.warc.gz`.
#include <zlib.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "fmt/format.h"

namespace {

// Knuth's MMIX generator: the same pages for the same seed, on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>((state_ >> 33) % bound);
  }

 private:
  std::uint64_t state_;
};

std::string made_up_word(Dice& dice) {
  constexpr std::string_view kConsonants = "bcdfghklmnprstvz", kVowels = "aeiou";
  std::string word;
  for (std::uint32_t n = 1 + dice.below(4); n > 0; --n) {
    word += kConsonants[dice.below(16)];
    word += kVowels[dice.below(5)];
    if (dice.below(3) == 0) word += kConsonants[dice.below(16)];
  }
  return word;
}

// A newspaper's page as made-up as its words: an article within the furniture that pages have, of
// about the size that pages have (140 kB).
class PageMaker {
 public:
  explicit PageMaker(Dice& dice) : dice_(dice) {
    for (int i = 0; i < 6000; ++i) words_.push_back(made_up_word(dice_));
  }

  std::string page(std::uint64_t number) {
    const std::string title = sentence(6 + dice_.below(6));
    std::string html = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{} | The Made-up "
        "Post</title>\n"
        "<meta property=\"og:site_name\" content=\"The Made-up Post\">"
        "<meta property=\"article:published_time\" "
        "content=\"2022-01-{:02}T10:00:00Z\">\n<script>\n",
        title, 1 + number % 28);
    while (html.size() < 60000)
      html += fmt::format("var {}={{\"{}\":{},\"{}\":\"{}\"}};\n", word(), word(),
                          dice_.below(100000), word(), word());
    html += "</script></head><body><nav><ul>\n";
    for (int i = 0; i < 150; ++i)
      html += fmt::format("<li class=\"menu-item\"><a href=\"/{}/{}\">{}</a></li>\n", word(),
                          word(), sentence(2));
    html += fmt::format("</ul></nav><article><h1>{}</h1>\n", title);
    for (int i = 0; i < 25; ++i) html += "<p>" + paragraph() + "</p>\n";
    html += "</article><aside>\n";
    while (html.size() < 135000)
      html += fmt::format("<div class=\"teaser\"><a href=\"/{}\"><h3>{}</h3></a><p>{}</p></div>\n",
                          word(), sentence(7), sentence(12));
    return html + "</aside><footer>All of it made up.</footer></body></html>\n";
  }

 private:
  // Some words are frequent, most are rare.
  const std::string& word() {
    const std::uint32_t bound = 1 + dice_.below(static_cast<std::uint32_t>(words_.size()));
    return words_[dice_.below(bound)];
  }
  std::string sentence(std::uint32_t length) {
    std::string out;
    for (std::uint32_t i = 0; i < length; ++i) (out += i ? " " : "") += word();
    out[0] = static_cast<char>(out[0] - 32);
    return out;
  }
  std::string paragraph() {
    std::string out;
    for (std::uint32_t n = 2 + dice_.below(4); n > 0; --n)
      out += sentence(8 + dice_.below(18)) + ". ";
    out.pop_back();
    return out;
  }

  Dice& dice_;
  std::vector<std::string> words_;
};

std::string record(std::string_view type, const std::string& address, std::string_view content_type,
                   const std::string& block) {
  return fmt::format(
      "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\nWARC-Date: 2022-02-01T00:00:00Z\r\n"
      "Content-Type: {}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
      type, address, content_type, block.size(), block);
}

std::string gzip_member(const std::string& bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) std::exit(1);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  bool packed = false;
  std::uint64_t bytes = 0, seed = 1;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--gzip") == 0)
      packed = true;
    else if (std::strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
      seed = std::strtoull(argv[++i], nullptr, 10);
    else
      bytes = std::strtoull(argv[i], nullptr, 10);
  }
  if (bytes == 0) {
    std::fputs("usage: make-warc BYTES [--gzip] [--seed N] > FILE\n", stderr);
    return 2;
  }
  Dice dice(seed);
  PageMaker maker(dice);
  std::uint64_t written = 0;
  for (std::uint64_t number = 0; written < bytes; ++number) {
    const std::string answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + maker.page(number);
    const std::string out = record("response", fmt::format("https://made-up.example/{}", number),
                                   "application/http; msgtype=response", answer);
    written += out.size();
    const std::string sent = packed ? gzip_member(out) : out;
    if (std::fwrite(sent.data(), 1, sent.size(), stdout) != sent.size()) return 1;
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
