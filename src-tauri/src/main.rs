//! The program. The page is built in here and nowhere else: two targets that build it in at once read each other's
//! half-written files.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> anyhow::Result<()> {
    conversas_shell::run(tauri::generate_context!())
}
