//! The conditions under which the page is shown: its size, the size of its letters, the person's settings of
//! the system. Only a browser has these settings.

use serde_json::{Value, json};

use super::super::{session, until};
use super::Page;

const FIT: &str = include_str!("fit.js");

impl Page {
    /// Gives the page another size, in pixels.
    pub async fn resizes(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": self.touch });
        self.tells_browser("Emulation.setDeviceMetricsOverride", &size).await;
        until(&format!("the page is {width} pixels wide"), async || {
            (self.js("return innerWidth", vec![]).await == json!(width)).then_some(())
        })
        .await;
    }

    /// Sets the browser's usual size of letters, in pixels; the default of browsers is 16.
    pub async fn has_letters_of(&self, pixels: u32) {
        let sizes = json!({ "fontSizes": { "standard": pixels, "fixed": pixels } });
        self.tells_browser("Page.setFontSizes", &sizes).await;
        until(&format!("letters are {pixels} pixels high"), async || {
            let size = self.js("return getComputedStyle(document.documentElement).fontSize", vec![]).await;
            (size == json!(format!("{pixels}px"))).then_some(())
        })
        .await;
    }

    /// Sets the person's settings of the system: media features with their values. Features that are not
    /// named have their defaults.
    pub async fn prefers(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.tells_browser("Emulation.setEmulatedMedia", &json!({ "features": features })).await;
    }

    /// Answers the parts that do not fit into the page as it is now, one line each: words that are cut off,
    /// parts that are too wide, and, where there is touch, controls that a finger would miss.
    pub async fn misfits(&self) -> Vec<String> {
        // After two frames the observers of sizes have run.
        let script = format!(
            "{FIT}\nconst touch = arguments[0];
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(misfits(touch)))))"
        );
        let found = self.js(&script, vec![json!(self.touch)]).await;
        serde_json::from_value(found).expect("it answers a list of lines")
    }

    /// Answers how many animations and transitions run now.
    pub async fn motions(&self) -> u64 {
        let script = "return document.getAnimations().filter((one) => one.playState === 'running').length";
        self.js(script, vec![]).await.as_u64().expect("a number")
    }

    async fn tells_browser(&self, command: &str, parameters: &Value) {
        let body = json!({ "cmd": command, "params": parameters });
        session::post(&self.client, self.port, "goog/cdp/execute", &body).await;
    }
}
