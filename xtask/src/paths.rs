//! The places of things: the workspace, its target folders, the built interface.

use std::env;
use std::path::PathBuf;

/// Answers the workspace's root folder.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("xtask lies in the workspace").to_path_buf()
}

/// Answers the folder of native builds: cargo's own choice.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// Answers the folder of builds for wasm32, beside the native ones: in one folder, different compilers and
/// flags would discard each other's work.
pub(crate) fn target_ui() -> PathBuf {
    target().with_file_name("target-ui")
}

/// Answers the folder of type-checks for other systems.
pub(crate) fn target_others() -> PathBuf {
    target().with_file_name("target-others")
}

/// Answers the folder of tools from npm that a build uses.
pub(crate) fn tools() -> PathBuf {
    target().with_file_name("target-tools")
}

/// Answers the folder of the page, as the shell and the bridge serve it.
pub(crate) fn dist() -> PathBuf {
    root().join("src-ui").join("dist")
}

/// Answers the path of a built program of the workspace.
pub(crate) fn program(name: &str, profile: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
}
