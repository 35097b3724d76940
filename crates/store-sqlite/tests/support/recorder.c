/* Records what a process writes to the files of one folder, in order, with every sync: preloaded into the process under test.
 *
 * OPENTIM_RECORD_FOLDER names the folder, OPENTIM_RECORD_LOG the file that the record goes to. One record: kind (1 byte), length
 * of the name (1 byte), offset (8), length of the data (4), name, data; numbers little-endian as the machine has them.
 * Kinds: w write, s sync, t truncate (offset is the new size), u unlink, r rename (data is the new name). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static int record_fd = -1;
static ssize_t (*real_write)(int, const void *, size_t);

static const char *folder(void) { return getenv("OPENTIM_RECORD_FOLDER"); }

/* Name of the file behind a descriptor if it lies in the folder. */
static const char *name_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0 || !folder()) return NULL;
    path[length] = 0;
    size_t prefix = strlen(folder());
    if (strncmp(path, folder(), prefix) || path[prefix] != '/') return NULL;
    return path + prefix + 1;
}

static void all(const void *data, size_t length) {
    const char *from = data;
    while (length > 0) {
        ssize_t done = real_write(record_fd, from, length);
        if (done <= 0) abort();
        from += done;
        length -= (size_t)done;
    }
}

static void record(char kind, const char *name, uint64_t offset, const void *data, uint32_t length) {
    if (record_fd < 0) {
        real_write = dlsym(RTLD_NEXT, "write");
        record_fd = open(getenv("OPENTIM_RECORD_LOG"), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
        if (record_fd < 0) abort();
    }
    uint8_t head[14] = {(uint8_t)kind, (uint8_t)strlen(name)};
    memcpy(head + 2, &offset, 8);
    memcpy(head + 10, &length, 4);
    all(head, sizeof head);
    all(name, strlen(name));
    all(data, length);
}

#define REAL(function) \
    static __typeof__(&function) real; \
    if (!real) real = (__typeof__(&function))dlsym(RTLD_NEXT, #function)

static ssize_t wrote(int fd, const void *data, ssize_t done, off_t offset) {
    char path[PATH_MAX];
    const char *name = done > 0 ? name_of(fd, path) : NULL;
    if (name) record('w', name, (uint64_t)offset, data, (uint32_t)done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    REAL(pwrite);
    pthread_mutex_lock(&order);
    ssize_t done = wrote(fd, data, real(fd, data, length, offset), offset);
    pthread_mutex_unlock(&order);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    REAL(pwrite64);
    pthread_mutex_lock(&order);
    ssize_t done = wrote(fd, data, real(fd, data, length, offset), offset);
    pthread_mutex_unlock(&order);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    pthread_mutex_lock(&order);
    ssize_t done = real(fd, data, length);
    int error = errno;
    off_t end = done > 0 ? lseek(fd, 0, SEEK_CUR) : -1;
    if (end >= 0) wrote(fd, data, done, end - done);
    errno = error;
    pthread_mutex_unlock(&order);
    return done;
}

/* A sync counts from its start for what was written before it: the record is made after it has succeeded, and nothing else is
 * recorded in between, so that no write slips in before the record. */
#define SYNC(function) \
    int function(int fd) { \
        REAL(function); \
        char path[PATH_MAX]; \
        pthread_mutex_lock(&order); \
        int failed = real(fd); \
        const char *name = failed ? NULL : name_of(fd, path); \
        if (name) record('s', name, 0, "", 0); \
        pthread_mutex_unlock(&order); \
        return failed; \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(function, type) \
    int function(int fd, type size) { \
        REAL(function); \
        char path[PATH_MAX]; \
        pthread_mutex_lock(&order); \
        int failed = real(fd, size); \
        const char *name = failed ? NULL : name_of(fd, path); \
        if (name) record('t', name, (uint64_t)size, "", 0); \
        pthread_mutex_unlock(&order); \
        return failed; \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

/* Name of a path if it lies in the folder. */
static const char *name_in(const char *path) {
    size_t prefix = folder() ? strlen(folder()) : 0;
    return prefix && !strncmp(path, folder(), prefix) && path[prefix] == '/' ? path + prefix + 1 : NULL;
}

int unlink(const char *path) {
    REAL(unlink);
    pthread_mutex_lock(&order);
    int failed = real(path);
    if (!failed && name_in(path)) record('u', name_in(path), 0, "", 0);
    pthread_mutex_unlock(&order);
    return failed;
}

int rename(const char *from, const char *to) {
    REAL(rename);
    pthread_mutex_lock(&order);
    int failed = real(from, to);
    if (!failed && name_in(from) && name_in(to)) record('r', name_in(from), 0, name_in(to), (uint32_t)strlen(name_in(to)));
    pthread_mutex_unlock(&order);
    return failed;
}

int link(const char *from, const char *to) {
    REAL(link);
    pthread_mutex_lock(&order);
    int failed = real(from, to);
    if (!failed && name_in(from) && name_in(to)) record('l', name_in(from), 0, name_in(to), (uint32_t)strlen(name_in(to)));
    pthread_mutex_unlock(&order);
    return failed;
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags) {
    REAL(linkat);
    pthread_mutex_lock(&order);
    int failed = real(from_fd, from, to_fd, to, flags);
    if (!failed && name_in(from) && name_in(to)) record('l', name_in(from), 0, name_in(to), (uint32_t)strlen(name_in(to)));
    pthread_mutex_unlock(&order);
    return failed;
}
