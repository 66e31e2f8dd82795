//===----------------------------------------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The hand-written part of the entry points on x86; see entry-x64.S. Frame
// pointers are kept so that stacks can be walked through.
//
//===----------------------------------------------------------------------===//

	.text

// In: the index at 4(%esp). Keeps every register and the flags.
	.balign 16
	.globl _tapishimResolveKeep
_tapishimResolveKeep:
	pushl %ebp
	movl %esp, %ebp
	pushfl
	pushal
	subl $112, %esp
	movdqu %xmm0, (%esp)
	movdqu %xmm1, 16(%esp)
	movdqu %xmm2, 32(%esp)
	movdqu %xmm3, 48(%esp)
	pushl 8(%ebp)
	call _tapishimResolve
	addl $4, %esp
	movdqu (%esp), %xmm0
	movdqu 16(%esp), %xmm1
	movdqu 32(%esp), %xmm2
	movdqu 48(%esp), %xmm3
	addl $112, %esp
	popal
	popfl
	popl %ebp
	ret

// tapishimCall(function, arguments, count), cdecl; the callee pops its copy.
	.balign 16
	.globl _tapishimCall
_tapishimCall:
	pushl %ebp
	movl %esp, %ebp
	pushl %esi
	pushl %edi
	movl 16(%ebp), %ecx
	leal 0(,%ecx,4), %eax
	subl %eax, %esp
	movl %esp, %edi
	movl 12(%ebp), %esi
	cld
	rep movsl
	call *8(%ebp)
	leal -8(%ebp), %esp
	popl %edi
	popl %esi
	popl %ebp
	ret

	.set Slot, 0
	.rept 64
	.balign 32
	.if Slot == 0
	.globl _tapishimCallback0
_tapishimCallback0:
	.endif
	leal 4(%esp), %edx
	pushl %ebp
	movl %esp, %ebp
	pushl %edx
	pushl $Slot
	call _tapishimOnCallback
	leave
	ret $24
	.set Slot, Slot + 1
	.endr
	.balign 32
	.globl _tapishimCallbackEnd
_tapishimCallbackEnd:
