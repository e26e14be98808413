// SPDX-License-Identifier: Apache-2.0
#include "faulty_disk.h"

#include <sqlite3.h>
#include <unistd.h>

namespace brink::faults {
namespace {

struct Armed {
  DiskCall call = DiskCall::kOpen;
  DiskFault fault = DiskFault::kBroken;
  long left = 0;  // calls until it fails; 0: not armed
  bool came = false;
};
Armed armed;

enum class Turn { kWell, kFails };

Turn turn(DiskCall call) {
  if (armed.came && armed.fault == DiskFault::kDead) return Turn::kFails;
  if (armed.left == 0 || armed.call != call || --armed.left > 0) return Turn::kWell;
  armed.came = true;
  return Turn::kFails;
}

int answer(int broken) { return armed.fault == DiskFault::kFull ? SQLITE_FULL : broken; }

// SQLite asks for one piece of memory of szOsFile bytes: ours in front, the real file behind.
struct OverFile {
  sqlite3_file ours;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<OverFile*>(file)->real(); }

sqlite3_vfs* under() { return sqlite3_vfs_find("unix"); }

int close_file(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }

int read_file(sqlite3_file* file, void* into, int count, sqlite3_int64 at) {
  if (armed.fault == DiskFault::kShort || turn(DiskCall::kRead) == Turn::kWell)
    return real(file)->pMethods->xRead(real(file), into, count, at);
  return answer(SQLITE_IOERR_READ);
}

int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
  if (turn(DiskCall::kWrite) == Turn::kWell) return real(file)->pMethods->xWrite(real(file), from, count, at);
  if (armed.fault == DiskFault::kTorn) (void)real(file)->pMethods->xWrite(real(file), from, count / 2, at);
  return answer(SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (turn(DiskCall::kTruncate) == Turn::kFails) return answer(SQLITE_IOERR_TRUNCATE);
  return real(file)->pMethods->xTruncate(real(file), size);
}

int sync_file(sqlite3_file* file, int flags) {
  if (turn(DiskCall::kSync) == Turn::kFails) return answer(SQLITE_IOERR_FSYNC);
  return real(file)->pMethods->xSync(real(file), flags);
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) { return real(file)->pMethods->xFileSize(real(file), size); }
int lock_file(sqlite3_file* file, int how) { return real(file)->pMethods->xLock(real(file), how); }
int unlock_file(sqlite3_file* file, int how) { return real(file)->pMethods->xUnlock(real(file), how); }
int is_reserved(sqlite3_file* file, int* is) { return real(file)->pMethods->xCheckReservedLock(real(file), is); }
int control_file(sqlite3_file* file, int what, void* with) { return real(file)->pMethods->xFileControl(real(file), what, with); }
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int traits_of(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
  if (turn(DiskCall::kShared) == Turn::kFails) return answer(SQLITE_IOERR_SHMMAP);
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, to);
}
int lock_shared(sqlite3_file* file, int offset, int n, int flags) { return real(file)->pMethods->xShmLock(real(file), offset, n, flags); }
void order_shared(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

int fetch(sqlite3_file* file, sqlite3_int64 at, int count, void** to) {
  if (turn(DiskCall::kFetch) == Turn::kFails) return answer(SQLITE_IOERR_MMAP);
  return real(file)->pMethods->xFetch(real(file), at, count, to);
}
int unfetch(sqlite3_file* file, sqlite3_int64 at, void* from) { return real(file)->pMethods->xUnfetch(real(file), at, from); }

constexpr sqlite3_io_methods kMethods = {
    3,           close_file,   read_file,    write_file,  truncate_file, sync_file,  size_of_file, lock_file,   unlock_file, is_reserved,
    control_file, sector_size, traits_of,    map_shared,  lock_shared,   order_shared, unmap_shared, fetch,     unfetch};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  file->pMethods = nullptr;
  if (turn(DiskCall::kOpen) == Turn::kFails) return armed.fault == DiskFault::kFull ? SQLITE_FULL : SQLITE_CANTOPEN;
  const int code = under()->xOpen(under(), name, real(file), flags, out);
  if (code == SQLITE_OK) file->pMethods = &kMethods;
  return code;
}

int delete_file(sqlite3_vfs*, const char* name, int sync) {
  if (turn(DiskCall::kDelete) == Turn::kFails) return answer(SQLITE_IOERR_DELETE);
  return under()->xDelete(under(), name, sync);
}

int access_file(sqlite3_vfs*, const char* name, int flags, int* out) { return under()->xAccess(under(), name, flags, out); }
int whole_path(sqlite3_vfs*, const char* name, int size, char* out) { return under()->xFullPathname(under(), name, size, out); }

// In place of the system's own call, under SQLite's way to the disk.
ssize_t short_read(int file, void* into, std::size_t count, off_t at) {
  const bool fails = armed.fault == DiskFault::kShort && count > 1 && turn(DiskCall::kRead) == Turn::kFails;
  return ::pread(file, into, fails ? count / 2 : count, at);
}

void read_by(ssize_t (*call)(int, void*, std::size_t, off_t)) {
  for (const char* name : {"pread", "pread64"})
    if (under()->xGetSystemCall(under(), name) != nullptr)
      under()->xSetSystemCall(under(), name, reinterpret_cast<sqlite3_syscall_ptr>(call));
}

// Everything that is not said here, SQLite's own does.
void stand_over() {
  static sqlite3_vfs ours = [] {
    sqlite3_vfs vfs = *under();
    vfs.szOsFile += static_cast<int>(sizeof(OverFile));
    vfs.pNext = nullptr;
    vfs.zName = "faulty";
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = access_file;
    vfs.xFullPathname = whole_path;
    return vfs;
  }();
  sqlite3_vfs_register(&ours, 1);
  read_by(short_read);
}

}  // namespace

FaultyDisk::FaultyDisk(DiskCall call, DiskFault fault) : call_(call), fault_(fault) { stand_over(); }

std::string FaultyDisk::name() const {
  return std::string(kDiskFaultNames[static_cast<int>(fault_)]) + " " + kDiskCallNames[static_cast<int>(call_)];
}

void FaultyDisk::arm(long at) { armed = {call_, fault_, at, false}; }

bool FaultyDisk::disarm() {
  const bool came = armed.came;
  armed = {};
  return came;
}

}  // namespace brink::faults
