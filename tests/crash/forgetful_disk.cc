// A disk for SQLite that forgets: what was written and not synced is in this process only, and is
// lost with it, as in a power cut. Whatever program this is linked to has it from the start.
//
// A sync makes a file's writes last; before it some last on their own, in any order. Where the
// environment has CPPO_SYNC=ignored a sync does nothing, as with PRAGMA synchronous=OFF: then
// writes last, in order, once they are some time old.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace cppo::crash {
namespace {

using moment = std::chrono::steady_clock::time_point;
using contents = std::shared_ptr<std::vector<char>>; // of a file, as this process sees it

// One write in so many lasts at once, whatever was written before it.
constexpr unsigned lasting_write = 8;
constexpr std::chrono::milliseconds lasting_age{200};

// What SQLite holds of an open file, with the true file behind it.
struct open_file {
    sqlite3_file as_sqlite;
    contents seen;
    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

// A write or a truncation that the true file does not have yet.
struct change {
    open_file* to;
    bool is_truncation;
    sqlite3_int64 offset;
    std::vector<char> bytes;
    moment at;
};

int carry_out(const change& each) {
    sqlite3_file* below = each.to->below();
    if (each.is_truncation) return below->pMethods->xTruncate(below, each.offset);
    return below->pMethods->xWrite(below, each.bytes.data(), static_cast<int>(each.bytes.size()),
                                   each.offset);
}

// Whatever fails below is answered as it is; nothing here heals it.
class disk {
  public:
    int open(const char* name, open_file& made) {
        const std::lock_guard lock(mutex_);
        contents* seen = name ? &files_[name] : &made.seen;
        if (!*seen) {
            *seen = std::make_shared<std::vector<char>>();
            if (const int code = load(made, **seen); code != SQLITE_OK) return code;
        }
        made.seen = *seen;
        return SQLITE_OK;
    }

    // What is left when a file is closed is the system's to write.
    int close(open_file& file) {
        const std::lock_guard lock(mutex_);
        const int code = let_last([&](const change& each) { return each.to == &file; });
        const int closed = file.below()->pMethods->xClose(file.below());
        return code == SQLITE_OK ? closed : code;
    }

    void forget(const char* name) {
        const std::lock_guard lock(mutex_);
        files_.erase(name);
    }

    int read(const open_file& file, char* into, sqlite3_int64 size, sqlite3_int64 offset) {
        const std::lock_guard lock(mutex_);
        const auto end = static_cast<sqlite3_int64>(file.seen->size());
        const sqlite3_int64 there = std::clamp<sqlite3_int64>(end - offset, 0, size);
        std::copy_n(file.seen->data() + std::min(offset, end), there, into);
        std::fill_n(into + there, size - there, '\0');
        return there == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }

    int write(open_file& file, const char* from, std::size_t size, sqlite3_int64 offset) {
        const std::lock_guard lock(mutex_);
        const auto at = static_cast<std::size_t>(offset);
        if (file.seen->size() < at + size) file.seen->resize(at + size);
        std::copy_n(from, size, file.seen->data() + at);
        return keep({&file, false, offset, {from, from + size}, {}});
    }

    int truncate(open_file& file, sqlite3_int64 size) {
        const std::lock_guard lock(mutex_);
        file.seen->resize(static_cast<std::size_t>(size));
        return keep({&file, true, size, {}, {}});
    }

    int sync(const open_file& file) {
        const std::lock_guard lock(mutex_);
        if (ignores_sync_) return SQLITE_OK;
        return let_last([&](const change& each) { return each.to->seen == file.seen; });
    }

    sqlite3_int64 size(const open_file& file) {
        const std::lock_guard lock(mutex_);
        return static_cast<sqlite3_int64>(file.seen->size());
    }

  private:
    static int load(open_file& from, std::vector<char>& into) {
        sqlite3_file* below = from.below();
        sqlite3_int64 size = 0;
        if (const int code = below->pMethods->xFileSize(below, &size); code != SQLITE_OK)
            return code;
        into.resize(static_cast<std::size_t>(size));
        return below->pMethods->xRead(below, into.data(), static_cast<int>(size), 0);
    }

    int keep(change made) {
        made.at = std::chrono::steady_clock::now();
        const moment old = made.at - lasting_age;
        if (!ignores_sync_ && random_() % lasting_write == 0)
            if (const int code = carry_out(made); code != SQLITE_OK) return code;
        waiting_.push_back(std::move(made));
        if (!ignores_sync_) return SQLITE_OK;
        return let_last([&](const change& each) { return each.at < old; });
    }

    template <class Which>
    int let_last(const Which& which) {
        for (const change& each : waiting_)
            if (which(each))
                if (const int code = carry_out(each); code != SQLITE_OK) return code;
        std::erase_if(waiting_, which);
        return SQLITE_OK;
    }

    std::mutex mutex_;
    std::map<std::string, contents, std::less<>> files_;
    std::deque<change> waiting_; // oldest first
    std::minstd_rand random_{std::random_device{}()};
    const bool ignores_sync_ = [] {
        const char* wanted = std::getenv("CPPO_SYNC");
        return wanted && std::string_view(wanted) == "ignored";
    }();
};

disk& the_disk() {
    static disk made;
    return made;
}

open_file& opened(sqlite3_file* file) {
    return *reinterpret_cast<open_file*>(file);
}

int close_file(sqlite3_file* file) {
    open_file& closed = opened(file);
    const int code = the_disk().close(closed);
    closed.~open_file();
    return code;
}

int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
    return the_disk().read(opened(file), static_cast<char*>(into), size, offset);
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    return the_disk().write(opened(file), static_cast<const char*>(from),
                            static_cast<std::size_t>(size), offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return the_disk().truncate(opened(file), size);
}

int sync_file(sqlite3_file* file, int) {
    return the_disk().sync(opened(file));
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    *size = the_disk().size(opened(file));
    return SQLITE_OK;
}

// What concerns processes and not contents is the true file's.
template <auto Method, class... Arguments>
auto pass_on(sqlite3_file* file, Arguments... arguments) {
    sqlite3_file* below = opened(file).below();
    return (below->pMethods->*Method)(below, arguments...);
}

using io = sqlite3_io_methods;
const sqlite3_io_methods methods{
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = pass_on<&io::xLock, int>,
    .xUnlock = pass_on<&io::xUnlock, int>,
    .xCheckReservedLock = pass_on<&io::xCheckReservedLock, int*>,
    .xFileControl = pass_on<&io::xFileControl, int, void*>,
    .xSectorSize = pass_on<&io::xSectorSize>,
    .xDeviceCharacteristics = pass_on<&io::xDeviceCharacteristics>,
    .xShmMap = pass_on<&io::xShmMap, int, int, int, void volatile**>,
    .xShmLock = pass_on<&io::xShmLock, int, int, int>,
    .xShmBarrier = pass_on<&io::xShmBarrier>,
    .xShmUnmap = pass_on<&io::xShmUnmap, int>,
};

sqlite3_vfs* under(sqlite3_vfs* mounted) {
    return static_cast<sqlite3_vfs*>(mounted->pAppData);
}

int open(sqlite3_vfs* mounted, const char* name, sqlite3_file* file, int flags, int* out) {
    file->pMethods = nullptr;
    auto* made = new (file) open_file{};
    int code = under(mounted)->xOpen(under(mounted), name, made->below(), flags, out);
    if (code == SQLITE_OK) code = the_disk().open(name, *made);
    if (code == SQLITE_OK)
        file->pMethods = &methods;
    else
        made->~open_file();
    return code;
}

int remove(sqlite3_vfs* mounted, const char* name, int sync_directory) {
    the_disk().forget(name);
    return under(mounted)->xDelete(under(mounted), name, sync_directory);
}

// Mounted before the program's own first line, which knows nothing of it.
const bool is_mounted = [] {
    sqlite3_vfs* usual = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs mounted = *usual;
    mounted.zName = "forgetful";
    mounted.pNext = nullptr;
    mounted.pAppData = usual;
    mounted.szOsFile = static_cast<int>(sizeof(open_file)) + usual->szOsFile;
    mounted.xOpen = open;
    mounted.xDelete = remove;
    return sqlite3_vfs_register(&mounted, 1) == SQLITE_OK;
}();

} // namespace
} // namespace cppo::crash
