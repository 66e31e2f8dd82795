//===- AnnotationFile.h - Descriptions of functions as a YAML file --------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Reads the file that the option Annotations names:
///
/// \code{.yaml}
///   Functions:
///     - Name: OpenFirstLine        # or Phone::OpenFirstLine
///       Arguments:
///         - Index: 1
///           Acquires: HLINE        # or Releases, Uses, Borrows, Keeps
///       Returns: HCALL             # the result is a new handle
///       Succeeds: NonZero          # or Always, Zero, Positive
///       Waits: true
///       NeverReturns: true
/// \endcode
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TIDY_ANNOTATIONFILE_H
#define TAPI_CHECKER_TIDY_ANNOTATIONFILE_H

#include "checker/engine/Annotations.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace tapi::tidy {

/// Reads \p Path into \p Functions; what is wrong with it, or nothing.
std::string readAnnotations(llvm::StringRef Path,
                            std::vector<engine::FunctionAnnotation> &Functions);

/// The same for \p Text, which is called \p Path in complaints.
std::string
parseAnnotations(llvm::StringRef Text, llvm::StringRef Path,
                 std::vector<engine::FunctionAnnotation> &Functions);

} // namespace tapi::tidy

#endif // TAPI_CHECKER_TIDY_ANNOTATIONFILE_H
