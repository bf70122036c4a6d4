//! The time: the device's clock, put right by the server's, and the offset of the device's place. The only
//! module that reads clocks.
//! that asks.

use std::cell::Cell;

use conversas_domain::hours::Weekday;
use conversas_domain::moment::Moment;
use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use crate::state::time::{Civil, Date, lateness};

thread_local! {
    /// The milliseconds that this device's clock is ahead of the server's.
    static AHEAD: Cell<i64> = const { Cell::new(0) };
}

/// Takes over how far this device's clock is ahead of the server's, in milliseconds, as the host says.
pub(crate) fn learn(ahead: i64) {
    AHEAD.set(ahead);
}

/// Answers the time by the server's clock, as far as it is known: for comparing with the server's moments.
pub(crate) fn now() -> Moment {
    by_server(Moment(device_now()))
}

/// Turns a moment of this device's clock into one of the server's.
pub(crate) fn by_server(moment: Moment) -> Moment {
    moment.plus(-AHEAD.get())
}

/// Milliseconds by this device's clock: for comparing with each other.
pub(crate) fn device_now() -> i64 {
    js_sys::Date::now() as i64
}

/// The time of an event, in milliseconds by this device's clock. A page that was busy hears of events late.
pub(crate) fn happened(event: &Event) -> i64 {
    let late = window().performance().map_or(0, |page| lateness(event.time_stamp(), page.now()));
    device_now() - late
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

/// Minutes east of Greenwich, now, in this place.
pub(crate) fn offset() -> i32 {
    -(js_sys::Date::new_0().get_timezone_offset() as i32)
}

/// The day and the minute of the day in another time zone; of this place where the browser does not know the zone.
pub(crate) fn at_school(time_zone: &str) -> (Weekday, u16) {
    parts(time_zone).unwrap_or_else(|| {
        let here = civil(now());
        // The calendar's week begins on Sunday.
        let day = Weekday::ALL[(here.date.weekday + 6) % 7];
        (day, u16::try_from(here.hour * 60 + here.minute).unwrap_or(0))
    })
}

/// Asks the browser, which knows time zones.
fn parts(time_zone: &str) -> Option<(Weekday, u16)> {
    let options = Object::new();
    let wanted = [
        ("timeZone", time_zone),
        ("weekday", "short"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ];
    for (key, value) in wanted {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let format: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    // This fails for a zone that the browser does not know.
    let format = Reflect::construct(&format, &Array::of2(&"en-US".into(), &options)).ok()?;
    let to_parts: Function = Reflect::get(&format, &"formatToParts".into()).ok()?.dyn_into().ok()?;
    let now = js_sys::Date::new(&JsValue::from_f64(now().0 as f64));
    let parts: Array = to_parts.call1(&format, &now).ok()?.dyn_into().ok()?;
    let part = |kind: &str| {
        let text = |part: &JsValue, key: &str| Reflect::get(part, &key.into()).ok()?.as_string();
        parts
            .iter()
            .find(|part| text(part, "type").as_deref() == Some(kind))
            .and_then(|part| text(&part, "value"))
    };
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = names.iter().position(|name| part("weekday").as_deref() == Some(name))?;
    let hour: u16 = part("hour")?.parse().ok()?;
    let minute: u16 = part("minute")?.parse().ok()?;
    Some((Weekday::ALL[day], hour % 24 * 60 + minute))
}
