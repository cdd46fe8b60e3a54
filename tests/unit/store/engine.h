// An empty store of its own for each test, on either engine, gone when the test ends.
#pragma once

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include "store/engine/database.h"

namespace cppo::store {

enum class engine { sqlite, postgres };

inline void PrintTo(engine kind, std::ostream* out) {
    *out << (kind == engine::sqlite ? "SQLite" : "PostgreSQL");
}

// The address of the private cluster that CTest starts (tests/postgres_cluster).
inline std::string postgres_url() {
    if (const char* given = std::getenv("CPPO_POSTGRES_URL")) return given;
    // Test programs lie in a folder beside the cluster's, so that none of them knows its path.
    const auto program = std::filesystem::read_symlink("/proc/self/exe");
    std::ifstream file(program.parent_path().parent_path() / "postgres" / "url");
    if (std::string url; std::getline(file, url)) return url;
    throw std::runtime_error(
        "No PostgreSQL: run `tests/postgres_cluster start DIR` and set CPPO_POSTGRES_URL to the "
        "address it prints, or run the tests with ctest.");
}

// Runs one command outside the store under test.
inline void run_on_postgres(const std::string& sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> open(PQconnectdb(postgres_url().c_str()),
                                                            PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(open.get(), sql.c_str()),
                                                               PQclear);
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(PQerrorMessage(open.get()));
}

class scratch {
  public:
    explicit scratch(engine kind) : kind_(kind) {
        static std::atomic<int> count = 0;
        name_ = "scratch_" + std::to_string(getpid()) + "_" + std::to_string(++count);
        directory_ = std::filesystem::temp_directory_path() / ("cppo_" + name_);
        if (kind_ == engine::postgres)
            run_on_postgres("CREATE SCHEMA " + name_);
        else
            std::filesystem::create_directory(directory_);
    }

    ~scratch() {
        if (kind_ == engine::postgres)
            run_on_postgres("SET client_min_messages = error; DROP SCHEMA " + name_ + " CASCADE");
        else
            std::filesystem::remove_all(directory_);
    }

    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;

    std::string url() const {
        if (kind_ == engine::sqlite) return "sqlite:" + path();
        return postgres_url() + "?application_name=" + name_ + "&options=-csearch_path%3D" + name_ +
               "%20-cdeadlock_timeout%3D20ms";
    }

    std::string path() const { return directory_ / "store.db"; }
    const std::string& name() const { return name_; }

    std::unique_ptr<database> open(std::span<const migration> migrations = {}) const {
        return database::open({.url = url(), .connections = 8, .migrations = migrations});
    }

  private:
    engine kind_;
    std::string name_;
    std::filesystem::path directory_;
};

// A suite that runs unchanged on both engines.
class on_both_engines : public testing::TestWithParam<engine> {
  protected:
    scratch place{GetParam()};
};

inline std::string engine_name(const testing::TestParamInfo<engine>& info) {
    return info.param == engine::sqlite ? "sqlite" : "postgres";
}

#define CPPO_ON_BOTH_ENGINES(suite)                                                        \
    INSTANTIATE_TEST_SUITE_P(on, suite, testing::Values(engine::sqlite, engine::postgres), \
                             engine_name)

// The failure that `act` throws.
inline failure failure_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const failure& thrown) {
        return thrown;
    }
    throw std::logic_error("nothing was refused");
}

} // namespace cppo::store
