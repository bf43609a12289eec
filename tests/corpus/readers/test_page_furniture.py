"""What is left out of a web page, and what is not although its element or its name is that of furniture."""

import pytest

from corpus.readers.html import html_blocks

TITLE = "<h1>Response of the Commissioner for Aldmoor</h1>"
ANSWER = "The constabulary accepts this recommendation and has rewritten its custody policy."
OTHER = "We have asked an inspector to read twenty records each month and to report on them."


def texts(html: str) -> list[str]:
    return [block.text for block in html_blocks(html)]


@pytest.mark.parametrize(
    "content",
    [
        f"<form id='aspnetForm'><div>{TITLE}<p>{ANSWER}</p></div></form>",
        f"{TITLE}<form><h2>Recommendation 1</h2><textarea readonly>{ANSWER}</textarea></form>",
        f"{TITLE}<figure class='wp-block-table'><table><tr><td>{ANSWER}</td></tr></table></figure>",
        f"<main>{TITLE}<aside class='pcc-comment'><p>{ANSWER}</p></aside></main>",
        f"<main>{TITLE}<article><div class='card-footer'><p>{ANSWER}</p></div></article></main>",
        f"<main>{TITLE}<article><footer><p>{ANSWER}</p></footer></article></main>",
        f"<div class='page no-sidebar'><p>{ANSWER}</p></div>",
        f"<div class='hero-banner'>{TITLE}<p>{ANSWER}</p></div>",
        f"{TITLE}<section id='stop-and-search'><p>{ANSWER}</p></section>",
        f"{TITLE}<section class='anti-social behaviour'><p>{ANSWER}</p></section>",
        f"{TITLE}<section id='drug-related'><p>{ANSWER}</p></section>",
        f"<div id='page' aria-hidden='true'>{TITLE}<p>{ANSWER}</p></div>",
        f"{TITLE}<a href='#one'>More</a><div id='one' hidden='until-found'><p>{ANSWER}</p></div>",
        f"{TITLE}<h2>Custody</h2><div class='accordion-content' style='display: none'><p>{ANSWER}</p></div>",
        f"{TITLE}<div role='tabpanel' aria-hidden='true'><p>{ANSWER}</p></div>",
    ],
)
def test_the_text_of_a_page_is_read_whatever_its_elements_are_called(content: str) -> None:
    assert ANSWER in texts(f"<body>{content}</body>")


@pytest.mark.parametrize(
    "heading", ["<h2 id='stop-and-search'>Stop and search</h2>", "<article><header><h2>Stop and search</h2></header></article>"]
)
def test_a_heading_is_read_whatever_its_name_is(heading: str) -> None:
    assert "Stop and search" in texts(f"<body><main>{TITLE}{heading}<p>{ANSWER}</p></main></body>")


def test_buttons_and_tabs_that_open_a_part_of_the_page_are_its_headings() -> None:
    page = f"""<body><main>{TITLE}<button>Print</button>
    <h2><button aria-controls="a">Recommendation 1<span data-nosnippet>Show</span></button></h2><div id="a" hidden><p>{ANSWER}</p></div>
    <button class="accordion">Recommendation 2</button> <div class="panel"><p>{OTHER}</p></div>
    <ul><li><a role="tab" href="#c">Recommendation 3</a></li><li><a role="tab" href="#d">Recommendation 4</a></li></ul>
    <div role="tabpanel" id="c"><p>{OTHER}</p></div><div role="tabpanel" id="d" hidden><p>{ANSWER}</p></div></main></body>"""
    assert texts(page) == [
        "Response of the Commissioner for Aldmoor",
        *["Recommendation 1", ANSWER, "Recommendation 2", OTHER, "Recommendation 3", OTHER, "Recommendation 4", ANSWER],
    ]


def test_a_tab_whose_label_stands_above_its_part_is_named_once() -> None:
    page = f"<main><h3 role='tab' aria-controls='c'>Recommendation 3</h3><div role='tabpanel' id='c'><p>{OTHER}</p></div></main>"
    assert texts(page) == ["Recommendation 3", OTHER]


def test_who_said_a_quotation_is_read_with_it() -> None:
    page = f"<blockquote><p>{ANSWER}</p><footer class='blockquote-footer'>Chief Constable Mara Tindle</footer></blockquote>"
    assert texts(f"<body>{TITLE}<p>{OTHER}</p>{page}</body>")[2:] == [ANSWER, "Chief Constable Mara Tindle"]


def test_furniture_around_the_text_is_left_out_also_where_it_is_prose() -> None:
    notice = "The Commissioner publishes a newsletter for all residents of Aldmoor every month of the year."
    page = f"""<body><div id="cookie-notice" class="panel"><h1>Cookies</h1><p>We use cookies to count visits to our pages.</p></div>
    <header class="site-header"><h2>Aldmoor</h2><a href="#menu">Menu</a></header><div id="menu" class="menu"><p>{notice}</p></div>
    <div id="content">{TITLE}<p>{ANSWER}</p><p>{OTHER}</p><p hidden>{notice}</p><i aria-hidden="true">x</i>
    <figure><img src="a.jpg"><figcaption>{notice}</figcaption></figure><form class="search-form"><p>Search this site</p></form>
    <div class="share"><span>Share this page</span></div><button>Print</button></div>
    <div class="related"><p>{notice}</p></div><aside class="widget"><p>{notice}</p></aside><form><p>{notice}</p></form>
    <div class="site-footer"><p>{notice}</p></div><footer><p>{notice}</p></footer></body>"""
    assert texts(page) == ["Response of the Commissioner for Aldmoor", ANSWER, OTHER]


def test_parts_that_are_kept_may_be_nested_deeply() -> None:
    assert texts("<body>" + "<figure>" * 450 + f"<p>{ANSWER}</p>" + "</figure>" * 450 + "</body>") == [ANSWER]


def test_elements_of_a_sites_own_are_blocks_where_no_text_stands_beside_them() -> None:
    inline = "<p>The <x-a>PCC</x-a>s <x-b>ask</x-b>.</p>"
    page = f"<main>{TITLE}<rec-title>Recommendation 1</rec-title><!-- a --><rec-body>{ANSWER}</rec-body>{inline}"
    assert texts(page)[1:] == ["Recommendation 1", ANSWER, "The PCCs ask."]


def test_prose_that_speaks_of_cookies_is_no_notice_about_them() -> None:
    prose = "Officers had taken cookies out of the <a href='a'>store</a>, and the <a href='b'>report</a> on seized food says so."
    notice = "<div><p>We use cookies to count visits. <a href='a'>Accept</a> <a href='b'>Reject</a></p></div>"
    assert len(texts(f"<main>{TITLE}<p>{ANSWER}</p><p>{prose}</p>{notice}")) == 3


@pytest.mark.parametrize("name", ["jp-relatedposts", "cta-panel", "gem-c-feedback", "footnotes", "page-feedback"])
def test_what_a_site_adds_below_its_text_is_left_out(name: str) -> None:
    added = f"<div class='{name}'><h3>More</h3><p>We will send you an update.</p></div>"
    assert texts(f"<div>{TITLE}<p>{ANSWER}</p>{added}</div>") == ["Response of the Commissioner for Aldmoor", ANSWER]
