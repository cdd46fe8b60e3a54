// An embedded store that is read beside the process that has it open, or at rest.
#pragma once

#include <string>

#include "store/engine/database.h"
#include "store/engine/sqlite/connection.h"

namespace cppo::store {

class sqlite_view final : public database {
  public:
    explicit sqlite_view(const std::string& path)
        : reader_(path, sqlite_connection::role::reader) {}

    // One thread at a time.
    void read(const std::function<void(session&)>& work) override {
        reader_.begin(connection::access::reading);
        try {
            work(reader_);
        } catch (...) {
            reader_.rollback();
            throw;
        }
        reader_.commit();
    }
    void write(const std::function<void(session&)>&, priority) override {
        throw failure("25006", "The store is open for reading only.");
    }
    bool is_shared() const override { return false; }

  private:
    sqlite_connection reader_;
};

} // namespace cppo::store
