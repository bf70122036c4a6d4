use super::*;

fn conversation(number: u32) -> ConversationId {
    format!("01890000-0000-7000-b000-{number:012}").parse().expect("an id")
}

fn entry() -> EntryId {
    "01890000-0000-7000-8000-000000000009".parse().expect("an id")
}

#[test]
fn each_wish_waits_for_its_part_and_ends_alone() {
    let here = conversation(1);
    let errand = Errand::to(here).writing(true).seeing(entry()).finishing();
    let mut arrival = Arrival::Conversation(errand);
    let wishes =
        |arrival: Arrival| (arrival.writes_in(here), arrival.entry_in(here), arrival.finishes_in(here));
    assert_eq!(wishes(arrival), (true, Some(entry()), true));
    arrival.end_seeing();
    assert_eq!(wishes(arrival), (true, None, true));
    arrival.end_finishing();
    assert_eq!(wishes(arrival), (true, None, false));
    arrival.end_writing();
    assert_eq!(wishes(arrival), (false, None, false));
    assert!(!arrival.writes());
}

#[test]
fn a_wish_is_for_one_conversation_and_another_one_forgets_it() {
    let (here, there) = (conversation(1), conversation(2));
    let arrival = Arrival::Conversation(Errand::to(here).writing(true).seeing(entry()).finishing());
    assert!(arrival.writes());
    assert!(!arrival.writes_in(there) && !arrival.finishes_in(there));
    assert_eq!(arrival.entry_in(there), None);
    let next = Arrival::Conversation(arrival.in_conversation(there).finishing());
    assert_eq!(next, Arrival::Conversation(Errand::to(there).finishing()));
    assert!(!next.finishes_in(here), "no dialog opens when somebody comes back there later");
}

#[test]
fn whoever_is_there_already_gets_a_wish_beside_those_that_wait() {
    let here = conversation(1);
    let arrival = Arrival::Conversation(Errand::to(here).writing(true));
    let arrival = Arrival::Conversation(arrival.in_conversation(here).finishing());
    assert!(arrival.writes_in(here) && arrival.finishes_in(here));
    assert_eq!(arrival.in_conversation(here).conversation(), here);
}

#[test]
fn a_conversation_that_was_just_begun_is_written_in_until_its_ticket_is_known() {
    let here = conversation(1);
    let mut arrival = Arrival::Conversation(Errand::to(here).beginning());
    assert!(arrival.is_begun(here) && arrival.writes_in(here) && !arrival.is_begun(conversation(2)));
    arrival.end_beginning();
    assert!(!arrival.is_begun(here) && arrival.writes_in(here));
}

#[test]
fn whoever_records_goes_on_at_the_recorder_of_that_conversation() {
    let (here, there) = (conversation(1), conversation(2));
    let mut arrival = Arrival::Conversation(Errand::to(here).writing(true).recording());
    assert!(arrival.records_in(here) && !arrival.records_in(there));
    arrival.end_recording();
    assert!(!arrival.records_in(here) && arrival.writes_in(here));
}

#[test]
fn whoever_is_in_the_list_is_not_fetched_back_into_it() {
    let mut arrival = Arrival::List;
    arrival.end_writing();
    assert_eq!(arrival, Arrival::List);
    arrival.end_list();
    assert_eq!(arrival, Arrival::Done);
    let mut elsewhere = Arrival::Conversation(Errand::to(conversation(1)).writing(true));
    elsewhere.end_list();
    assert!(elsewhere.writes(), "they have gone on into a conversation");
}

#[test]
fn the_end_of_one_wish_ends_no_other() {
    let here = conversation(1);
    let all = Errand::to(here).beginning().seeing(entry()).finishing().recording();
    let wishes = |arrival: Arrival| {
        [
            arrival.writes_in(here),
            arrival.is_begun(here),
            arrival.entry_in(here).is_some(),
            arrival.finishes_in(here),
            arrival.records_in(here),
        ]
    };
    let ends: [fn(&mut Arrival); 5] = [
        Arrival::end_writing,
        Arrival::end_beginning,
        Arrival::end_seeing,
        Arrival::end_finishing,
        Arrival::end_recording,
    ];
    for (place, end) in ends.into_iter().enumerate() {
        let mut arrival = Arrival::Conversation(all);
        end(&mut arrival);
        let mut expected = [true; 5];
        expected[place] = false;
        assert_eq!(wishes(arrival), expected, "wish {place}");
    }
}

#[test]
fn who_reads_first_has_no_wish_to_write_left() {
    let here = conversation(1);
    let reads = Errand::to(here).writing(true).writing(false);
    assert!(!reads.writes());
    assert_eq!(reads, Errand::to(here));
    assert!(!Arrival::Done.writes() && !Arrival::List.writes());
}
