// SPDX-License-Identifier: Apache-2.0
//
// Our tree beside that of Gumbo, which follows the standard to the letter: on pages as people write
// them both must give the same text in the same order, and the same text in links.
#include <gtest/gtest.h>
#include <gumbo.h>

#include <memory>
#include <string>

#include "extract/dom.h"
#include "extract/runs.h"

namespace brink {
namespace {

struct Reading {
  std::string text, links;
  bool operator==(const Reading&) const = default;
};

void add_letters(std::string& out, std::string_view text) {
  for (const unsigned char c : text)
    if (c > 0x20) out += static_cast<char>(c);
}

void read_gumbo(const GumboNode& node, bool in_link, Reading& out) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) {
    add_letters(out.text, node.v.text.text);
    if (in_link) add_letters(out.links, node.v.text.text);
    return;
  }
  if (node.type != GUMBO_NODE_ELEMENT) return;
  const GumboElement& element = node.v.element;
  if (element.tag == GUMBO_TAG_SCRIPT || element.tag == GUMBO_TAG_STYLE) return;
  in_link = in_link || (element.tag == GUMBO_TAG_A &&
                        gumbo_get_attribute(&element.attributes, "href") != nullptr);
  for (unsigned i = 0; i < element.children.length; ++i)
    read_gumbo(*static_cast<const GumboNode*>(element.children.data[i]), in_link, out);
}

Reading gumbo_reading(const std::string& html) {
  GumboOutput* tree = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  Reading reading;
  read_gumbo(*tree->root, false, reading);
  gumbo_destroy_output(&kGumboDefaultOptions, tree);
  return reading;
}

Reading our_reading(const std::string& html) {
  const Dom dom(html);
  Reading reading;
  NodeId link_end = 0;
  for (NodeId id = 0; id < dom.end();) {
    const Node& node = dom[id];
    if (node.tag == Tag::kScript || node.tag == Tag::kStyle) {
      id = node.end;
      continue;
    }
    if (node.tag == Tag::kA && dom.has_attribute(id, "href"))
      link_end = std::max(link_end, node.end);
    if (dom.is_text(id)) {
      add_letters(reading.text, node.text);
      if (id < link_end) add_letters(reading.links, node.text);
    }
    ++id;
  }
  return reading;
}

class DomRivalTest : public testing::TestWithParam<const char*> {};

TEST_P(DomRivalTest, ReadsTheSameTextAndLinks) {
  const Reading ours = our_reading(GetParam()), theirs = gumbo_reading(GetParam());
  EXPECT_EQ(ours.text, theirs.text);
  EXPECT_EQ(ours.links, theirs.links);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, DomRivalTest,
    testing::Values(
        "<!doctype html><html><head><title>A &amp; B</title><body><p>One <b>two</b><p>Three",
        "<div><p>One<br>two<br/>three</p><ul><li>a<li><a href=x>b</a><li>c</ul></div>",
        "<table><thead><tr><th>a<tbody><tr><td>b<td><a href=y>c</a></table><p>d",
        "<h1>Head<h2>Sub</h2><p>text</h1>more</p>rest", "<p>a<div>b</div>c</p>d<p></p></p>e",
        "<b>one<p>two</b>three</p>four", "<i><b>one</i>two</b>three",
        "<p>x<script>var a = '<p>not</p>';</script>y<style>p{}</style>z<!-- c -->w",
        "<form><input><p>in<form>again</form>out</form>after",
        "<dl><dt>term<dd>text<dt>term2<dd>text2</dl>end",
        "<select><option>one<option>two</select><textarea><p>raw</textarea>",
        "<p>&lt;tag&gt; &quot;quoted&quot; &nbsp; caf&eacute; &#8217; &#x1F600; &copy &hellip;",
        "<article><header><h1>T</h1></header><p>a</p><footer>b</footer></article>",
        "<svg><g><text>drawn</text></g></svg><p>after <math><mi>x</mi></math>",
        "<a href=1>one <a href=2>two</a> three", "<a href=1><div>block</div></a>tail",
        "<body><body class=x><html lang=en><p>one</body></html><p>two",
        "<ruby>kan<rt>ji</ruby> <nobr>a<nobr>b</nobr> <button>c<button>d</button>", "text only",
        "<p>one</p>\n  two\n<p>three"));

}  // namespace
}  // namespace brink
