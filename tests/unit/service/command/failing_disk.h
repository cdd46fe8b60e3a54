// A disk for SQLite whose n-th call fails: with an error once, or for want of room from there on.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <cstring>

namespace cppo::story {

enum class disk_fault { none, error, full };

// One for the whole test program; the usual disk until it is told to fail.
class failing_disk {
  public:
    static failing_disk& mounted() {
        static failing_disk made;
        return made;
    }

    // The n-th call from now on fails, counting from 1.
    void fail(disk_fault how, int call) {
        how_ = how;
        first_ = call;
        calls_ = 0;
        failed_ = 0;
        failed_sync_ = false;
    }
    void heal() { how_ = disk_fault::none; }
    int failed() const { return failed_; }
    bool failed_sync() const { return failed_sync_; }

  private:
    struct file {
        sqlite3_file as_sqlite;
        sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };

    failing_disk();

    int next(int code, bool is_sync = false) {
        if (how_ == disk_fault::none) return SQLITE_OK;
        const int call = ++calls_;
        const bool fails = how_ == disk_fault::full ? call >= first_ : call == first_;
        if (!fails) return SQLITE_OK;
        ++failed_;
        if (is_sync) failed_sync_ = true;
        return how_ == disk_fault::full ? SQLITE_FULL : code;
    }

    static sqlite3_file* below(sqlite3_file* of) { return reinterpret_cast<file*>(of)->below(); }
    template <auto Method, class... Arguments>
    static auto pass(sqlite3_file* of, Arguments... arguments) {
        return (below(of)->pMethods->*Method)(below(of), arguments...);
    }
    // A full disk can still be read.
    static int read(sqlite3_file* of, void* into, int size, sqlite3_int64 offset) {
        failing_disk& disk = mounted();
        if (disk.how_ == disk_fault::error)
            if (const int code = disk.next(SQLITE_IOERR_READ)) return code;
        return pass<&sqlite3_io_methods::xRead>(of, into, size, offset);
    }
    static int write(sqlite3_file* of, const void* from, int size, sqlite3_int64 offset) {
        if (const int code = mounted().next(SQLITE_IOERR_WRITE)) return code;
        return pass<&sqlite3_io_methods::xWrite>(of, from, size, offset);
    }
    static int truncate(sqlite3_file* of, sqlite3_int64 size) {
        if (const int code = mounted().next(SQLITE_IOERR_TRUNCATE)) return code;
        return pass<&sqlite3_io_methods::xTruncate>(of, size);
    }
    static int sync(sqlite3_file* of, int flags) {
        // A full disk refuses writes; what it has taken it can sync.
        failing_disk& disk = mounted();
        if (disk.how_ == disk_fault::error)
            if (const int code = disk.next(SQLITE_IOERR_FSYNC, true)) return code;
        return pass<&sqlite3_io_methods::xSync>(of, flags);
    }
    static int open(sqlite3_vfs* self, const char* name, sqlite3_file* made, int flags, int* out);

    std::atomic<disk_fault> how_ = disk_fault::none;
    std::atomic<int> first_ = 0;
    std::atomic<int> calls_ = 0;
    std::atomic<int> failed_ = 0;
    std::atomic<bool> failed_sync_ = false;
};

inline int failing_disk::open(sqlite3_vfs* self, const char* name, sqlite3_file* made, int flags,
                              int* out) {
    using io = sqlite3_io_methods;
    static const sqlite3_io_methods methods{
        .iVersion = 2,
        .xClose = pass<&io::xClose>,
        .xRead = read,
        .xWrite = write,
        .xTruncate = truncate,
        .xSync = sync,
        .xFileSize = pass<&io::xFileSize, sqlite3_int64*>,
        .xLock = pass<&io::xLock, int>,
        .xUnlock = pass<&io::xUnlock, int>,
        .xCheckReservedLock = pass<&io::xCheckReservedLock, int*>,
        .xFileControl = pass<&io::xFileControl, int, void*>,
        .xSectorSize = pass<&io::xSectorSize>,
        .xDeviceCharacteristics = pass<&io::xDeviceCharacteristics>,
        .xShmMap = pass<&io::xShmMap, int, int, int, void volatile**>,
        .xShmLock = pass<&io::xShmLock, int, int, int>,
        .xShmBarrier = pass<&io::xShmBarrier>,
        .xShmUnmap = pass<&io::xShmUnmap, int>,
    };
    made->pMethods = nullptr;
    if (const int code = mounted().next(SQLITE_CANTOPEN)) return code;
    auto* usual = static_cast<sqlite3_vfs*>(self->pAppData);
    const int code = usual->xOpen(usual, name, below(made), flags, out);
    if (code == SQLITE_OK) made->pMethods = &methods;
    return code;
}

inline failing_disk::failing_disk() {
    sqlite3_vfs* usual = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs own = *usual;
    own.zName = "failing";
    own.pNext = nullptr;
    own.pAppData = usual;
    own.szOsFile = static_cast<int>(sizeof(file)) + usual->szOsFile;
    own.xOpen = open;
    sqlite3_vfs_register(&own, 1);
}

} // namespace cppo::story
