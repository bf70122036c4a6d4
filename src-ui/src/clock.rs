//! The device's clock and the offset of its place. The only module that asks what time it is.

use conversas_domain::moment::Moment;
use wasm_bindgen::JsValue;

use crate::state::time::{Civil, Date};

/// Now, by this device.
pub(crate) fn now() -> Moment {
    Moment(js_sys::Date::now() as i64)
}

/// A moment on the wall clock of this place.
pub(crate) fn civil(moment: Moment) -> Civil {
    let date = js_sys::Date::new(&JsValue::from_f64(moment.0 as f64));
    Civil::at(moment, -(date.get_timezone_offset() as i64))
}

/// Today, in this place.
pub(crate) fn today() -> Date {
    civil(now()).date
}

/// "09:46".
pub(crate) fn time_of_day(moment: Moment) -> String {
    civil(moment).clock()
}
