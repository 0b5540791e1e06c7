/* A disk that is full or fails, switched on and off by the program itself: preloaded, it looks before
   each write and each wait for the disk, to files whose path begins with CRM_DISK_FILE, into the file
   that CRM_DISK_SWITCH names. There stand four numbers of 32 bits:
     0: what fails: 1 writes (disk full), 2 writes (input/output error), 3 waits (input/output error)
     1: how many of these still work
     2: how many have failed */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WRITES_FULL 1
#define WRITES_FAIL 2
#define WAITS_FAIL 3

static atomic_int *numbers(void) {
    static atomic_int *found;
    if (!found) {
        int file = (int)syscall(SYS_openat, AT_FDCWD, getenv("CRM_DISK_SWITCH"), O_RDWR, 0);
        void *mapped = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (file < 0 || mapped == MAP_FAILED) abort();
        found = mapped;
    }
    return found;
}

static int is_ours(int file) {
    char name[64], path[PATH_MAX];
    const char *prefix = getenv("CRM_DISK_FILE");
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, sizeof path);
    return prefix && length >= (ssize_t)strlen(prefix) &&
           strncmp(path, prefix, strlen(prefix)) == 0;
}

/* Whether this call fails; sets errno. */
static int fails(int file, int waits) {
    atomic_int *number = numbers();
    int what = atomic_load(&number[0]);
    if (what == 0 || (what == WAITS_FAIL) != waits || !is_ours(file)) return 0;
    if (atomic_fetch_sub(&number[1], 1) > 0) return 0;
    atomic_fetch_add(&number[2], 1);
    errno = what == WRITES_FULL ? ENOSPC : EIO;
    return 1;
}

/* The last write before the disk is full is a part of what was asked for. */
static size_t room(int file, size_t length) {
    atomic_int *number = numbers();
    int last = atomic_load(&number[0]) == WRITES_FULL && atomic_load(&number[1]) == 0;
    return last && length > 512 && is_ours(file) ? length / 2 : length;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    if (fails(file, 0)) return -1;
    return syscall(SYS_pwrite64, file, bytes, room(file, length), at);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
    return pwrite64(file, bytes, length, at);
}

ssize_t write(int file, const void *bytes, size_t length) {
    if (fails(file, 0)) return -1;
    return syscall(SYS_write, file, bytes, room(file, length));
}

int ftruncate64(int file, off64_t size) {
    if (fails(file, 0)) return -1;
    return (int)syscall(SYS_ftruncate, file, size);
}

int ftruncate(int file, off_t size) {
    return ftruncate64(file, size);
}

int fsync(int file) {
    if (fails(file, 1)) return -1;
    return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
    if (fails(file, 1)) return -1;
    return (int)syscall(SYS_fdatasync, file);
}
