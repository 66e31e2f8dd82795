//===- Families.h - The living children of each handle -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which values live below a handle: the lines of an application, the calls of
/// a line. All lines of a program have one parent, so the children of one are
/// spread over several places, chosen by the thread that obtains a child:
/// threads that open and close lines of their own do not meet.
///
/// Values only; what they mean, and of which generation they are, the table of
/// handles knows.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_FAMILIES_H
#define TAPI_CHECKER_SHIM_FAMILIES_H

#include "checker/shim/HandleTable.h"

namespace tapi::shim {

/// Where the calling thread puts the children that it obtains.
std::uint8_t placeOfThread();

void addBelow(const HandleKey &Parent, std::uint8_t Place, std::uint32_t Child);
void removeBelow(const HandleKey &Parent, std::uint8_t Place,
                 std::uint32_t Child);

/// The living child values of \p Parent.
std::vector<std::uint32_t> valuesBelow(const HandleKey &Parent);

/// \p Parent has died: what is kept for it goes, where no child is left.
void forgetParent(const HandleKey &Parent);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_FAMILIES_H
