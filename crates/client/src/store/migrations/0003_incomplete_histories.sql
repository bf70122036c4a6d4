-- Whether anything is missing here is asked with every search.
CREATE INDEX conversations_incomplete ON conversations (have_after) WHERE have_after > 0;
