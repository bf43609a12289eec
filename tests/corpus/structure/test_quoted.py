from corpus.structure.quoted import QuotedTexts

STATED = "By 31 March, the constabulary should review how its custody sergeants record the use of force in cells."


def quoted() -> QuotedTexts:
    texts = QuotedTexts()
    texts.add(STATED, ("4",))
    return texts


def test_a_recommendation_repeated_word_for_word_is_recognised() -> None:
    assert quoted().match(STATED) == ("4",)


def test_a_recommendation_slightly_reworded_is_recognised() -> None:
    reworded = "The constabulary should review, by 31 March, how custody sergeants record the use of force in cells."
    assert quoted().match(reworded) == ("4",)


def test_an_answer_on_the_same_subject_is_no_quotation() -> None:
    assert quoted().match("Custody sergeants now record each use of force on a form that an inspector reads in the same week.") is None


def test_a_short_phrase_is_never_a_quotation() -> None:
    assert quoted().match("use of force") is None


def test_a_bare_item_number_is_known_only_if_it_was_listed() -> None:
    quoted = QuotedTexts()
    quoted.add("Forces should keep better records of each decision.", ("5",))
    assert quoted.named_in("I would go further on item 5 than on item 7.") == ("5",)
