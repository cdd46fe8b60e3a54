// The embedded store: one SQLite file, one writer, a pool of readers.
#pragma once

#include <string>

#include "store/engine/database.h"
#include "store/engine/group_writer.h"
#include "store/engine/pool.h"
#include "store/engine/sqlite/connection.h"

namespace cppo::store {

class sqlite_database final : public database {
  public:
    // Refuses a file that another process or another object has open.
    sqlite_database(const std::string& path, int readers);

    void read(const std::function<void(session&)>& work) override;
    void write(const std::function<void(session&)>& work, priority wanted) override;
    std::vector<std::exception_ptr> write_each(std::span<const std::function<void(session&)>> works,
                                               priority wanted) override;
    bool is_shared() const override { return false; }

  private:
    // Held while the store is open: two writers would meet SQLite 3.40's WAL-reset defect.
    class file_lock {
      public:
        explicit file_lock(const std::string& path);
        ~file_lock();
        file_lock(const file_lock&) = delete;
        file_lock& operator=(const file_lock&) = delete;

      private:
        int descriptor_;
    };

    file_lock lock_;
    sqlite_connection writer_; // closed after the readers, so that it makes the last checkpoint
    pool<sqlite_connection> readers_;
    group_writer group_;
};

} // namespace cppo::store
