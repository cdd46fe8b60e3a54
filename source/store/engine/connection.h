// What the connections of both engines share: one transaction at a time, spoilt by its first
// failure.
#pragma once

#include <optional>

#include "store/engine/session.h"

namespace cppo::store {

// Used by one thread at a time.
class connection : public session {
  public:
    enum class access { reading, writing };

    void begin(access wanted);

    using session::run;
    std::int64_t run(std::string_view sql, std::span<const value> arguments,
                     const std::function<void(const row&)>& on_row) final;

    // Throws the failure that spoilt the transaction, if the work has swallowed it.
    void check() const;

    // Durable on return. Throws, with everything rolled back, when it is not.
    void commit();

    void rollback() noexcept;

  protected:
    virtual void start(access wanted) = 0;
    virtual std::int64_t execute(std::string_view sql, std::span<const value> arguments,
                                 const std::function<void(const row&)>& on_row) = 0;
    virtual void finish() = 0;
    virtual void abandon() noexcept = 0;

  private:
    std::optional<failure> spoilt_;
};

} // namespace cppo::store
