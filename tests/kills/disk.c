/* A disk with a switch, laid under the real binary by LD_PRELOAD. Files below DISK_UNDER are
 * - not synced (EIO, once and for good, as Linux reports it) while DISK_ORDERS/sync-fails exists;
 * - not written (ENOSPC) while DISK_ORDERS/full exists.
 * Each refusal leaves DISK_ORDERS/refused behind, so that a test knows that it was in the way. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int is_ordered(const char *order, char *path, size_t most) {
  const char *orders = getenv("DISK_ORDERS");
  if (!orders) return 0;
  snprintf(path, most, "%s/%s", orders, order);
  return syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
}

static int is_under(int fd) {
  char link[64], path[4096];
  const char *under = getenv("DISK_UNDER");
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (!under || length < 0) return 0;
  path[length] = 0;
  return strncmp(path, under, strlen(under)) == 0;
}

static int is_refused(int fd, const char *order, int error) {
  char path[4096];
  int before = errno;
  if (!is_ordered(order, path, sizeof path) || !is_under(fd)) {
    errno = before;
    return 0;
  }
  if (is_ordered("", path, sizeof path)) {
    strncat(path, "refused", sizeof path - strlen(path) - 1);
    long mark = syscall(SYS_openat, AT_FDCWD, path, O_CREAT | O_WRONLY, 0644);
    if (mark >= 0) syscall(SYS_close, mark);
  }
  errno = error;
  return 1;
}

int fsync(int fd) {
  return is_refused(fd, "sync-fails", EIO) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd) {
  return is_refused(fd, "sync-fails", EIO) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  return is_refused(fd, "full", ENOSPC) ? -1 : syscall(SYS_write, fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  return is_refused(fd, "full", ENOSPC) ? -1 : syscall(SYS_pwrite64, fd, bytes, count, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  return pwrite64(fd, bytes, count, at);
}
