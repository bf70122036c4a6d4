//! Parts that features share. To add one: a file here; it knows no feature.

pub(crate) mod announcer;
pub(crate) mod avatar;
pub(crate) mod banner;
pub(crate) mod button;
pub(crate) mod dialog;
pub(crate) mod drawing;
pub(crate) mod empty;
pub(crate) mod file_name;
pub(crate) mod hours;
pub(crate) mod icon;
pub(crate) mod keycaps;
pub(crate) mod marked;
pub(crate) mod menu;
pub(crate) mod mini_player;
pub(crate) mod speaker;
pub(crate) mod status;
pub(crate) mod student;
pub(crate) mod toast;
pub(crate) mod wave;

pub(crate) use avatar::{avatar, avatar_stack, channel_tile};
pub(crate) use banner::Banner;
pub(crate) use button::{icon_button, icon_button_unless};
pub(crate) use dialog::{Backdrop, Dialog, dialog_foot};
pub(crate) use empty::{empty, not_started};
pub(crate) use file_name::file_name;
pub(crate) use hours::{hours_line, is_closed};
pub(crate) use icon::{icon, small_icon, tiny_icon};
pub(crate) use keycaps::{keycaps, keycaps_of};
pub(crate) use marked::{marked, marked_name};
pub(crate) use menu::{enter_menu, walk_menu};
pub(crate) use status::{status, status_icon, status_name};
pub(crate) use student::student;
