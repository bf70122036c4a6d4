//! Where things are: the workspace, its target folders, the built interface.

use std::env;
use std::path::PathBuf;

/// The workspace's root folder.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("xtask lies in the workspace").to_path_buf()
}

/// Native builds: what cargo uses by itself.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// Builds for wasm32, beside the native ones: another compiler and other flags would throw each other's work away.
pub(crate) fn target_ui() -> PathBuf {
    target().with_file_name("target-ui")
}

/// Type-checks for other systems.
pub(crate) fn target_others() -> PathBuf {
    target().with_file_name("target-others")
}

/// Tools from npm that a build uses.
pub(crate) fn tools() -> PathBuf {
    target().with_file_name("target-tools")
}

/// The page as the shell and the bridge serve it.
pub(crate) fn dist() -> PathBuf {
    root().join("src-ui").join("dist")
}

/// A built program of the workspace.
pub(crate) fn program(name: &str, profile: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
}
