//! The place of a person in the page, as a text that outlives the page: a reload comes back there.

use conversas_domain::ids::PersonId;

use super::route::{Page, Route};

/// The place of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// The person.
    pub(crate) person: PersonId,
    /// The route.
    pub(crate) route: Route,
}

/// The text for no value.
const NONE: &str = "-";

impl Place {
    /// Writes the place as text: person, page, channel, conversation.
    pub(crate) fn write(&self) -> String {
        let Route { page, channel, conversation } = self.route;
        let page = match page {
            Page::Conversations => "conversations",
            Page::Settings => "settings",
            Page::Replies => "replies",
        };
        let or_none = |id: Option<String>| id.unwrap_or_else(|| NONE.to_owned());
        let channel = or_none(channel.map(|id| id.to_string()));
        let conversation = or_none(conversation.map(|id| id.to_string()));
        format!("{} {page} {channel} {conversation}", self.person)
    }

    /// Reads a place; none for another text, such as that of another version.
    pub(crate) fn read(text: &str) -> Option<Place> {
        let mut parts = text.split(' ');
        let person = parts.next()?.parse().ok()?;
        let page = match parts.next()? {
            "conversations" => Page::Conversations,
            "settings" => Page::Settings,
            "replies" => Page::Replies,
            _ => return None,
        };
        let (channel, conversation) = (parts.next()?, parts.next()?);
        let channel = if channel == NONE { None } else { Some(channel.parse().ok()?) };
        let conversation = if conversation == NONE { None } else { Some(conversation.parse().ok()?) };
        Some(Place { person, route: Route { page, channel, conversation } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01890000-0000-7000-8000-000000000001";

    #[test]
    fn a_place_comes_back_as_it_was() {
        for page in [Page::Conversations, Page::Settings, Page::Replies] {
            for conversation in [None, ID.parse().ok()] {
                let route = Route { page, channel: ID.parse().ok(), conversation };
                let place = Place { person: ID.parse().expect("an id"), route };
                assert_eq!(Place::read(&place.write()), Some(place));
            }
        }
    }

    #[test]
    fn what_is_no_place_is_none() {
        for text in ["", "a b c d", ID, &format!("{ID} elsewhere - -"), &format!("{ID} settings x -")] {
            assert_eq!(Place::read(text), None, "{text}");
        }
    }
}
