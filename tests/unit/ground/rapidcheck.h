// RapidCheck, whose headers use what C++23 calls deprecated, which newer standard libraries tell.
#pragma once

#include <gtest/gtest.h>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
#include <rapidcheck/gtest.h>
#pragma clang diagnostic pop
