//! The shell: one command `call`, and a channel for the events.

use conversas_ipc::Envelope;
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{events, values};

/// `window.__TAURI_INTERNALS__`.
pub(super) struct Shell(JsValue);

impl Shell {
    /// Finds the shell, which is there in the shell's windows only.
    pub(super) fn find() -> Option<Shell> {
        let found = Reflect::get(&js_sys::global(), &"__TAURI_INTERNALS__".into()).ok()?;
        found.is_object().then_some(Shell(found))
    }

    /// Calls a command; answers its answer, or the failure.
    pub(super) async fn call(&self, name: &str, body: &JsValue) -> Result<JsValue, JsValue> {
        let request = Object::new();
        set(&request, "name", &name.into());
        set(&request, "body", body);
        match self.invoke("call", &request) {
            Some(promise) => JsFuture::from(promise).await,
            None => Err(JsValue::UNDEFINED),
        }
    }

    /// Gives the shell a channel. Its messages are `{index, message}`; the envelopes have their own index.
    pub(super) fn subscribe(&self) {
        let arrived = Closure::<dyn FnMut(JsValue)>::new(|raw: JsValue| {
            let message = Reflect::get(&raw, &"message".into()).unwrap_or(JsValue::UNDEFINED);
            if let Some(envelope) = values::read::<Envelope>(message) {
                events::arrived(envelope);
            }
        });
        let id = self
            .function("transformCallback")
            .and_then(|make| make.call2(&self.0, arrived.as_ref(), &false.into()).ok())
            .and_then(|id| id.as_f64());
        arrived.forget();
        let Some(id) = id else { return };
        let request = Object::new();
        set(&request, "channel", &format!("__CHANNEL__:{id}").into());
        if let Some(promise) = self.invoke("subscribe", &request) {
            wasm_bindgen_futures::spawn_local(async move {
                // Ignored: a refusal leaves the interface without live changes, and every command still
                // works.
                let _ = JsFuture::from(promise).await;
            });
        }
    }

    fn invoke(&self, command: &str, arguments: &Object) -> Option<Promise> {
        let invoke = self.function("invoke")?;
        invoke.call2(&self.0, &command.into(), arguments).ok()?.dyn_into().ok()
    }

    /// Calls a command with bytes instead of an object; everything else is in the options' headers.
    pub(super) fn invoke_raw(&self, command: &str, bytes: &Uint8Array, options: &Object) -> Option<Promise> {
        let invoke = self.function("invoke")?;
        invoke.call3(&self.0, &command.into(), bytes, options).ok()?.dyn_into().ok()
    }

    fn function(&self, name: &str) -> Option<Function> {
        Reflect::get(&self.0, &name.into()).ok()?.dyn_into().ok()
    }
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Ignored: a plain object takes every property.
    let _ = Reflect::set(object, &key.into(), value);
}
