//! The VFS itself: registers a name and answers open, delete and access around the wrapped VFS.
//! Never keeps state: what is un-synced and whether there is power stands in `world`.
//! Called by `install` and, through C, by SQLite.
//! Tests: `tests/crashvfs/tests/`.

use std::ffi::{CStr, CString, OsStr, c_char, c_int};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr;
use std::sync::Mutex;

use libsqlite3_sys::*;

use crate::file::{self, Handle};
use crate::world::{self, World};

/// The kinds of file that must survive; temporary ones go straight to the wrapped VFS.
const DURABLE: c_int = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;

/// What `pAppData` points to.
struct Context {
    wrapped: *mut sqlite3_vfs,
    world: &'static Mutex<World>,
}

pub(crate) fn register(name: &str, world: &'static Mutex<World>) {
    let c_name = CString::new(name).unwrap_or_default();
    assert!(!c_name.is_empty(), "a VFS needs a name without NUL, not {name:?}");
    // SAFETY: SQLite's lists of VFSes are guarded by its own lock; everything the new entry
    // points to is leaked, so it lives as long as the process.
    unsafe {
        assert!(sqlite3_vfs_find(c_name.as_ptr()).is_null(), "there is a VFS {name:?} already");
        let wrapped = sqlite3_vfs_find(ptr::null());
        assert!(!wrapped.is_null(), "SQLite has no default VFS");
        let context = Box::leak(Box::new(Context { wrapped, world }));
        // The unix VFS does not look at its own structure in the methods taken over unchanged
        // (full path, randomness, sleep, time, extensions). Version 2 leaves out system calls.
        let vfs = sqlite3_vfs {
            iVersion: 2,
            szOsFile: file::HEAD_BYTES + (*wrapped).szOsFile,
            zName: c_name.into_raw(),
            pNext: ptr::null_mut(),
            pAppData: ptr::from_mut(context).cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            ..*wrapped
        };
        let code = sqlite3_vfs_register(Box::leak(Box::new(vfs)), 0);
        assert!(code == SQLITE_OK, "SQLite refused the VFS {name:?} with code {code}");
    }
}

// SAFETY: every pointer given below is a registered VFS of this module.
unsafe fn context<'a>(vfs: *mut sqlite3_vfs) -> &'a Context {
    unsafe { &*(*vfs).pAppData.cast::<Context>() }
}

// SAFETY: `name` is a C string that outlives the call it came with.
unsafe fn path<'a>(name: *const c_char) -> &'a Path {
    Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()))
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives `szOsFile` bytes at `file`, enough for our head and the wrapped file.
    unsafe {
        (*file).pMethods = ptr::null();
        let context = context(vfs);
        let Some(open) = (*context.wrapped).xOpen else {
            return SQLITE_CANTOPEN;
        };
        if flags & DURABLE == 0 || name.is_null() {
            return open(context.wrapped, name, file, flags, out_flags);
        }
        let mut world = world::lock(context.world);
        let Some(era) = world.era() else {
            return SQLITE_CANTOPEN;
        };
        let path = path(name).to_owned();
        if !path.exists() {
            world.files.remove(&path);
        }
        let code = open(context.wrapped, name, file::wrapped(file), flags, out_flags);
        if code == SQLITE_OK {
            world.file(&path);
            file::attach(file, Handle { world: context.world, path, era });
        }
        code
    }
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, _sync: c_int) -> c_int {
    // SAFETY: as `context` and `path` ask.
    unsafe {
        let context = context(vfs);
        let mut world = world::lock(context.world);
        if world.era().is_some() {
            world.step();
        }
        let Some(delete) = (*context.wrapped).xDelete.filter(|_| world.era().is_some()) else {
            return SQLITE_IOERR_DELETE;
        };
        // its un-synced changes go when the name is opened again
        delete(context.wrapped, name, 0)
    }
}

unsafe extern "C" fn access(vfs: *mut sqlite3_vfs, name: *const c_char, flags: c_int, found: *mut c_int) -> c_int {
    // SAFETY: as `context` and `path` ask; `found` is SQLite's place for the answer.
    unsafe {
        let context = context(vfs);
        let world = world::lock(context.world);
        let Some(access) = (*context.wrapped).xAccess.filter(|_| world.era().is_some()) else {
            return SQLITE_IOERR_ACCESS;
        };
        // The unix VFS holds an empty file for a missing one, and the disk's length is not the
        // one readers see.
        if let Some(length) = world.unsynced_length(path(name))
            && flags == SQLITE_ACCESS_EXISTS
        {
            *found = c_int::from(length > 0);
            return SQLITE_OK;
        }
        access(context.wrapped, name, flags, found)
    }
}
