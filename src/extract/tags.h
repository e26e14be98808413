// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace brink {

// The elements of HTML by name, one line a letter. kUnknown stands for every other element; kText
// for a run of text, which is a node like an element but never has children.
// clang-format off
#define BRINK_TAGS(X) \
  X(A, "a") X(Abbr, "abbr") X(Acronym, "acronym") X(Address, "address") X(Applet, "applet") \
    X(Area, "area") X(Article, "article") X(Aside, "aside") X(Audio, "audio") \
  X(B, "b") X(Base, "base") X(Bdi, "bdi") X(Bdo, "bdo") X(Big, "big") X(Blockquote, "blockquote") \
    X(Body, "body") X(Br, "br") X(Button, "button") \
  X(Canvas, "canvas") X(Caption, "caption") X(Center, "center") X(Cite, "cite") X(Code, "code") \
    X(Col, "col") X(Colgroup, "colgroup") \
  X(Data, "data") X(Datalist, "datalist") X(Dd, "dd") X(Del, "del") X(Details, "details") \
    X(Dfn, "dfn") X(Dialog, "dialog") X(Dir, "dir") X(Div, "div") X(Dl, "dl") X(Dt, "dt") \
  X(Em, "em") X(Embed, "embed") \
  X(Fieldset, "fieldset") X(Figcaption, "figcaption") X(Figure, "figure") X(Font, "font") \
    X(Footer, "footer") X(Form, "form") X(Frame, "frame") X(Frameset, "frameset") \
  X(H1, "h1") X(H2, "h2") X(H3, "h3") X(H4, "h4") X(H5, "h5") X(H6, "h6") X(Head, "head") \
    X(Header, "header") X(Hgroup, "hgroup") X(Hr, "hr") X(Html, "html") \
  X(I, "i") X(Iframe, "iframe") X(Img, "img") X(Input, "input") X(Ins, "ins") \
  X(Kbd, "kbd") X(Keygen, "keygen") \
  X(Label, "label") X(Legend, "legend") X(Li, "li") X(Link, "link") X(Listing, "listing") \
  X(Main, "main") X(Map, "map") X(Mark, "mark") X(Marquee, "marquee") X(Math, "math") \
    X(Menu, "menu") X(Meta, "meta") X(Meter, "meter") \
  X(Nav, "nav") X(Nobr, "nobr") X(Noembed, "noembed") X(Noframes, "noframes") \
    X(Noscript, "noscript") \
  X(Object, "object") X(Ol, "ol") X(Optgroup, "optgroup") X(Option, "option") X(Output, "output") \
  X(P, "p") X(Param, "param") X(Picture, "picture") X(Plaintext, "plaintext") X(Pre, "pre") \
    X(Progress, "progress") \
  X(Q, "q") \
  X(Rp, "rp") X(Rt, "rt") X(Ruby, "ruby") \
  X(S, "s") X(Samp, "samp") X(Script, "script") X(Search, "search") X(Section, "section") \
    X(Select, "select") X(Small, "small") X(Source, "source") X(Span, "span") X(Strike, "strike") \
    X(Strong, "strong") X(Style, "style") X(Sub, "sub") X(Summary, "summary") X(Sup, "sup") \
    X(Svg, "svg") \
  X(Table, "table") X(Tbody, "tbody") X(Td, "td") X(Template, "template") X(Textarea, "textarea") \
    X(Tfoot, "tfoot") X(Th, "th") X(Thead, "thead") X(Time, "time") X(Title, "title") X(Tr, "tr") \
    X(Track, "track") X(Tt, "tt") \
  X(U, "u") X(Ul, "ul") \
  X(Var, "var") X(Video, "video") \
  X(Wbr, "wbr") \
  X(Xmp, "xmp")
// clang-format on

enum class Tag : std::uint8_t {
  kText,
  kUnknown,
#define BRINK_TAG(name, text) k##name,
  BRINK_TAGS(BRINK_TAG)
#undef BRINK_TAG
      kCount
};

// kUnknown for a name that HTML does not have. `lower` is in lower case.
Tag tag_named(std::string_view lower);

// "" for kText and kUnknown.
std::string_view name_of(Tag tag);

}  // namespace brink
