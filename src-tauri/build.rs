//! Lists the app's own commands, so that a window may call only those that its capability names.

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(&["call", "subscribe", "save_file"]);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).expect("tauri.conf.json and the capabilities are part of the source");
}
