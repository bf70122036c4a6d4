//! A share sheet for a browser that has none: the stand-in keeps the files that it was given.

use serde_json::{Value, json};

use super::super::until;
use super::Page;

/// The end of a test's share sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// The file is shared.
    Shares,
    /// The person closes the sheet.
    IsClosed,
    /// The system does not open the sheet.
    IsRefused,
}

impl Page {
    /// Gives the browser a share sheet, from now on, that takes files of one of these types and ends like
    /// this. `pressed`: the person's press is still fresh when the file is there.
    pub async fn has_a_share_sheet(&self, types: &[&str], sheet: Sheet, pressed: bool) {
        let script = "const [types, ends, isActive] = arguments;
            const define = (name, value) => Object.defineProperty(navigator, name, { value, configurable: true });
            window.shared = [];
            define('canShare', ({ files }) => files.every((file) => types.includes(file.type)));
            define('share', async ({ files: [file] }) => {
                const bytes = [...new Uint8Array(await file.arrayBuffer())];
                const picture = await createImageBitmap(file).catch(() => null);
                shared.push({ name: file.name, type: file.type, bytes, size: picture && [picture.width, picture.height] });
                if (ends) throw new DOMException('', ends);
            });
            define('userActivation', { isActive })";
        let ends = match sheet {
            Sheet::Shares => Value::Null,
            Sheet::IsClosed => json!("AbortError"),
            Sheet::IsRefused => json!("NotAllowedError"),
        };
        self.js(script, vec![json!(types), ends, json!(pressed)]).await;
    }

    /// Waits until the sheet has got a file, and answers its name, type, bytes and, of a picture, size.
    pub async fn shared(&self) -> Value {
        until("the sheet gets a file", async || {
            Some(self.js("return shared.pop()", vec![]).await).filter(|file| !file.is_null())
        })
        .await
    }

    /// Answers whether the sheet has got no file that was not asked for yet.
    pub async fn has_shared_nothing(&self) -> bool {
        self.js("return shared.length === 0", vec![]).await == Value::Bool(true)
    }
}
