//! The files of the page: wasm with its JavaScript, `index.html`, styles, icons, the typeface.

use crate::paths;
use anyhow::{Result, ensure};
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

const NAME: &str = "conversas-ui";

/// The wasm's name on the page.
pub(super) const WASM: &str = "conversas-ui_bg.wasm";

/// The place of the icons in the page: they are part of it, because an engine may paint before it has fetched
/// a file.
const ICONS: &str = "<!-- icons.svg -->";

/// Turns the compiler's output into wasm and JavaScript that a browser loads.
pub(super) fn bind(compiled: &Path, stage: &Path, keeps_names: bool) -> Result<()> {
    fs::create_dir_all(stage)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(NAME).typescript(false);
    bindgen.remove_name_section(!keeps_names).remove_producers_section(true);
    bindgen.web(true)?.generate(stage)
}

/// Copies the files of `src-ui` that are served unchanged.
pub(super) fn copy_assets(stage: &Path) -> Result<()> {
    let source = paths::root().join("src-ui");
    let page = fs::read_to_string(source.join("index.html"))?;
    let icons = fs::read_to_string(source.join("icons.svg"))?;
    ensure!(page.contains(ICONS), "index.html has no place for the symbols");
    fs::write(stage.join("index.html"), page.replace(ICONS, &icons))?;
    fs::copy(source.join("boot.js"), stage.join("boot.js"))?;
    fs::copy(paths::root().join("icons/icon.svg"), stage.join("icon.svg"))?;
    copy_folder(&source.join("styles"), stage)?;
    copy_folder(&source.join("fonts"), &stage.join("fonts"))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
