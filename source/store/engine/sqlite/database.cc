#include "store/engine/sqlite/database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace cppo::store {

sqlite_database::file_lock::file_lock(const std::string& path)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0) throw failure("58P01", path + " cannot be opened.");
    if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    close(descriptor_);
    throw failure("55006", path + " is held by another process that has the store open.");
}

sqlite_database::file_lock::~file_lock() {
    close(descriptor_);
}

sqlite_database::sqlite_database(const std::string& path, int readers)
    : lock_(path + "-lock"),
      writer_(path, sqlite_connection::role::writer),
      readers_(readers,
               [path] {
                   return std::make_unique<sqlite_connection>(path,
                                                              sqlite_connection::role::reader);
               }),
      group_(writer_) {}

void sqlite_database::read(const std::function<void(session&)>& work) {
    const auto reader = readers_.take();
    reader->begin(connection::access::reading);
    try {
        work(*reader);
    } catch (...) {
        reader->rollback();
        throw;
    }
    reader->commit();
}

std::vector<std::exception_ptr> sqlite_database::write_each(
    std::span<const std::function<void(session&)>> works, priority wanted) {
    return group_.write_each(works, wanted);
}

void sqlite_database::write(const std::function<void(session&)>& work, priority wanted) {
    group_.write(work, wanted);
}

} // namespace cppo::store
