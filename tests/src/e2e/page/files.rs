//! Choosing, finding and looking at files.

use std::path::Path;

use serde_json::{Value, json};

use super::super::until;
use super::Page;

impl Page {
    /// Chooses files, as in the browser's own dialog, which stands outside of the page.
    pub async fn chooses_files(&self, files: &[&Path]) {
        let input = until("files can be chosen", async || {
            self.element(self.js("return document.querySelector('input[type=file][multiple]')", vec![]).await)
        })
        .await;
        let paths: Vec<&str> = files.iter().map(|file| file.to_str().expect("a path in UTF-8")).collect();
        input.send_keys(&paths.join("\n")).await.expect("files are given to the page");
    }

    /// Answers the names of the files that wait to be sent, in their order.
    pub async fn tray(&self) -> Vec<String> {
        let script = "const tray = document.querySelector('ul.tray');
            return tray ? [...tray.querySelectorAll('.file-name')].map((name) => name.textContent) : []";
        names(self.js(script, vec![]).await)
    }

    /// Waits until these files wait to be sent, in this order.
    pub async fn tray_holds(&self, files: &[&str]) {
        until(&format!("{files:?} wait to be sent"), async || (self.tray().await == files).then_some(()))
            .await;
    }

    /// Waits until a picture with this name is painted, in any number of places.
    pub async fn sees_picture(&self, name: &str) {
        let script = "return [...scope.querySelectorAll('img')].some((image) =>
            image.alt === arguments[0] && image.complete && image.naturalWidth > 0)";
        until(&format!("the picture “{name}” is painted"), async || {
            (self.js(script, vec![json!(name)]).await == Value::Bool(true)).then_some(())
        })
        .await;
    }

    /// Drops a file that the page makes of these words on the open conversation.
    pub async fn drops(&self, name: &str, words: &str) {
        let script = "const data = new DataTransfer();
            data.items.add(new File([arguments[1]], arguments[0]));
            const log = find('log', '');
            for (const kind of ['dragenter', 'dragover', 'drop'])
                log.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))";
        self.js(script, vec![json!(name), json!(words)]).await;
    }

    /// Lets a file hang over a part of the page, undropped.
    pub async fn hangs_a_file_over(&self, role: &str) {
        let script = "const data = new DataTransfer();
            data.items.add(new File(['x'], 'x.txt'));
            find(arguments[0], '').dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true, cancelable: true }))";
        self.js(script, vec![json!(role)]).await;
    }

    /// Takes the file away again.
    pub async fn takes_the_file_away(&self) {
        self.js("dispatchEvent(new DragEvent('dragleave', { bubbles: true }))", vec![]).await;
    }

    /// Pastes a picture that has no name into the composer.
    pub async fn pastes_a_picture(&self) {
        let script = "const canvas = document.createElement('canvas');
            canvas.width = 40; canvas.height = 30;
            canvas.getContext('2d').fillRect(4, 4, 20, 20);
            canvas.toBlob((blob) => {
                const data = new DataTransfer();
                data.items.add(new File([blob], 'image.png', { type: 'image/png' }));
                find('textbox', 'Mensagem').dispatchEvent(
                    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            })";
        self.js(script, vec![]).await;
    }
}

fn names(found: Value) -> Vec<String> {
    serde_json::from_value(found).unwrap_or_default()
}
