"""The invented document that the tests of the office formats are made from."""

from __future__ import annotations

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Response</title></head><body>
<h1>Marchford Police and Crime Commissioner: response to the inspection of custody</h1>
<h2>Recommendations</h2>
<p><b>Recommendation 1: By June, the force should review its custody policy and tell every sergeant what has changed.</b></p>
<h2>Response of the Chief Constable</h2>
{answers}
<h2>Response in full</h2>
<table border="1" cellpadding="4" cellspacing="0"><tr><th>Recommendation</th><th>Response</th></tr>
{rows}
</table>
<p>Yours sincerely,</p><p>Ada Fenwick</p><p>Police and Crime Commissioner for Marchford</p>
</body></html>"""
_WORDS = "cells meals blankets checks phones lawyers nurses interpreters records cameras searches transport"
TOPICS = _WORDS.split()


def answer(topic: str) -> str:
    """Give an answer of several lines about a topic."""
    return (
        f"The policy on {topic} was rewritten in March and every custody sergeant has signed for a copy. An inspector reads "
        f"twenty records about {topic} each month, writes down what was found, and the head of custody takes the results to the "
        f"performance board. Nothing about {topic} that the inspectors raised with us during their visit is still open."
    )


def paragraphs() -> list[str]:
    """Give the answers that the made documents hold, outside the table and in it."""
    return [answer(topic) for topic in TOPICS] + [answer(f"late {topic}") for topic in TOPICS]


def page() -> str:
    """Give the web page that the other formats are made from."""
    answers = "\n".join(f"<p>{answer(topic)}</p>" for topic in TOPICS)
    rows = "\n".join(
        f"<tr><td><p>Recommendation {number}: The force should look at {topic} again.</p></td>"
        f"<td><p>{answer(f'late {topic}')}</p></td></tr>"
        for number, topic in enumerate(TOPICS, 1)
    )
    return PAGE.format(answers=answers, rows=rows)
