// SPDX-License-Identifier: Apache-2.0
// Manual pages and shell completions, made of the verbs and options themselves so that they stay true.
#include <algorithm>
#include <set>

#include "base/files.h"
#include "fmt/format.h"
#include "verbs.h"

namespace brink::app {
namespace {

std::vector<CLI::App*> verbs_of(CLI::App& app) {
  auto verbs = app.get_subcommands([](const CLI::App* verb) { return !verb->get_name().empty(); });
  std::sort(verbs.begin(), verbs.end(), [](auto* a, auto* b) { return a->get_name() < b->get_name(); });
  return verbs;
}

// The verbs under a verb, as `counts` is under `forecast`.
std::vector<const CLI::App*> verbs_under(const CLI::App& verb) {
  return verb.get_subcommands([](const CLI::App* under) { return !under->get_name().empty(); });
}

// A verb's options and those of the verbs under it, each name once.
std::vector<const CLI::Option*> all_options_of(const CLI::App& verb) {
  std::vector<const CLI::Option*> options = verb.get_options();
  for (const CLI::App* under : verbs_under(verb))
    for (const CLI::Option* option : under->get_options())
      if (std::ranges::none_of(options, [&](const CLI::Option* other) { return other->get_name() == option->get_name(); })) options.push_back(option);
  return options;
}

// The long names of a verb's options: "--archive".
std::vector<std::string> options_of(const CLI::App& verb) {
  std::set<std::string> names;
  for (const CLI::Option* option : all_options_of(verb))
    for (const std::string& name : option->get_lnames()) names.insert("--" + name);
  return {names.begin(), names.end()};
}

// roff takes a line's first "." or "'" and every "\" and "-" for its own.
std::string roff(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

void print_option(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames()) names += (names.empty() ? "\\-" : ", \\-") + name;
  for (const std::string& name : option.get_lnames()) names += (names.empty() ? "\\-\\-" : ", \\-\\-") + roff(name);
  if (names.empty()) names = roff(option.get_name());
  const bool takes = option.get_items_expected_max() > 0 && !option.get_lnames().empty();
  fmt::print(".TP\n\\fB{}\\fR{}\n{}\n", names, takes ? " \\fIVALUE\\fR" : "", roff(option.get_description().empty() ? " " : option.get_description()));
}

void print_page_of(const CLI::App& verb) {
  const std::string name = "brink-" + verb.get_name();
  std::string capitals = name;
  std::transform(capitals.begin(), capitals.end(), capitals.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  fmt::print(".TH {} 1 \"\" \"brink {}\" \"Brink\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n.B brink {}\n[\\fIOPTIONS\\fR]", roff(capitals), version(), roff(name),
             roff(verb.get_description()), roff(verb.get_name()));
  for (const CLI::Option* option : verb.get_options())
    if (option->get_positional()) fmt::print(" \\fI{}\\fR", roff(option->get_name(true)));
  fmt::print("\n.SH OPTIONS\n");
  for (const CLI::Option* option : verb.get_options()) print_option(*option);
  for (const CLI::App* under : verbs_under(verb)) {
    fmt::print(".SH {}\n{}\n", roff(under->get_name()), roff(under->get_description()));
    for (const CLI::Option* option : under->get_options()) print_option(*option);
    fmt::print(".PP\n.nf\n{}\n.fi\n", roff(under->get_footer()));
  }
  if (!verb.get_footer().empty()) fmt::print(".SH EXAMPLE\n.nf\n{}\n.fi\n", roff(verb.get_footer()));
  fmt::print(".SH EXIT STATUS\n0 done, 1 nothing usable, 2 wrong usage.\n.SH SEE ALSO\n.BR brink (1)\n");
}

void print_main_page(CLI::App& app) {
  fmt::print(".TH BRINK 1 \"\" \"brink {}\" \"Brink\"\n.SH NAME\nbrink \\- {}\n.SH SYNOPSIS\n.B brink\n\\fIVERB\\fR [\\fIOPTIONS\\fR]\n.SH VERBS\n", version(),
             roff(app.get_description()));
  for (const CLI::App* verb : verbs_of(app))
    fmt::print(".TP\n\\fB{}\\fR\n{}; see\n.BR brink\\-{} (1)\n", roff(verb->get_name()), roff(verb->get_description()), roff(verb->get_name()));
  fmt::print(
      ".SH ENVIRONMENT\n.TP\n.B BRINK_ARCHIVE\nthe archive where no \\-\\-archive is given\n.TP\n.B BRINK_SHARE\nthe folder that holds data, models and examples\n"
      ".SH FILES\n.TP\n.I brink.toml\nsettings, read from the folder that brink is started in\n");
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::vector<std::string> names_of(const std::vector<CLI::App*>& verbs) {
  std::vector<std::string> names;
  for (const CLI::App* verb : verbs) names.push_back(verb->get_name());
  return names;
}

void print_bash(CLI::App& app) {
  const auto verbs = verbs_of(app);
  fmt::print("# bash completion of brink\n_brink() {{\n  local word=${{COMP_WORDS[COMP_CWORD]}} verb=${{COMP_WORDS[1]}} options=\n  if [ \"$COMP_CWORD\" = 1 ]; then\n"
             "    mapfile -t COMPREPLY < <(compgen -W \"{}\" -- \"$word\")\n    return\n  fi\n  case $verb in\n", joined(names_of(verbs)));
  for (const CLI::App* verb : verbs) fmt::print("    {}) options=\"{}\" ;;\n", verb->get_name(), joined(options_of(*verb)));
  fmt::print("  esac\n  case $word in\n    -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\") ;;\n    *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n"
             "  esac\n}}\ncomplete -o filenames -F _brink brink\n");
}

// zsh and fish take quotes and brackets in descriptions for their own.
std::string plain(std::string text) {
  for (char& c : text)
    if (c == '\'' || c == '[' || c == ']' || c == ':' || c == '"' || c == '\\' || c == '$' || c == '`' || c == '\n') c = ' ';
  return text;
}

void print_zsh(CLI::App& app) {
  fmt::print("#compdef brink\nlocal -a verbs\nverbs=(\n");
  for (const CLI::App* verb : verbs_of(app)) fmt::print("  '{}:{}'\n", verb->get_name(), plain(verb->get_description()));
  fmt::print(")\nif (( CURRENT == 2 )); then\n  _describe verb verbs\n  return\nfi\ncase $words[2] in\n");
  for (const CLI::App* verb : verbs_of(app)) {
    fmt::print("  {}) _arguments", verb->get_name());
    for (const CLI::Option* option : all_options_of(*verb))
      for (const std::string& name : option->get_lnames()) fmt::print(" '--{}[{}]{}'", name, plain(option->get_description()), option->get_items_expected_max() > 0 ? ":value:_files" : "");
    fmt::print(" '*:file:_files' ;;\n");
  }
  fmt::print("esac\n");
}

void print_fish(CLI::App& app) {
  fmt::print("# fish completion of brink\n");
  for (const CLI::App* verb : verbs_of(app)) {
    fmt::print("complete -c brink -n __fish_use_subcommand -f -a {} -d '{}'\n", verb->get_name(), plain(verb->get_description()));
    for (const CLI::Option* option : all_options_of(*verb))
      for (const std::string& name : option->get_lnames())
        fmt::print("complete -c brink -n '__fish_seen_subcommand_from {}' -l {}{} -d '{}'\n", verb->get_name(), name, option->get_items_expected_max() > 0 ? " -r" : "",
                   plain(option->get_description()));
  }
}

}  // namespace

void add_manual(CLI::App& app, int& exit_code) {
  auto verb_name = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("manual", "prints a manual page (roff), of the program or of one verb");
  verb->add_option("VERB", *verb_name, "the verb; without it the program's page");
  verb->footer("Example: brink manual board | man -l -");
  verb->callback([&app, verb_name, &exit_code] {
    if (verb_name->empty()) return print_main_page(app);
    const auto verbs = verbs_of(app);
    const auto it = std::find_if(verbs.begin(), verbs.end(), [&](const CLI::App* v) { return v->get_name() == *verb_name; });
    if (it == verbs.end())
      return void(exit_code = complain("manual: found " + *verb_name + ", expected one of " + joined(names_of(verbs)), kWrongUsage));
    print_page_of(**it);
  });
}

void add_completions(CLI::App& app, int& exit_code) {
  auto shell = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("completions", "prints what makes a shell complete brink's verbs and options");
  verb->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  verb->footer("Example: brink completions bash > ~/.local/share/bash-completion/completions/brink");
  verb->callback([&app, shell, &exit_code] {
    *shell == "bash" ? print_bash(app) : *shell == "zsh" ? print_zsh(app) : print_fish(app);
    exit_code = kDone;
  });
}

}  // namespace brink::app
