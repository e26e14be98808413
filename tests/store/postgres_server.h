// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace brink {

// A PostgreSQL server of the test's own: its files and its socket in a folder of its own, run by an
// ordinary user (it refuses root), gone with the object. Nothing is synced: what a killed program has
// written the system still has. `fault` says what stood in the way.
class PostgresServer {
 public:
  // What tests say that are skipped where there is no PostgreSQL; "" where it is.
  static std::string absent() {
    return find_programs().empty() ? "PostgreSQL's programs are not there: tools/setup.sh installs what tools/packages.txt names" : "";
  }

  // One for all tests that need a schema alone.
  static const PostgresServer& of_process() {
    static const PostgresServer server;
    return server;
  }

  PostgresServer() {
    namespace fs = std::filesystem;
    programs_ = find_programs();
    if (fault_ = absent(); !fault_.empty()) return;
    std::string name = (fs::temp_directory_path() / "brink-postgres-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    if (::geteuid() == 0) {
      const passwd* nobody = ::getpwnam("nobody");
      user_ = nobody->pw_uid, group_ = nobody->pw_gid;
      if (::chown(folder_.c_str(), user_, group_) != 0) fault_ = "the folder cannot be given to the user nobody";
    }
    const int made = wait_for(run("initdb", {"-D", data(), "-U", "brink", "-A", "trust", "-E", "UTF8", "--locale=C",
                                             "--no-sync", "--no-instructions", "--wal-segsize=1"}));
    if (made != 0) fault_ = "initdb ended with " + std::to_string(made);
    if (fault_.empty()) start();
  }
  ~PostgresServer() {
    stop(SIGQUIT);
    std::error_code error;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, error);
  }
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  const std::string& fault() const { return fault_; }

  // Of the database, and in it of the schema, which is made when it is missing.
  std::string address(const std::string& schema = "public") const {
    script("CREATE SCHEMA IF NOT EXISTS " + schema);
    return "postgresql://brink@/postgres?host=" + folder_ + "&options=-csearch_path%3D" + schema;
  }

  // As its owner; what it answers first, or what went wrong.
  std::string script(const std::string& sql) const {
    std::unique_ptr<PGconn, void (*)(PGconn*)> connection(connect(), PQfinish);
    std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection.get(), sql.c_str()), PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return PQerrorMessage(connection.get());
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
  }

  void start() {
    for (int tries = 0; tries < 50; ++tries) {
      // A killed server's last processes may still hold its memory; then the next one does not start.
      process_ = run("postgres", {"-D", data(), "-k", folder_, "-h", "", "-c", "fsync=off", "-c", "shared_buffers=32MB",
                                  "-c", "max_connections=40", "-c", "autovacuum=off"});
      if (wait_until_it_answers()) return;
      stop(SIGQUIT);
    }
    fault_ = "the server does not start";
  }

  void stop(int signal) {
    if (process_ <= 0) return;
    ::kill(process_, signal);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
  }

 private:
  static std::string find_programs() {
    namespace fs = std::filesystem;
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", error))
      if (fs::exists(version.path() / "bin/initdb", error) && fs::exists(version.path() / "bin/postgres", error))
        found.push_back((version.path() / "bin").string());
    return found.empty() ? "" : *std::max_element(found.begin(), found.end());
  }

  std::string data() const { return folder_ + "/data"; }

  pid_t run(const std::string& program, std::initializer_list<std::string> arguments) const {
    std::vector<std::string> words{programs_ + "/" + program};
    words.insert(words.end(), arguments);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const std::string log = folder_ + "/log";
    const pid_t child = ::fork();
    if (child != 0) return child;
    if (user_ != 0 && (::setgid(group_) != 0 || ::setuid(user_) != 0)) ::_exit(126);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(out, 1), ::dup2(out, 2);
    if (::chdir(folder_.c_str()) != 0) ::_exit(126);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }

  static int wait_for(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }

  PGconn* connect() const {
    return PQconnectdb(("host=" + folder_ + " user=brink dbname=postgres client_encoding=UTF8 connect_timeout=5 "
                        "options='-cclient_min_messages=error'").c_str());
  }

  bool wait_until_it_answers() const {
    for (int tries = 0; tries < 400; ++tries) {
      std::unique_ptr<PGconn, void (*)(PGconn*)> connection(connect(), PQfinish);
      if (PQstatus(connection.get()) == CONNECTION_OK) return true;
      if (::waitpid(process_, nullptr, WNOHANG) != 0) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
    return false;
  }

  std::string programs_, folder_, fault_;
  uid_t user_ = 0;
  gid_t group_ = 0;
  pid_t process_ = -1;
};

}  // namespace brink
