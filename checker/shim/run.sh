#!/bin/sh
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What `./dev run` calls: passes everything to run.py.
exec python3 "$(dirname "$0")/run.py" "$@"
