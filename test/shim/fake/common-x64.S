//===----------------------------------------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Passes an entry point's arguments to the handler; x86 entry points do that
// themselves.
//
//===----------------------------------------------------------------------===//

	.text
	.globl tapifakeCommon
	.seh_proc tapifakeCommon
tapifakeCommon:
	leaq 8(%rsp), %rdx
	movl %eax, %ecx
	subq $40, %rsp
	.seh_stackalloc 40
	.seh_endprologue
	call tapifakeHandle
	addq $40, %rsp
	ret
	.seh_endproc
