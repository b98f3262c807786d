/**
 * The log of the Linux audit daemon. Records of one serial are one event; what each type means
 * follows the kernel's audit.h, auditd's msg_typetab.h and the programs that write through libaudit
 * (PAM, sshd, sudo, shadow).
 */
@NullMarked
package dwell.format.audit;

import org.jspecify.annotations.NullMarked;
