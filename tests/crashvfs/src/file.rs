//! An open file of the VFS: reads see un-synced changes, a sync carries them to the wrapped file.
//! Never decides what is lost: it asks `world`, and lets no call through after the power failed,
//! except those that let go (close, unlock). Called by SQLite through C; made by `vfs`.
//! Tests: `tests/crashvfs/tests/`.

use std::ffi::{c_int, c_void};
use std::path::PathBuf;
use std::slice;
use std::sync::{Mutex, MutexGuard};

use libsqlite3_sys::*;

use crate::unsynced::Change;
use crate::world::{self, World};

/// What SQLite sees at the start of the file; the wrapped VFS's file lies right behind.
#[repr(C)]
struct Head {
    base: sqlite3_file,
    handle: *mut Handle,
}

/// The size of the head in bytes, a multiple of the alignment that the wrapped file needs.
pub(crate) const HEAD_BYTES: c_int = size_of::<Head>() as c_int;

pub(crate) struct Handle {
    pub(crate) world: &'static Mutex<World>,
    pub(crate) path: PathBuf,
    /// The stretch of power in which it was opened.
    pub(crate) era: u64,
}

impl Handle {
    /// The world, unless the power has failed since this handle was opened.
    fn live(&self) -> Option<MutexGuard<'_, World>> {
        Some(world::lock(self.world)).filter(|world| world.era() == Some(self.era))
    }

    /// The same before a change, which is a step towards an ordered crash.
    fn stepped(&self) -> Option<MutexGuard<'_, World>> {
        let mut world = self.live()?;
        world.step();
        Some(world).filter(|world| world.era() == Some(self.era))
    }
}

// SAFETY for both: `file` points to the `szOsFile` bytes of a file of this VFS.
pub(crate) unsafe fn wrapped(file: *mut sqlite3_file) -> *mut sqlite3_file {
    unsafe { file.cast::<Head>().add(1).cast() }
}

unsafe fn handle<'a>(file: *mut sqlite3_file) -> &'a Handle {
    unsafe { &*(*file.cast::<Head>()).handle }
}

/// Makes an opened file ours; its handle lives until `close`.
///
/// # Safety
/// The wrapped file behind the head was opened with success.
pub(crate) unsafe fn attach(file: *mut sqlite3_file, handle: Handle) {
    let base = sqlite3_file { pMethods: &METHODS };
    let handle = Box::into_raw(Box::new(handle));
    unsafe { file.cast::<Head>().write(Head { base, handle }) };
}

/// Version 2: with shared memory, without memory-mapped reads, which would miss the changes.
static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Calls a method of the wrapped file; one that it lacks answers with the value after `else`.
macro_rules! pass {
    ($file:expr, $method:ident($($argument:expr),*) else $missing:expr) => {{
        let wrapped = wrapped($file);
        match (*(*wrapped).pMethods).$method {
            Some(method) => method(wrapped $(, $argument)*),
            None => $missing,
        }
    }};
}

// SAFETY of all callbacks: SQLite calls them with a file that `attach` made and `close` has not
// ended, and with buffers of the stated lengths; offsets and sizes are not negative.

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    unsafe {
        drop(Box::from_raw((*file.cast::<Head>()).handle));
        pass!(file, xClose() else SQLITE_OK)
    }
}

unsafe extern "C" fn read(file: *mut sqlite3_file, buffer: *mut c_void, amount: c_int, offset: sqlite3_int64) -> c_int {
    unsafe {
        let handle = handle(file);
        let Some(mut world) = handle.live() else {
            return SQLITE_IOERR_READ;
        };
        let code = pass!(file, xRead(buffer, amount, offset) else SQLITE_IOERR_READ);
        let unsynced = world.file(&handle.path);
        // a short read has zeroed the rest of the buffer
        if unsynced.is_empty() || !matches!(code, SQLITE_OK | SQLITE_IOERR_SHORT_READ) {
            return code;
        }
        let mut on_disk = 0;
        let code = pass!(file, xFileSize(&mut on_disk) else SQLITE_IOERR_FSTAT);
        if code != SQLITE_OK {
            return code;
        }
        let window = slice::from_raw_parts_mut(buffer.cast::<u8>(), amount as usize);
        unsynced.paint(offset as u64, window);
        let end = offset as u64 + amount as u64;
        if unsynced.length(on_disk as u64) < end { SQLITE_IOERR_SHORT_READ } else { SQLITE_OK }
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    buffer: *const c_void,
    amount: c_int,
    offset: sqlite3_int64,
) -> c_int {
    unsafe {
        let handle = handle(file);
        let Some(mut world) = handle.stepped() else {
            return SQLITE_IOERR_WRITE;
        };
        if world.disk_full {
            return SQLITE_FULL;
        }
        let bytes = slice::from_raw_parts(buffer.cast::<u8>(), amount as usize).to_vec();
        world.file(&handle.path).push(Change::Write { offset: offset as u64, bytes });
        SQLITE_OK
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    unsafe {
        let handle = handle(file);
        let Some(mut world) = handle.stepped() else {
            return SQLITE_IOERR_TRUNCATE;
        };
        world.file(&handle.path).push(Change::Truncate(size as u64));
        SQLITE_OK
    }
}

/// The wrapped file takes the changes; a real sync would only cost time, as the power that fails
/// here is ours.
unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    unsafe {
        let handle = handle(file);
        let Some(mut world) = handle.stepped() else {
            return SQLITE_IOERR_FSYNC;
        };
        if world.fsync_fails {
            world.file(&handle.path).lose();
            return SQLITE_IOERR_FSYNC;
        }
        match world.file(&handle.path).settle(|change| carry(file, change)) {
            Ok(()) => world.syncs += 1,
            Err(code) => return code,
        }
        SQLITE_OK
    }
}

/// # Safety
/// `file` is an open file of this VFS.
unsafe fn carry(file: *mut sqlite3_file, change: &Change) -> Result<(), c_int> {
    let code = unsafe {
        match change {
            Change::Write { offset, bytes } => {
                let (start, amount) = (bytes.as_ptr().cast(), bytes.len() as c_int);
                pass!(file, xWrite(start, amount, *offset as i64) else SQLITE_IOERR_WRITE)
            }
            Change::Truncate(to) => {
                pass!(file, xTruncate(*to as i64) else SQLITE_IOERR_TRUNCATE)
            }
        }
    };
    if code == SQLITE_OK { Ok(()) } else { Err(code) }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, size: *mut sqlite3_int64) -> c_int {
    unsafe {
        let handle = handle(file);
        let Some(mut world) = handle.live() else {
            return SQLITE_IOERR_FSTAT;
        };
        let code = pass!(file, xFileSize(size) else SQLITE_IOERR_FSTAT);
        if code == SQLITE_OK {
            *size = world.file(&handle.path).length(*size as u64) as i64;
        }
        code
    }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    unsafe {
        let Some(_live) = handle(file).live() else {
            return SQLITE_IOERR_LOCK;
        };
        pass!(file, xLock(level) else SQLITE_IOERR_LOCK)
    }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    unsafe { pass!(file, xUnlock(level) else SQLITE_OK) }
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, held: *mut c_int) -> c_int {
    unsafe {
        let Some(_live) = handle(file).live() else {
            return SQLITE_IOERR_CHECKRESERVEDLOCK;
        };
        pass!(file, xCheckReservedLock(held) else SQLITE_IOERR_CHECKRESERVEDLOCK)
    }
}

/// Hints that would change the real length are dropped; mapping and atomic batches, which would
/// go round the changes, are not known here.
unsafe extern "C" fn file_control(file: *mut sqlite3_file, op: c_int, data: *mut c_void) -> c_int {
    match op {
        SQLITE_FCNTL_SIZE_HINT | SQLITE_FCNTL_CHUNK_SIZE => SQLITE_OK,
        SQLITE_FCNTL_MMAP_SIZE
        | SQLITE_FCNTL_BEGIN_ATOMIC_WRITE
        | SQLITE_FCNTL_COMMIT_ATOMIC_WRITE
        | SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE => SQLITE_NOTFOUND,
        _ => unsafe { pass!(file, xFileControl(op, data) else SQLITE_NOTFOUND) },
    }
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    unsafe { pass!(file, xSectorSize() else 0) }
}

/// Only the one promise that tearing keeps: bytes outside a write do not change.
unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    unsafe { pass!(file, xDeviceCharacteristics() else 0) & SQLITE_IOCAP_POWERSAFE_OVERWRITE }
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    place: *mut *mut c_void,
) -> c_int {
    unsafe {
        let Some(_live) = handle(file).live() else {
            return SQLITE_IOERR_SHMMAP;
        };
        pass!(file, xShmMap(region, size, extend, place) else SQLITE_IOERR_SHMMAP)
    }
}

unsafe extern "C" fn shm_lock(file: *mut sqlite3_file, offset: c_int, count: c_int, flags: c_int) -> c_int {
    unsafe {
        let live = handle(file).live();
        if live.is_none() && flags & SQLITE_SHM_UNLOCK == 0 {
            return SQLITE_IOERR_SHMLOCK;
        }
        pass!(file, xShmLock(offset, count, flags) else SQLITE_IOERR_SHMLOCK)
    }
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    unsafe { pass!(file, xShmBarrier() else ()) }
}

/// A dead handle must not delete by name what now belongs to the files after the crash.
unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    unsafe {
        let live = handle(file).live();
        let delete = if live.is_some() { delete } else { 0 };
        pass!(file, xShmUnmap(delete) else SQLITE_OK)
    }
}
