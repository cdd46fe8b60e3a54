// A body that keeps so much and reads past the rest, so that a request that is too long can be
// answered and its connection used on.
#pragma once

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional/optional.hpp>
#include <string>

namespace cppo::server {

struct capped_body {
    struct value_type {
        std::string text;
        std::size_t size_max = 0;
        bool is_cut = false;
    };

    class reader {
      public:
        template <bool IsRequest, class Fields>
        reader(boost::beast::http::header<IsRequest, Fields>&, value_type& body) : body_(body) {}

        void init(const boost::optional<std::uint64_t>&, boost::system::error_code& error) {
            error = {};
        }

        template <class Buffers>
        std::size_t put(const Buffers& parts, boost::system::error_code& error) {
            error = {};
            std::size_t size = 0;
            for (auto each = boost::asio::buffer_sequence_begin(parts);
                 each != boost::asio::buffer_sequence_end(parts); ++each) {
                const boost::asio::const_buffer part = *each;
                const std::size_t room = body_.size_max - body_.text.size();
                body_.text.append(static_cast<const char*>(part.data()),
                                  std::min(room, part.size()));
                body_.is_cut = body_.is_cut || part.size() > room;
                size += part.size();
            }
            return size;
        }

        void finish(boost::system::error_code& error) { error = {}; }

      private:
        value_type& body_;
    };
};

} // namespace cppo::server
