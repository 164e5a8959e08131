from aima.explain.answer import whole_schema
from aima.explain.room import RESULTS_TOKENS, Room, room
from aima.model.chat import Endpoint

SCHEMA = whole_schema(12)


def of(context: int, budget: int = 200_000, share: float = 1.0) -> Room:
    endpoint = Endpoint("http://127.0.0.1:9/v1", "m", context_tokens=context, budget_tokens=budget)
    return room(endpoint, "explanation", SCHEMA, share)


def test_frame_lines_and_answer_fit_the_context() -> None:
    for context in (4_096, 8_192, 32_768, 131_072):
        made = of(context)
        assert made.shown + made.answer < context
        assert made.shown > context * 0.3
        assert made.answer <= context // 4
        assert made.window_answer <= made.answer


def test_all_windows_and_the_last_question_are_paid_for() -> None:
    made = of(8_192, budget=60_000)
    windows = made.total // made.shown
    assert windows >= 4
    assert (windows + 1) * 8_192 <= 60_000 + 8_192
    assert made.total + windows * made.window_answer + 8_192 <= 60_000


def test_a_small_budget_pays_for_one_question_or_for_part_of_it() -> None:
    made = of(8_192, budget=5_000)
    assert made.total < made.shown
    assert made.total + made.answer < 5_000


def test_a_context_that_holds_nothing_leaves_no_room() -> None:
    assert of(1_000).shown < 0


def test_less_is_shown_after_a_question_was_too_long() -> None:
    assert of(8_192, share=2 / 3).shown == of(8_192).shown * 2 // 3


def test_what_many_small_windows_tell_can_still_be_condensed() -> None:
    """With a third of this budget for condensing, 271 of 280 supported sentences had no room in the last question."""
    for context in (4_096, 8_192, 32_768):
        made = of(context)
        windows = made.total // made.shown
        levels = [windows * RESULTS_TOKENS / made.shown / 2**level for level in range(3)]
        assert windows * (made.shown + made.window_answer) + sum(levels) * context < 200_000
