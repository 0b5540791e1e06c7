/* Writes down what a program does to a database and the files beside it, so that a test can tell what
   a disk holds when the power goes at any point: preloaded, it appends a record to the file that
   CRM_DISK_LOG names for everything done to files whose path begins with CRM_DISK_FILE.

   A record is a head of 24 bytes and the bytes written:
     kind (4), length of the bytes (4), inode (8), offset or size or number (8)
   Kinds: C created, O opened, W written, T cut to a size, S a wait for the disk begins, E it has
   ended, U a name removed, D a wait for the folder has ended. The bytes of C, O and U are the path. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILES 4096

struct head {
    uint32_t kind;
    uint32_t length;
    uint64_t inode;
    uint64_t number;
};

/* Records stand in the order in which things were done, so what is done is done under the lock. */
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static uint64_t inodes[FILES]; /* 0: not one of ours; 1: the folder */
static uint64_t waits;
static int log_file = -1;

static void append(uint32_t kind, uint64_t inode, uint64_t number, const void *bytes,
                   size_t length) {
    struct head head = {kind, (uint32_t)length, inode, number};
    if (log_file < 0) {
        log_file = (int)syscall(SYS_openat, AT_FDCWD, getenv("CRM_DISK_LOG"),
                                O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    }
    if (syscall(SYS_write, log_file, &head, sizeof head) != (long)sizeof head ||
        syscall(SYS_write, log_file, bytes, length) != (long)length) {
        abort();
    }
}

static const char *prefix(void) {
    static const char *path;
    if (!path) path = getenv("CRM_DISK_FILE");
    return path;
}

/* The shared memory is gone with the power whatever was waited for, so it is not written down. */
static int is_ours(const char *path) {
    size_t length = strlen(path);
    if (length > 4 && strcmp(path + length - 4, "-shm") == 0) return 0;
    return prefix() && strncmp(path, prefix(), strlen(prefix())) == 0;
}

static int is_folder(const char *path) {
    const char *slash = prefix() ? strrchr(prefix(), '/') : NULL;
    size_t length = slash ? (size_t)(slash - prefix()) : 0;
    return length > 0 && strlen(path) == length && strncmp(path, prefix(), length) == 0;
}

static uint64_t inode_of(int file) {
    return file >= 0 && file < FILES ? inodes[file] : 0;
}

static int opened(const char *path, int flags, mode_t mode) {
    int ours = is_ours(path);
    if (!ours && !is_folder(path)) return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    pthread_mutex_lock(&order);
    int is_new = ours && (flags & O_CREAT) && access(path, F_OK) != 0;
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    int problem = errno;
    struct stat found;
    if (file >= FILES) abort();
    if (file >= 0 && ours && fstat(file, &found) == 0) {
        inodes[file] = found.st_ino;
        append(is_new ? 'C' : 'O', found.st_ino, 0, path, strlen(path));
    } else if (file >= 0) {
        inodes[file] = 1;
    }
    pthread_mutex_unlock(&order);
    errno = problem;
    return file;
}

#define MODE(flags)                                                                      \
    mode_t mode = 0;                                                                     \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                               \
        va_list rest;                                                                    \
        va_start(rest, flags);                                                           \
        mode = va_arg(rest, mode_t);                                                     \
        va_end(rest);                                                                    \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    return opened(path, flags, mode);
}

int close(int file) {
    if (inode_of(file)) {
        pthread_mutex_lock(&order);
        inodes[file] = 0;
        pthread_mutex_unlock(&order);
    }
    return (int)syscall(SYS_close, file);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    uint64_t inode = inode_of(file);
    if (!inode) return syscall(SYS_pwrite64, file, bytes, length, at);
    pthread_mutex_lock(&order);
    ssize_t done = syscall(SYS_pwrite64, file, bytes, length, at);
    if (done > 0) append('W', inode, (uint64_t)at, bytes, (size_t)done);
    pthread_mutex_unlock(&order);
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
    return pwrite64(file, bytes, length, at);
}

ssize_t write(int file, const void *bytes, size_t length) {
    uint64_t inode = inode_of(file);
    if (!inode) return syscall(SYS_write, file, bytes, length);
    pthread_mutex_lock(&order);
    ssize_t done = syscall(SYS_write, file, bytes, length);
    off_t end = lseek(file, 0, SEEK_CUR);
    if (done > 0) append('W', inode, (uint64_t)(end - done), bytes, (size_t)done);
    pthread_mutex_unlock(&order);
    return done;
}

int ftruncate64(int file, off64_t size) {
    uint64_t inode = inode_of(file);
    if (!inode) return (int)syscall(SYS_ftruncate, file, size);
    pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_ftruncate, file, size);
    if (done == 0) append('T', inode, (uint64_t)size, NULL, 0);
    pthread_mutex_unlock(&order);
    return done;
}

int ftruncate(int file, off_t size) {
    return ftruncate64(file, size);
}

int unlink(const char *path) {
    if (!is_ours(path)) return (int)syscall(SYS_unlink, path);
    pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_unlink, path);
    if (done == 0) append('U', 0, 0, path, strlen(path));
    pthread_mutex_unlock(&order);
    return done;
}

static int waited(int file, long call) {
    uint64_t inode = inode_of(file);
    if (!inode) return (int)syscall(call, file);
    pthread_mutex_lock(&order);
    uint64_t number = ++waits;
    append('S', inode, number, NULL, 0);
    pthread_mutex_unlock(&order);
    int done = (int)syscall(call, file);
    pthread_mutex_lock(&order);
    if (done == 0) append(inode == 1 ? 'D' : 'E', inode, number, NULL, 0);
    pthread_mutex_unlock(&order);
    return done;
}

int fsync(int file) {
    return waited(file, SYS_fsync);
}

int fdatasync(int file) {
    return waited(file, SYS_fdatasync);
}
